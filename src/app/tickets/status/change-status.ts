import type { Actor } from '../../../domain/access/actor.js';
import { actionOfTransition, authorize } from '../../../domain/access/permissions.js';
import type { Status } from '../../../domain/ticket-fields.js';
import type { HoldRequest } from '../../../domain/tickets/hold.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import * as transitions from '../../../domain/tickets/transitions.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import { requireFields } from '../custom-fields.js';
import type { AppDeps } from '../../deps.js';
import { requireChoices } from '../../desk/check-choices.js';
import type { DeskDeps } from '../../desk/deps.js';
import { changeHoldStep, holdOf, type HoldDeps } from './hold-ticket.js';
import { statusNotice } from './status-notice.js';
import { withAcceptance, withoutLeaver } from '../assignment/acceptance.js';
import type { Step } from '../ticket-change.js';

type Deps = ChangeDeps & DeskDeps & Pick<AppDeps, 'users' | 'customFields'>;

interface MoveOptions {
  /** For `on_hold`. */
  readonly hold?: HoldRequest | undefined;
  readonly resolutionCode?: string | undefined;
  readonly reason?: string | undefined;
  readonly expectedVersion?: number | undefined;
}

/**
 * Moves a ticket along its life.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition`, `invalid_input` (closing without a code,
 *   a code or a reason of a hold that cannot be chosen, resolving without a custom field that is required for it),
 *   `version_conflict`.
 */
export async function changeStatus(
  deps: Deps,
  actor: Actor,
  reference: string,
  to: Status,
  options: MoveOptions = {},
): Promise<Ticket> {
  return move(deps, actor, reference, to, options);
}

/**
 * Reopens a resolved ticket.
 * A move to `in_progress` from any other status is no reopening.
 * @throws DomainError as {@link changeStatus}.
 */
export async function reopenTicket(
  deps: Deps,
  actor: Actor,
  reference: string,
  options: MoveOptions = {},
): Promise<Ticket> {
  return move(deps, actor, reference, 'in_progress', options, (ticket) => {
    authorize(actor, 'ticket.confirm', ticket);
    transitions.requireStatus(ticket, 'resolved', 'reopened');
  });
}

async function move(
  deps: Deps,
  actor: Actor,
  reference: string,
  to: Status,
  { resolutionCode, hold, reason, expectedVersion }: MoveOptions,
  check: (ticket: Ticket) => void = () => undefined,
): Promise<Ticket> {
  const request = { reference, actor, origin: 'api', expectedVersion } as const;
  return changeTicket(deps, request, async (ticket, now) => {
    check(ticket);
    const step = await moveStep(deps, actor, ticket, { to, resolutionCode, hold }, now);
    return reason === undefined ? step : { ...step, details: { reason } };
  });
}

interface Move {
  readonly to: Status;
  readonly resolutionCode?: string | undefined;
  readonly hold?: HoldRequest | undefined;
}

/** On hold already, it gets another reason or date. @throws DomainError `forbidden`, `illegal_transition`, `invalid_input` (closing without a code, or with an unknown one). */
export async function moveStep(
  deps: DeskDeps & HoldDeps & Pick<AppDeps, 'users' | 'customFields'>,
  actor: Actor,
  ticket: Ticket,
  { to, resolutionCode, hold: request = {} }: Move,
  now: Date,
): Promise<Step> {
  if (to === 'on_hold' && ticket.status === 'on_hold')
    return changeHoldStep(deps, actor, ticket, request, now);
  authorize(actor, actionOfTransition(ticket.status, to), ticket);
  transitions.requireTransition(ticket, to);
  const hold = to === 'on_hold' ? await holdOf(deps, ticket, request, now) : null;
  const there = transitions.changeStatus(ticket, to, now, resolutionCode ?? null, hold);
  await requireChoices(deps, { resolutionCode }, { unless: ticket });
  if (to === 'resolved') await requireFields(deps, ticket, 'to_resolve');
  const isReopened = ticket.status === 'resolved' && to === 'in_progress';
  const returned = await withoutLeaver(deps, there, { actor, reopenedAt: isReopened ? now : null });
  const after = withAcceptance(returned, actor, now);
  return { after, type: 'ticket.status_changed', ...statusNotice(after, actor) };
}
