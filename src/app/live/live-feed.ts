import { DomainError } from '../../domain/errors.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { LogHistoryLost, type HoldfastEvent, type LogEntry } from '../../ports/operations/event-log.js';
import type { SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';
import { backoffMs, pause } from '../operations/event-log/pause.js';
import { Audience } from './audience.js';
import { LiveConnection, occurrenceOf, type LiveSink, type Occurrence } from './live-connection.js';
import { filePoll } from './file-poll.js';
import { followFiles } from './follow-files.js';
import { notificationPoll } from './notification-poll.js';
import { presencePoll } from './presence-poll.js';
import { MAX_REPLAYED, missedEvents } from './replay.js';
import { mayChangeRights, RightsCheck } from './rights-check.js';
import { openSubscription, type Choice, type Subscription } from './subscription.js';

export interface LiveLimits {
  /** Sockets and streams of this process. */
  readonly connections: number;
  readonly connectionsPerAccount: number;
}

type Deps = Parameters<typeof openSubscription>[0] &
  ConstructorParameters<typeof RightsCheck>[0] &
  Parameters<typeof presencePoll>[0] &
  Parameters<typeof notificationPoll>[0] &
  Parameters<typeof filePoll>[0] &
  Pick<AppDeps, 'eventLog' | 'liveHistory' | 'logger' | 'metrics'>;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
/** Events that are read ahead of their delivery. */
const MAX_PENDING = 1_000;
const BATCH = 100;

/**
 * Feeds all sockets and streams of this process from one change stream, which starts with the first of them.
 * It has no durable position: a client that was away names the last event that it knows.
 */
export class LiveFeed {
  private readonly audience = new Audience();
  private readonly stop = new AbortController();
  private readonly rights: RightsCheck;
  private readonly polls: readonly { start(): void; stop(): void }[];
  private started: Promise<void> | null = null;
  private reading: Promise<void> = Promise.resolve();
  private pending: HoldfastEvent[] = [];
  private delivering: Promise<void> | null = null;

  constructor(
    private readonly deps: Deps,
    private readonly limits: LiveLimits,
  ) {
    const { connections } = this.audience;
    this.rights = new RightsCheck(deps, connections);
    this.polls = [presencePoll, notificationPoll, filePoll].map((poll) => poll(deps, connections));
  }

  /** @throws DomainError `too_many_requests` for one more than an account may have, `unavailable` for a full process */
  refuseExcess(accountId: string): void {
    const own = [...this.connections].filter(({ actor }) => actor.id === accountId).length;
    if (own >= this.limits.connectionsPerAccount) {
      throw new DomainError(
        'too_many_requests',
        `You already have ${own} live connections, the maximum. Close one first.`,
      );
    }
    if (this.connections.size >= this.limits.connections || this.stop.signal.aborted) {
      throw new DomainError('unavailable', 'This process has no place for another live connection.');
    }
  }

  /** Adds a connection, which follows nothing yet. @throws DomainError as {@link refuseExcess} */
  async open(actor: SignedIn, sink: LiveSink): Promise<LiveConnection> {
    this.refuseExcess(actor.id);
    const connection = new LiveConnection(actor, sink);
    this.audience.add(connection);
    this.deps.metrics.liveConnections(this.connections.size);
    try {
      this.started ??= this.start();
      await this.started;
      // The session may have ended before the connection was there to be told.
      await this.rights.check(connection);
      if (connection.isEnded)
        throw new DomainError('unauthenticated', 'The session has ended. Sign in again.');
    } catch (error) {
      this.started = null;
      this.close(connection);
      throw error;
    }
    return connection;
  }

  close(connection: LiveConnection): void {
    this.audience.remove(connection);
    this.deps.metrics.liveConnections(this.connections.size);
  }

  /**
   * Lets a connection follow what it chooses, in place of what it followed, and sends what it missed after an event.
   * @throws DomainError as `openSubscription`
   */
  async follow(connection: LiveConnection, choice: Choice, after?: string): Promise<void> {
    const subscription = await openSubscription(this.deps, connection.actor, choice);
    this.audience.place(connection, subscription.ticketIds);
    connection.follow(subscription);
    connection.sink.send({ type: 'subscribed', unknown: subscription.unknown });
    const missed = after === undefined ? [] : await missedEvents(this.deps, subscription, after);
    const tickets = await this.ticketsOf(missed ?? []);
    const occurrences = (missed ?? [])
      .map((event) => occurrenceOf(event, tickets.get(event.ticketId) ?? null))
      .filter((each) => isPartOf(subscription, each));
    const isTooMuch = missed === null || occurrences.length > MAX_REPLAYED;
    if (isTooMuch) {
      connection.sink.send({ type: 'resync' });
      this.deps.metrics.liveResync();
    }
    connection.release(isTooMuch ? [] : occurrences);
  }

  /** Lets a connection follow the states of files. @param ids undefined for all files that its person uploads */
  followFiles(connection: LiveConnection, ids: readonly string[] | undefined): Promise<void> {
    return followFiles(this.deps, connection, ids);
  }

  /** Closes all connections, so that their clients go to another process. */
  async end(): Promise<void> {
    this.stop.abort();
    this.rights.stop();
    for (const poll of this.polls) poll.stop();
    for (const connection of [...this.connections]) {
      connection.end('restart');
      this.close(connection);
    }
    await this.reading;
    await this.delivering;
  }

  private get connections(): ReadonlySet<LiveConnection> {
    return this.audience.connections;
  }

  private async start(): Promise<void> {
    const token = await this.deps.eventLog.newestToken();
    this.reading = this.read(token);
    this.rights.start();
    for (const poll of this.polls) poll.start();
  }

  private async read(first: string): Promise<void> {
    const { signal } = this.stop;
    let token: string | null = first;
    for (let failures = 0; !signal.aborted;) {
      try {
        if (token === null) {
          token = await this.deps.eventLog.newestToken();
          this.resyncAll();
        }
        const after: string = token;
        await this.deps.eventLog.readAfter(
          after,
          async (entry) => {
            failures = 0;
            await this.take(entry);
            token = entry.token;
          },
          signal,
        );
      } catch (error) {
        failures += 1;
        if (error instanceof LogHistoryLost) token = null;
        if (failures === 2) this.deps.logger.warn({ err: error }, 'live events cannot be read; retrying');
        await pause(backoffMs(failures, FIRST_WAIT_MS, LONGEST_WAIT_MS), signal);
      }
    }
  }

  private async take({ event }: LogEntry): Promise<void> {
    if (event === null || this.connections.size === 0) return;
    this.pending.push(event);
    this.delivering ??= this.deliver();
    if (this.pending.length > MAX_PENDING) await this.delivering;
  }

  /** Reads the tickets of all events that are there in one go: on a busy desk, each read serves many events. */
  private async deliver(): Promise<void> {
    try {
      while (this.pending.length > 0) {
        const events = this.pending.splice(0, BATCH);
        const tickets = await this.ticketsOf(events.filter(isOfTicket));
        for (const event of events) {
          if (isOfTicket(event)) this.send(event, tickets.get(event.ticketId) ?? null);
          else if (mayChangeRights(event)) await this.rights.checkAfter(event);
        }
      }
    } catch (error) {
      this.pending = [];
      this.deps.logger.warn({ err: error }, 'live events could not be sent');
      this.resyncAll();
    } finally {
      this.delivering = null;
    }
  }

  private send(event: TicketEvent, ticket: Ticket | null): void {
    const occurrence = occurrenceOf(event, ticket);
    for (const connection of this.audience.of(event.ticketId)) connection.take(occurrence);
  }

  private async ticketsOf(
    events: readonly Pick<TicketEvent, 'ticketId'>[],
  ): Promise<ReadonlyMap<string, Ticket>> {
    const ids = [...new Set(events.map(({ ticketId }) => ticketId))];
    const tickets = ids.length === 0 ? [] : await this.deps.tickets.findMany(ids);
    return new Map(tickets.map((ticket) => [ticket.id, ticket]));
  }

  private resyncAll(): void {
    for (const { sink } of this.connections) sink.send({ type: 'resync' });
    this.deps.metrics.liveResync();
  }
}

function isPartOf({ matches }: Subscription, { ticket, before }: Occurrence): boolean {
  return ticket === null || matches(ticket) || (before !== null && matches(before));
}

function isOfTicket(event: HoldfastEvent): event is TicketEvent {
  return !('kind' in event);
}
