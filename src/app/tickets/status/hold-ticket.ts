import { choiceFault } from '../../../domain/desk/choices.js';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { holdEnd, type Hold, type HoldRequest } from '../../../domain/tickets/hold.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import type { DeskDeps } from '../../desk/deps.js';
import { termsFor } from '../../sla/terms.js';
import type { Step } from '../ticket-change.js';

export type HoldDeps = Pick<DeskDeps, 'holdReasons'> & Pick<AppDeps, 'policies' | 'calendars'>;

/**
 * Returns the hold that a caller asks for.
 * A ticket that is on hold keeps its reason, also a retired one, and whether the clock pauses, until another is chosen.
 * @throws DomainError `invalid_input` without a reason, for one that cannot be chosen (with those that can), without a
 *   date that the reason needs, and for a date in the past or too far ahead.
 */
export async function holdOf(
  deps: HoldDeps,
  ticket: Ticket,
  { reason, until }: HoldRequest,
  now: Date,
): Promise<Hold> {
  const { hold: before } = ticket;
  const key = reason ?? before?.reason;
  if (key === undefined) throw refusal('hold_reason', 'is required to put a ticket on hold');
  // Read now: what a process has added or retired a moment ago counts.
  const reasons = await deps.holdReasons.current();
  const isKept = key === before?.reason;
  const fault = isKept ? null : choiceFault('holdReasons', reasons, key);
  if (fault !== null) throw refusal('hold_reason', fault);
  const chosen = reasons.find(({ name }) => name === key);
  const end = await endOf(deps, ticket, until, now);
  if (end === null && chosen?.needsDate === true)
    throw refusal('hold_until', `is required by the reason ${key}`);
  const pausesClock = isKept ? before.pausesClock : chosen?.pausesClock === true;
  return { reason: key, pausesClock, until: end };
}

async function endOf(
  deps: HoldDeps,
  ticket: Ticket,
  until: HoldRequest['until'],
  now: Date,
): Promise<Date | null> {
  if (until === undefined) return ticket.hold?.until ?? null;
  if (until === null) return null;
  return holdEnd(until, (await termsFor(deps, ticket)).calendar, now);
}

/** Another reason or date for a ticket that is on hold. @throws DomainError as {@link holdOf}, `forbidden`. */
export async function changeHoldStep(
  deps: HoldDeps,
  actor: Actor,
  ticket: Ticket,
  request: HoldRequest,
  now: Date,
): Promise<Step> {
  authorize(actor, 'ticket.work', ticket);
  return { after: { ...ticket, hold: await holdOf(deps, ticket, request, now) }, type: 'ticket.edited' };
}

function refusal(path: string, message: string): DomainError {
  return new DomainError('invalid_input', `The ticket cannot be put on hold: ${path} ${message}.`, {
    faults: [{ path, message }],
  });
}
