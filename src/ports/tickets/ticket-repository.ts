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
import type { EndedCode, EndedSecrets } from '../../domain/tickets/signed-links/ended-secrets.js';
import type { TicketCount } from '../../domain/tickets/ticket-summary.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { TriageState } from '../../domain/tickets/triage.js';
import type { IdPage, Page, PageBounds, PageRequest } from '../paging.js';

/** Comments that move from one ticket to another. They keep their content and time. */
export interface TakenComments {
  readonly ids: readonly string[];
  readonly fromTicketId: string;
}

/**
 * One change of one ticket, written completely or not at all:
 * the ticket, its events, and their effects. `before` is null for a new ticket.
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
  /** Deletes the ticket with all its data; only these events stay. `after` has the assignee who loses it. */
  readonly isRemoval?: boolean;
  /** The ticket's turn in a bulk job that this is; it has one. */
  readonly bulkResult?: BulkResult;
  readonly deliveries?: readonly Delivery[];
  /**
   * Automatic assignment only takes a place below the assignee's capacity.
   * A person may overload on purpose.
   */
  readonly respectsCapacity?: boolean;
  /** The mail that it is made of. */
  readonly heardMail?: HeardMail;
  /** Mailed secrets of staff that requesters can read from this change on. */
  readonly endedSecrets?: readonly EndedSecrets[];
  /** Codes of staff that requesters can read from this change on, themselves or the links that they make. */
  readonly endedCodes?: readonly EndedCode[];
}

/** Filters of a list. All given ones must match. */
export interface TicketFilter {
  readonly status?: readonly Status[];
  readonly priority?: readonly Priority[];
  readonly category?: readonly Category[];
  readonly type?: readonly TicketType[];
  readonly slaState?: readonly SlaState[];
  /** `name@version`: on another version of that policy. */
  readonly slaPolicyOtherThan?: string;
  readonly triageState?: readonly TriageState[];
  readonly requesterId?: string;
  readonly organisationId?: string;
  /** The tickets of this person, and those of their organisation. */
  readonly readableBy?: { readonly requesterId: string; readonly organisationId: string };
  /** A person's id, `me` for the reader, or null for unassigned tickets. */
  readonly assigneeId?: string | null;
  /** The tickets of this person, and the queue of their teams: of one, and those that it replaces. */
  readonly workOf?: Pick<User, 'id'> & { readonly teams: readonly string[] };
  readonly team?: string;
  /** Dissolved teams that `team` replaces. Their tickets count as its own. */
  readonly mergedTeams?: readonly string[];
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

/** A page of the comment thread or the activity log of a ticket. */
export interface TalkQuery extends PageRequest {
  readonly ticketId: string;
  readonly includeInternal: boolean;
}

export interface CommentQuery extends PageRequest {
  readonly ticketIds: readonly string[];
  readonly includeInternal: boolean;
}

/** An event of a ticket, as far as its SLA promises depend on it. */
export type TicketSlaEvent = Pick<TicketEvent, 'ticketId' | 'at' | 'type' | 'details'> & {
  readonly actor?: Pick<TicketEvent['actor'], 'id'>;
};

/** The text of a description or a comment, and the files that came with it. */
export type WrittenInMail = Pick<Comment, 'ticketId' | 'body' | 'attachments'>;

/** The truth about tickets. */
export interface TicketRepository {
  /** Finds a ticket by id or number; null if it does not exist. */
  find(reference: string): Promise<Ticket | null>;
  /** Those of these ids that match the filter, in no order. */
  listWithin(filter: TicketFilter, ids: readonly string[]): Promise<readonly Ticket[]>;
  /** Finds existing tickets by id or number, in no order. */
  findMany(references: readonly string[]): Promise<readonly Ticket[]>;
  /**
   * Writes the changes, each of another ticket, in one majority transaction, and the assignees' loads with them.
   * @throws DomainError `version_conflict` when the ticket is no longer at `before.version`, or a comment or redaction is not what or where it was; `duplicate` when the id of
   *   the new ticket or of the comment is there already, or the ticket has had its turn in the bulk job, or another copy of the mail was heard; `capacity_reached` when the assignee has no place left; `assignment_conflict` when the assignee is no active moderator any more.
   */
  commit(...changes: readonly TicketChange[]): Promise<void>;
  list(query: TicketQuery): Promise<TicketPage>;
  /** Returns the tickets with a link to this one. */
  linkedTo(id: string): Promise<readonly Ticket[]>;
  /** Counts the tickets of each kind. */
  countByKind(filter: TicketFilter): Promise<readonly TicketCount[]>;
  /** All of them, exactly: the cost grows with their number. */
  count(filter: TicketFilter): Promise<number>;
  /** Ids of tickets in creation order after `afterId`, for jobs that walk over many. */
  listIds(filter: TicketFilter, limit: number, afterId: string | null): Promise<readonly string[]>;
  /** Open tickets in the order of their ids after `afterId`, for jobs that walk over many. */
  walkOpen(limit: number, afterId: string | null): Promise<readonly Ticket[]>;
  /** Returns the first `limit` queued tickets, in their order. */
  queue(limit: number): Promise<readonly QueuedTicket[]>;
  /** Returns titles and states of the existing tickets with these numbers. */
  standings(
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<Ticket, 'title' | 'status' | 'updatedAt'>>>;
  /** Finds a comment by id; null if it does not exist. */
  findComment(id: string): Promise<Comment | null>;
  /**
   * Returns ids of tickets that were opened or commented on by mails with these Message-IDs, by Message-ID, the
   * latest first. For Message-IDs of many mails, it returns only some.
   */
  byMessageIds(messageIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Returns what this person wrote by mails with this Message-ID, except the ticket or comment `exceptId`; of many
   * only some.
   */
  writtenInMail(messageId: string, authorId: string, exceptId: string): Promise<readonly WrittenInMail[]>;
  /** Returns the number of recently processed mails with this name: see {@link HeardMail}. */
  timesHeard(name: MailName): Promise<number>;
  /** Returns the Message-ID of this person's latest mailed comment on the ticket; null for none. */
  latestMessageId(ticketId: string, authorId: string): Promise<string | null>;
  /** Finds existing comments by id, oldest first. */
  findComments(ids: readonly string[]): Promise<readonly Comment[]>;
  /** Returns the latest public comment on the ticket, except `exceptIds`; null for none. */
  lastPublicComment(ticketId: string, exceptIds?: readonly string[]): Promise<Comment | null>;
  /** Lists comments on a ticket, oldest first; with merged tickets, on all of them by time. */
  comments(query: CommentQuery): Promise<IdPage<Comment>>;
  /** Lists the activity log, oldest first. */
  events(query: TalkQuery): Promise<IdPage<TicketEvent>>;
  /** Lists the events of tickets that were made with an API key, newest first. */
  eventsOfKey(apiKeyId: string, page: PageRequest): Promise<IdPage<TicketEvent>>;
  /**
   * Returns the changes of these tickets that affect their SLA targets (status, priority, category, team, resolution
   * code, hold) and their public comments, in the order of each ticket; the first `limit` of them.
   */
  slaEvents(ticketIds: readonly string[], limit: number): Promise<readonly TicketSlaEvent[]>;
  recordWorkflowStarted(ticketIds: readonly string[], at: Date): Promise<void>;
}

/** The tombstones of deleted tickets: who, when and why. */
export interface TombstoneRepository {
  /** Finds a tombstone by the id of the ticket; null if it was not deleted. */
  find(ticketId: string): Promise<TicketEvent | null>;
  /** The newest first. */
  list(page: PageRequest): Promise<IdPage<TicketEvent>>;
}
