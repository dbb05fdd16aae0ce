import type { HeardMail, MailName } from './heard-mails.js';
import type { RedactionProgress } from './redactions.js';
import type { User } from '../../domain/accounts/user.js';
import type { Delivery } from '../../domain/mail/delivery.js';
import type { SlaState } from '../../domain/sla/sla.js';
import type { Category, Priority, Status, TicketType } from '../../domain/ticket-fields.js';
import type { CommentChange } from '../../domain/tickets/comment-changes.js';
import type { BulkResult } from '../../domain/tickets/bulk-change.js';
import type { CustomValue } from '../../domain/tickets/custom-fields.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { QueuedTicket } from '../../domain/tickets/queue.js';
import type { EndedSecrets } from '../../domain/tickets/signed-links/ended-secrets.js';
import type { TicketCount } from '../../domain/tickets/ticket-summary.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { IdPage, Page, PageBounds, PageRequest } from '../paging.js';

/** Comments on their way from one ticket to another; they stay what they are, and when they were said. */
export interface TakenComments {
  readonly ids: readonly string[];
  readonly fromTicketId: string;
}

/**
 * One change of one ticket, written whole or not at all: the ticket, what happened to it, and what it makes us do.
 * `before` is null for a new ticket.
 */
export interface TicketChange {
  readonly before: Ticket | null;
  readonly after: Ticket;
  readonly events: readonly TicketEvent[];
  readonly comment?: Comment;
  /** A comment of this ticket that was edited or deleted. The files that it loses are removed. */
  readonly commentChange?: CommentChange;
  /** The redaction that it is a step of: its note of progress is written with it. */
  readonly redaction?: RedactionProgress;
  /** Comments of another ticket that are this one's from now on. */
  readonly takenComments?: TakenComments;
  /** The ticket is deleted with all that is kept of it; only these events stay. `after` says who holds it no longer. */
  readonly isRemoval?: boolean;
  /** The ticket's turn in a bulk job that this is; it has one. */
  readonly bulkResult?: BulkResult;
  readonly deliveries?: readonly Delivery[];
  /** Automatic assignment takes a place only below the assignee's capacity; a person may overload on purpose. */
  readonly respectsCapacity?: boolean;
  /** The mail that it is made of. */
  readonly heardMail?: HeardMail;
  /** Mailed secrets of staff that requesters can read from this change on. */
  readonly endedSecrets?: readonly EndedSecrets[];
  /** Ids of codes of staff whose links, which set a password, requesters can read from this change on. */
  readonly endedCodes?: readonly string[];
}

/** Filters of a list; all given ones must hold. */
export interface TicketFilter {
  readonly status?: readonly Status[];
  readonly priority?: readonly Priority[];
  readonly category?: readonly Category[];
  readonly type?: readonly TicketType[];
  readonly slaState?: readonly SlaState[];
  /** `name@version`: on another version of that policy. */
  readonly slaPolicyOtherThan?: string;
  readonly triageState?: 'pending' | 'done' | 'fallback';
  readonly requesterId?: string;
  /** A person's id, `me` for whoever reads, or null for tickets that nobody has. */
  readonly assigneeId?: string | null;
  /** What this person has, and what waits in the queue of their team. */
  readonly workOf?: Pick<User, 'id' | 'team'>;
  readonly team?: string;
  readonly tag?: string;
  /** Each of these values. */
  readonly customFields?: readonly CustomValue[];
  readonly createdFrom?: Date;
  readonly createdTo?: Date;
  /** Words that must all occur in the title, or the ticket's number. */
  readonly text?: string;
}

export const TICKET_SORTS = ['-created_at', 'created_at', '-updated_at', 'updated_at'] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];

/** A place in a list of tickets: the sort key of a row, and its id. Opaque outside. */
export interface ListPosition {
  readonly at: Date;
  readonly id: string;
}

export interface TicketQuery extends PageBounds {
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  readonly after?: ListPosition;
}

export type TicketPage = Page<Ticket, ListPosition>;

/** Which part of the talk or the trail of a ticket. */
export interface TalkQuery extends PageRequest {
  readonly ticketId: string;
  readonly includeInternal: boolean;
}

export interface CommentQuery extends PageRequest {
  readonly ticketIds: readonly string[];
  readonly includeInternal: boolean;
}

