import type { User } from '../../../domain/accounts/user.js';
import { insteadOf } from '../../../domain/instead-of.js';
import { loadShift } from '../../../domain/tickets/assignment/load.js';
import { conditionOf, type OutlookAction } from '../../../domain/tickets/outlook.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { latest } from '../../../domain/time.js';
import type { TicketChange } from '../../../ports/tickets/ticket-repository.js';
import type { advanceTicket } from '../advance-ticket.js';
import type { AppDeps } from '../../deps.js';

export type ProjectionDeps = Parameters<typeof advanceTicket>[0] & Pick<AppDeps, 'deliveries'>;

type Shift = Pick<User, 'load' | 'lastAssignedAt'>;

/**
 * One ticket in the future.
 * Use cases run on its `deps` as always, with a clock that can be moved. Their changes stay in memory. All other
 * tickets and people remain as they are now.
 */
export class Projection {
  readonly deps: ProjectionDeps;
  private current: Ticket;
  private now: Date;
  private changes: TicketChange[] = [];
  private ids = 0;
  /** The load that the changes move between people. */
  private readonly shifts = new Map<string, Shift>();

  constructor(real: ProjectionDeps, ticket: Ticket, from: Date) {
    this.current = ticket;
    this.now = latest(from, ticket.updatedAt);
    this.deps = {
      ...real,
      clock: { now: () => this.now },
      // No id leaves the projection.
      newId: () => `projected-${(this.ids += 1)}`,
      tickets: insteadOf(real.tickets, {
        find: (reference) =>
          this.isThis(reference) ? Promise.resolve(this.current) : real.tickets.find(reference),
        commit: (...changes) => {
          this.apply(changes);
          return Promise.resolve();
        },
      }),
      users: insteadOf(real.users, {
        find: async (id) => {
          const user = await real.users.find(id);
          return user === null ? null : this.withShift(user);
        },
        listActive: async (roles) => (await real.users.listActive(roles)).map((user) => this.withShift(user)),
      }),
      deliveries: insteadOf(real.deliveries, { unsent: () => Promise.resolve([]) }),
    };
  }

  get ticket(): Ticket {
    return this.current;
  }

  get at(): Date {
    return this.now;
  }

  moveTo(at: Date): void {
    this.now = at;
  }

  /** Returns the actions since the last call, oldest first. */
  takeActions(): readonly OutlookAction[] {
    const taken = this.changes;
    this.changes = [];
    return taken.flatMap(({ events, deliveries = [] }) =>
      events.map((event) => ({
        at: event.at,
        type: event.type,
        details: event.details,
        unless: conditionOf(event),
        mails: deliveries.flatMap((delivery) =>
          delivery.eventId === event.id && delivery.ticketId !== null
            ? [{ kind: delivery.kind, recipient: delivery.recipient }]
            : [],
        ),
      })),
    );
  }

  private isThis(reference: string): boolean {
    return reference === this.current.id || reference === this.current.number;
  }

  private apply(changes: readonly TicketChange[]): void {
    for (const change of changes) {
      if (change.after.id !== this.current.id) continue;
      this.noteShift(change);
      this.current = change.after;
      this.changes.push(change);
    }
  }

  private noteShift({ before, after }: TicketChange): void {
    const shift = loadShift(before, after);
    if (shift === null) return;
    const of = (id: string): Shift => this.shifts.get(id) ?? { load: 0, lastAssignedAt: null };
    if (shift.from !== null) {
      const { id, weight } = shift.from;
      const { load, lastAssignedAt } = of(id);
      this.shifts.set(id, { load: load - weight, lastAssignedAt });
    }
    if (shift.to !== null) {
      const { id, weight } = shift.to;
      this.shifts.set(id, { load: of(id).load + weight, lastAssignedAt: after.updatedAt });
    }
  }

  private withShift(user: User): User {
    const shift = this.shifts.get(user.id);
    if (shift === undefined) return user;
    return {
      ...user,
      load: user.load + shift.load,
      lastAssignedAt: shift.lastAssignedAt ?? user.lastAssignedAt,
    };
  }
}

/** Returns the same dependencies, which read people, teams, calendars and the queue once: for one outlook, or several. */
export function readingOnce<T extends ProjectionDeps>(deps: T): T {
  const { users, tickets, teams, calendars } = deps;
  const hours = new Map<string, ReturnType<typeof calendars.find>>();
  const people = new Map<string, ReturnType<typeof users.find>>();
  const active = new Map<string, ReturnType<typeof users.listActive>>();
  const queues = new Map<number, ReturnType<typeof tickets.queue>>();
  let all: ReturnType<typeof teams.all> | undefined;
  return {
    ...deps,
    users: insteadOf(users, {
      find: (id) => once(people, id, () => users.find(id)),
      listActive: (roles) => once(active, roles.join(), () => users.listActive(roles)),
    }),
    tickets: insteadOf(tickets, { queue: (limit) => once(queues, limit, () => tickets.queue(limit)) }),
    calendars: insteadOf(calendars, {
      find: (name, version) => once(hours, `${name}@${version}`, () => calendars.find(name, version)),
    }),
    teams: insteadOf(teams, { all: () => (all ??= teams.all()) }),
  };
}

function once<K, V>(known: Map<K, V>, key: K, read: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = read();
  known.set(key, value);
  return value;
}
