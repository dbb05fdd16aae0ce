import { can, canReadInternal } from '../../domain/access/permissions.js';
import { ticketBefore } from '../../domain/live/ticket-before.js';
import { shownPresences, type Presence } from '../../domain/presence/presence.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { ShownNotification } from '../notifications/notifications.js';
import type { SignedIn } from '../accounts/authenticate.js';
import type { PlacedFile } from '../tickets/files/read-file.js';
import type { FollowedFiles } from './followed-files.js';
import type { Subscription } from './subscription.js';

/** A ticket as messages name it. */
export type TicketName = Pick<Ticket, 'id' | 'number'>;

/** A message to a client. The API presents it. */
export type LiveMessage =
  | { readonly type: 'subscribed'; readonly unknown: readonly string[] }
  | { readonly type: 'event'; readonly event: TicketEvent }
  /** The client may no longer read the ticket, or it has left what the client follows. */
  | { readonly type: 'gone'; readonly ticket: TicketName }
  /** The others on a ticket, as the reader may see them. Replaces what was sent before. */
  | { readonly type: 'presence'; readonly ticket: TicketName; readonly people: readonly Presence[] }
  | {
      readonly type: 'notification';
      readonly notification: ShownNotification;
      /** The number of unread ones, this one included. */
      readonly unread: number;
    }
  /** The state of a file. Replaces what was sent before. */
  | { readonly type: 'file'; readonly file: PlacedFile }
  /** The connection gets the states of files; without the named ones that do not exist or may not be seen. */
  | { readonly type: 'subscribed_files'; readonly unknown: readonly string[] }
  /** The client has missed events: it reads its lists and tickets again. */
  | { readonly type: 'resync' };

/** An event, and its ticket as it is now and as it was before; null if it was deleted. Made once for all connections. */
export interface Occurrence {
  readonly event: TicketEvent;
  readonly ticket: Ticket | null;
  readonly before: Ticket | null;
}

export function occurrenceOf(event: TicketEvent, ticket: Ticket | null): Occurrence {
  return { event, ticket, before: ticket === null ? null : ticketBefore(ticket, event) };
}

/** Why the server ends a connection. */
export type CloseReason = 'signed_out' | 'rights_changed' | 'too_slow' | 'unavailable' | 'restart';

/** The client's end of a connection. */
export interface LiveSink {
  send(message: LiveMessage): void;
  /** Ends the connection. Nothing is sent afterwards. */
  close(reason: CloseReason): void;
}

/** Ids of tickets whose loss a client is told. Beyond that, the oldest are forgotten. */
const MAX_SHOWN = 1_000;
/** Events that wait while missed ones are read. */
const MAX_HELD = 1_000;

/** One subscriber of this process, with the rights that it had at its last check. */
export class LiveConnection {
  private subscription: Subscription | null = null;
  private held: Occurrence[] | null = null;
  private readonly shown = new Set<string>();
  /** Tickets on which the client knows of others. */
  private readonly peopled = new Set<string>();
  /** True for a connection that gets the notifications of its person. */
  wantsNotifications = false;
  /** The files whose states it gets; null for none. */
  files: FollowedFiles | null = null;
  /** True once the server has ended it. */
  isEnded = false;

  constructor(
    public actor: SignedIn,
    readonly sink: LiveSink,
  ) {}

  /** The single tickets that it follows; none for views, queues, or everything. */
  get followedIds(): readonly string[] {
    return this.subscription?.ticketIds ?? [];
  }

  /** Follows something else from now on. Events wait until {@link release}. */
  follow(subscription: Subscription): void {
    this.subscription = subscription;
    this.shown.clear();
    for (const id of subscription.ticketIds ?? []) this.remember(id);
    this.held = [];
  }

  /** Sends missed events, then those that waited in the time since. */
  release(missed: readonly Occurrence[]): void {
    const ids = new Set(missed.map(({ event }) => event.id));
    const waiting = (this.held ?? []).filter(({ event }) => !ids.has(event.id));
    this.held = null;
    for (const occurrence of [...missed, ...waiting]) this.take(occurrence);
  }

  notify(message: Extract<LiveMessage, { readonly type: 'notification' }>): void {
    if (!this.isEnded) this.sink.send(message);
  }

  end(reason: CloseReason): void {
    this.isEnded = true;
    this.sink.close(reason);
  }

  /** Takes an event of the log. */
  take(occurrence: Occurrence): void {
    if (this.subscription === null || this.isEnded) return;
    if (this.held === null) this.deliver(occurrence, this.subscription);
    else if (this.held.length < MAX_HELD) this.held.push(occurrence);
    else {
      this.held = null;
      this.sink.send({ type: 'resync' });
    }
  }

  /** Takes the people on a ticket. What the reader may not see makes no message, not even an empty one. */
  takePresences(ticket: Ticket, presences: readonly Presence[], now: Date): void {
    const isFollowed = this.subscription?.matches(ticket) === true && !this.isEnded;
    if (!isFollowed || !can(this.actor, 'ticket.read', ticket)) return;
    const people = shownPresences(presences, this.actor, ticket, now);
    if (people.length === 0 && !this.peopled.delete(ticket.id)) return;
    if (people.length > 0) this.peopled.add(ticket.id);
    this.sink.send({ type: 'presence', ticket, people });
  }

  private deliver({ event, ticket, before }: Occurrence, { matches }: Subscription): void {
    const { ticketId } = event;
    if (ticket === null || !can(this.actor, 'ticket.read', ticket)) {
      const wasReadable = this.shown.has(ticketId) || (ticket === null && can(this.actor, 'ticket.list_all'));
      if (wasReadable) this.leave(event);
      return;
    }
    const isThere = matches(ticket);
    const wasThere = this.shown.has(ticketId) || (before !== null && matches(before));
    if (!isThere && !wasThere) return;
    if (!event.isInternal || canReadInternal(this.actor, ticket)) this.sink.send({ type: 'event', event });
    if (isThere) this.remember(ticketId);
    else this.leave(event);
  }

  private leave({ ticketId: id, ticketNumber: number }: TicketEvent): void {
    this.shown.delete(id);
    this.sink.send({ type: 'gone', ticket: { id, number } });
  }

  private remember(ticketId: string): void {
    this.shown.delete(ticketId);
    this.shown.add(ticketId);
    const [oldest] = this.shown;
    if (this.shown.size > MAX_SHOWN && oldest !== undefined) this.shown.delete(oldest);
  }
}