/** An event of a ticket, as far as its SLA promises depend on it. */
export type TicketSlaEvent = Pick<TicketEvent, 'ticketId' | 'at' | 'details'>;

/** The text of a description or a comment, and the files that came with it. */
export type WrittenInMail = Pick<Comment, 'body' | 'attachments'>;

/** The truth about tickets. */
export interface TicketRepository {
  /** By id or by number; null when there is none. */
  find(reference: string): Promise<Ticket | null>;
  /** Those that are there, by id or by number, in no order. */
  findMany(references: readonly string[]): Promise<readonly Ticket[]>;
  /**
   * Writes the changes, each of another ticket, in one majority transaction, and the assignees' loads with them.
   * @throws DomainError `version_conflict` when the ticket is no longer at `before.version`, or a comment or redaction is not what or where it was; `duplicate` when the id of
   *   the new ticket or of the comment is there already, or the ticket has had its turn in the bulk job, or another copy of the mail was heard; `capacity_reached` when the assignee has no place left; `assignment_conflict` when the assignee is no active moderator any more.
   */
  commit(...changes: readonly TicketChange[]): Promise<void>;
  list(query: TicketQuery): Promise<TicketPage>;
  /** Those that have a link to this one. */
  linkedTo(id: string): Promise<readonly Ticket[]>;
  /** How many tickets there are of each kind. */
  countByKind(filter: TicketFilter): Promise<readonly TicketCount[]>;
  /** All of them, exactly: the cost grows with their number. */
  count(filter: TicketFilter): Promise<number>;
  /** Ids of tickets in creation order after `afterId`, for jobs that walk over many. */
  listIds(filter: TicketFilter, limit: number, afterId: string | null): Promise<readonly string[]>;
  /** Open tickets in the order of their ids after `afterId`, for jobs that walk over many. */
  walkOpen(limit: number, afterId: string | null): Promise<readonly Ticket[]>;
  /** The first `limit` tickets that wait for somebody to have a place, in the order in which they get one. */
  queue(limit: number): Promise<readonly QueuedTicket[]>;
  /** What the tickets with these numbers are called and where they stand, by number; without those that are not there. */
  standings(
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<Ticket, 'title' | 'status' | 'updatedAt'>>>;
  /** By its id; null when there is none. */
  findComment(id: string): Promise<Comment | null>;
  /**
   * Ids of the tickets that were opened or commented on by mails with these Message-IDs, by Message-ID, the latest of each
   * first. Of Message-IDs that stand for many mails only some of the tickets.
   */
  byMessageIds(messageIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** What this person has written by mails with this Message-ID, but for the ticket or comment `exceptId`; of many only some. */
  writtenInMail(messageId: string, authorId: string, exceptId: string): Promise<readonly WrittenInMail[]>;
  /** How many mails of that name were heard of late: see {@link HeardMail}. */
  timesHeard(name: MailName): Promise<number>;
  /** The Message-ID of the latest mail by which this person has commented on the ticket; null for none. */
  latestMessageId(ticketId: string, authorId: string): Promise<string | null>;
  /** Those of the ids that are there, oldest first. */
  findComments(ids: readonly string[]): Promise<readonly Comment[]>;
  /** The latest comment on the ticket that is no internal note, but for those of `exceptIds`; null when there is none. */
  lastPublicComment(ticketId: string, exceptIds?: readonly string[]): Promise<Comment | null>;
  /** What is said on a ticket, oldest first; on several where one has taken others in, by time. */
  comments(query: CommentQuery): Promise<IdPage<Comment>>;
  /** The trail, oldest first. */
  events(query: TalkQuery): Promise<IdPage<TicketEvent>>;
  /**
   * What changed of these tickets that their SLA promises depend on (status, priority, category, team, resolution code),
   * in the order of each ticket's trail; the first `limit` of it.
   */
  slaEvents(ticketIds: readonly string[], limit: number): Promise<readonly TicketSlaEvent[]>;
  recordWorkflowStarted(ticketIds: readonly string[], at: Date): Promise<void>;
}

/** What is left of tickets that were deleted: who did it, when, and why. */
export interface TombstoneRepository {
  /** By the id of the ticket; null when it was not deleted. */
  find(ticketId: string): Promise<TicketEvent | null>;
  /** The newest first. */
  list(page: PageRequest): Promise<IdPage<TicketEvent>>;
}
