import type { RedactionProgress } from '../../ports/tickets/redactions.js';
import type { TakenComments, TicketChange } from '../../ports/tickets/ticket-repository.js';
import type { Actor } from '../../domain/access/actor.js';
import type { EventDetails } from '../../domain/event-details.js';
import type { CommentChange } from '../../domain/tickets/comment-changes.js';
import type { RoutingRecord } from '../../domain/tickets/assignment/routing-record.js';
import type { BulkResult } from '../../domain/tickets/bulk-change.js';
import { ticketDeliveries, type Notice } from '../../domain/mail/delivery.js';
import {
  fieldChanges,
  mayFreePlace,
  type EventOrigin,
  type EventType,
  type TicketEvent,
} from '../../domain/tickets/events.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';

/**
 * One step of a change: the ticket after it and its event.
 * The changed fields are added to the details.
 */
export interface Step {
  readonly after: Ticket;
  readonly type: EventType;
  readonly details?: EventDetails;
  readonly isInternal?: boolean;
  /** Why automatic assignment chose the assignee. */
  readonly routing?: RoutingRecord;
  readonly comment?: Comment;
  readonly notify?: readonly Notice[];
}

/** The decision of a rule: the new ticket, and the reason. */
export interface Decision extends Step {
  /** Earlier steps, oldest first. Each has its event, and all are written together. */
  readonly earlier?: readonly Step[];
  readonly respectsCapacity?: boolean;
  readonly takenComments?: TakenComments;
  readonly commentChange?: CommentChange;
  /** The redaction that this change is a step of. */
  readonly redaction?: RedactionProgress;
  /** The ticket is deleted: what came before this step is forgotten with it. */
  readonly isRemoval?: boolean;
  readonly bulkResult?: BulkResult;
  /** Other tickets that change with this one, all or none; `before` is null for a new one. */
  readonly others?: readonly { readonly before: Ticket | null; readonly decision: Decision }[];
}

interface Author {
  readonly actor: Actor;
  readonly origin: EventOrigin;
}

/** Returns the change of the first ticket, then those of the others. */
export function toChanges(
  newId: () => string,
  author: Author,
  before: Ticket | null,
  decision: Decision,
  now: Date,
): readonly [TicketChange, ...TicketChange[]] {
  const others = (decision.others ?? []).flatMap((other) =>
    toChanges(newId, author, other.before, other.decision, now),
  );
  return [toChange(newId, author, before, decision, now), ...others];
}

function toChange(
  newId: () => string,
  author: Author,
  before: Ticket | null,
  decision: Decision,
  now: Date,
): TicketChange {
  const { isRemoval = false } = decision;
  const version = (before?.version ?? 0) + 1;
  const steps = [...(decision.earlier ?? []), decision];
  const stateBefore = (index: number) => (isRemoval ? null : (steps[index - 1]?.after ?? before));
  const told = steps.map((step, index) => ({
    step,
    event: toEvent(newId(), author, stateBefore(index), step, { now, version }),
  }));
  const comment = steps.find((step) => step.comment !== undefined)?.comment;
  return {
    before,
    after: { ...decision.after, updatedAt: now, version },
    events: told.map(({ event }) => event),
    deliveries: told.flatMap(({ step, event }) => ticketDeliveries(event, step.notify ?? [])),
    respectsCapacity: decision.respectsCapacity ?? false,
    isRemoval,
    ...(comment === undefined ? {} : { comment }),
    ...(decision.takenComments === undefined ? {} : { takenComments: decision.takenComments }),
    ...(decision.commentChange === undefined ? {} : { commentChange: decision.commentChange }),
    ...(decision.redaction === undefined ? {} : { redaction: decision.redaction }),
    ...(decision.bulkResult === undefined ? {} : { bulkResult: decision.bulkResult }),
  };
}

function toEvent(
  id: string,
  { actor, origin }: Author,
  before: Ticket | null,
  { after, type, details, isInternal = false, routing }: Step,
  { now, version }: { readonly now: Date; readonly version: number },
): TicketEvent {
  // The fields before a redaction hold what it removes.
  const hidesFields = before === null || type === 'ticket.comment_redacted';
  const told = { ...(hidesFields ? {} : fieldChanges(before, after)), ...details };
  const isOwn = origin === 'workflow' && !mayFreePlace({ type, details: told });
  return {
    id,
    ticketId: after.id,
    ticketNumber: after.number,
    type,
    at: now,
    actor: { type: actor.type, id: actor.id, name: actor.name, ...keyOf(actor) },
    origin,
    isInternal,
    details: told,
    ...(routing === undefined ? {} : { routing }),
    ticketVersion: version,
    // Events of the workflow's own activities are not published, unless others wait for them.
    lifecycleToldAt: isOwn ? now : null,
  };
}

/** So that the owner of a key can see what its program did. */
function keyOf(actor: Actor): { readonly apiKeyId?: string } {
  const { apiKeyId = null } = actor.type === 'user' ? actor : {};
  return apiKeyId === null ? {} : { apiKeyId };
}
