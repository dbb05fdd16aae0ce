import { DomainError } from '../domain/errors.js';
import { ticketDeliveries, type TicketMailKind } from '../domain/delivery.js';
import {
  fieldChanges,
  type EventDetails,
  type EventOrigin,
  type EventType,
  type TicketEvent,
} from '../domain/events.js';
import { can } from '../domain/permissions.js';
import type { Comment, Ticket } from '../domain/ticket.js';
import type { Actor, PersonRef } from '../domain/user.js';
import type { TicketChange } from '../ports/repositories.js';
import type { AppDeps } from './deps.js';

/** What a rule decided: the ticket as it shall be, and why. The changed fields are added to the details. */
export interface Decision {
  readonly after: Ticket;
  readonly type: EventType;
  readonly details?: EventDetails;
  readonly isInternal?: boolean;
  readonly comment?: Comment;
  readonly notify?: readonly { readonly kind: TicketMailKind; readonly recipients: readonly PersonRef[] }[];
  readonly respectsCapacity?: boolean;
}

interface ChangeRequest {
  /** Id or number. */
  readonly reference: string;
  readonly actor: Actor;
  readonly origin: EventOrigin;
  /** The version that the caller has seen; a ticket that has moved on since is not changed. */
  readonly expectedVersion?: number | undefined;
  /** The ticket where the caller has just read it: the first attempt decides on that. */
  readonly known?: Ticket;
}

export type ChangeDeps = Pick<AppDeps, 'tickets' | 'clock' | 'newId'>;

/** With nobody's version to keep, losing a race means deciding again: this often at most. */
const MAX_ATTEMPTS = 8;

/**
 * The one way to change a ticket: read, let the rule decide on what is there, write with the version checked, and
 * decide again when somebody was faster. `decide` returns null when there is nothing to do.
 * @throws DomainError `not_found` also for a ticket that the actor may not know of; `version_conflict` when `expectedVersion` is given and stale; what `decide` throws.
 */
export async function changeTicket(
  deps: ChangeDeps,
  request: ChangeRequest,
  decide: (ticket: Ticket, now: Date) => Promise<Decision | null> | Decision | null,
): Promise<Ticket> {
  for (let attempt = 1; ; attempt += 1) {
    const isFresh = attempt === 1 && request.known !== undefined;
    const before = isFresh ? request.known : await findTicket(deps, request.reference);
    // First of all: a stale version must not tell somebody that another's ticket is there.
    if (!can(request.actor, 'ticket.read', before)) throw ticketNotFound(request.reference);
    if (request.expectedVersion !== undefined && request.expectedVersion !== before.version) {
      throw versionConflict(before, request.expectedVersion);
    }
    const now = deps.clock.now();
    const decision = await decide(before, now);
    if (decision === null) return before;
    const change = toChange(deps.newId(), request, before, decision, now);
    try {
      await deps.tickets.commit(change);
      return change.after;
    } catch (error) {
      const mayTryAgain = attempt < MAX_ATTEMPTS && isLostRace(error, request);
      if (!mayTryAgain) throw error;
    }
  }
}

/** @throws DomainError `not_found` */
export async function findTicket(deps: Pick<AppDeps, 'tickets'>, reference: string): Promise<Ticket> {
  const ticket = await deps.tickets.find(reference);
  if (ticket === null) throw ticketNotFound(reference);
  return ticket;
}

export function ticketNotFound(reference: string): DomainError {
  return new DomainError('not_found', `There is no ticket ${reference}.`);
}

/** A full desk is only found out in the transaction; the next attempt reads the loads anew and picks another. */
function isLostRace(error: unknown, request: ChangeRequest): boolean {
  if (!(error instanceof DomainError)) return false;
  if (error.code === 'capacity_reached') return true;
  return error.code === 'version_conflict' && request.expectedVersion === undefined;
}

function versionConflict(ticket: Ticket, expected: number): DomainError {
  return new DomainError(
    'version_conflict',
    `${ticket.number} is at version ${ticket.version}, not ${expected}. Read it again and repeat your change.`,
  );
}

function toChange(
  eventId: string,
  { actor, origin }: ChangeRequest,
  before: Ticket,
  decision: Decision,
  now: Date,
): TicketChange {
  const after = { ...decision.after, updatedAt: now, version: before.version + 1 };
  const event: TicketEvent = {
    id: eventId,
    ticketId: after.id,
    ticketNumber: after.number,
    type: decision.type,
    at: now,
    actor: { type: actor.type, id: actor.id, name: actor.name },
    origin,
    isInternal: decision.isInternal ?? false,
    details: { ...fieldChanges(before, after), ...decision.details },
    ticketVersion: after.version,
    // Nobody has to be told of what the workflow's own activities write: it knows.
    publishedAt: origin === 'workflow' ? now : null,
  };
  return {
    before,
    after,
    events: [event],
    deliveries: (decision.notify ?? []).flatMap(({ kind, recipients }) =>
      ticketDeliveries(event, kind, recipients),
    ),
    respectsCapacity: decision.respectsCapacity ?? false,
    ...(decision.comment === undefined ? {} : { comment: decision.comment }),
  };
}
