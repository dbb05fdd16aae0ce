import type { LiveConnection } from './live-connection.js';

/**
 * The connections of a process, found by the ticket of an event.
 * Most clients follow single tickets: with 2,000 of them, asking each about every event took longer than the event.
 */
export class Audience {
  private readonly all = new Set<LiveConnection>();
  /** Connections that follow views, queues, or everything. */
  private readonly broad = new Set<LiveConnection>();
  private readonly byTicket = new Map<string, Set<LiveConnection>>();

  get connections(): ReadonlySet<LiveConnection> {
    return this.all;
  }

  add(connection: LiveConnection): void {
    this.all.add(connection);
  }

  remove(connection: LiveConnection): void {
    this.leave(connection);
    this.all.delete(connection);
  }

  /** Places a connection before it follows something else. @param ticketIds null if it follows more than single tickets */
  place(connection: LiveConnection, ticketIds: readonly string[] | null): void {
    this.leave(connection);
    if (!this.all.has(connection)) return;
    if (ticketIds === null) this.broad.add(connection);
    for (const id of ticketIds ?? []) {
      const followers = this.byTicket.get(id) ?? new Set();
      followers.add(connection);
      this.byTicket.set(id, followers);
    }
  }

  /** Returns the connections that an event of this ticket may concern. */
  of(ticketId: string): readonly LiveConnection[] {
    return [...this.broad, ...(this.byTicket.get(ticketId) ?? [])];
  }

  private leave(connection: LiveConnection): void {
    this.broad.delete(connection);
    for (const id of connection.followedIds) {
      const followers = this.byTicket.get(id);
      followers?.delete(connection);
      if (followers?.size === 0) this.byTicket.delete(id);
    }
  }
}
