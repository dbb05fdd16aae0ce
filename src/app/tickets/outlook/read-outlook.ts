import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { SlaTerms } from '../../../domain/sla/sla.js';
import type { BulkChange } from '../../../domain/tickets/bulk-change.js';
import type { OutlookMail } from '../../../domain/tickets/outlook.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { bulkSteps } from '../bulk/bulk-steps.js';
import { changeTicket } from '../change-ticket.js';
import { readTicket } from '../read-ticket.js';
import type { AppDeps } from '../../deps.js';
import type { DeskDeps } from '../../desk/deps.js';
import { termsFor } from '../../sla/terms.js';
import { LOOK_AHEAD_LIMITS, lookAhead, type LookAhead, type LookAheadLimits } from './look-ahead.js';
import { Projection, readingOnce, type ProjectionDeps } from './projection.js';

export type OutlookDeps = ProjectionDeps & DeskDeps & Pick<AppDeps, 'customFields'>;

export interface Outlook extends LookAhead {
  /** The ticket now, or after the change, with the terms of its SLA clock. */
  readonly ticket: Ticket;
  readonly terms: SlaTerms;
  readonly at: Date;
  /** The mails of the change. Empty without a change. */
  readonly mails: readonly OutlookMail[];
}

/**
 * Returns what happens to a ticket next if no person does anything.
 * @throws DomainError `not_found`, `forbidden`
 */
export async function readOutlook(deps: OutlookDeps, actor: Actor, reference: string): Promise<Outlook> {
  return previewChange(deps, actor, reference, {});
}

/**
 * Returns what a change would cause, without making it.
 * @throws DomainError as the change itself: `forbidden`, `illegal_transition`, `invalid_input`.
 */
export async function previewChange(
  deps: OutlookDeps,
  actor: Actor,
  reference: string,
  change: BulkChange,
): Promise<Outlook> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'ticket.read_internal', ticket);
  const { outlook } = await project(readingOnce(deps), actor, ticket, change);
  return outlook;
}

/** As {@link previewChange}, for a ticket that was read. `isChanged` is false if it already has these values. */
export async function project(
  deps: OutlookDeps,
  actor: Actor,
  before: Ticket,
  change: BulkChange,
  limits: LookAheadLimits = LOOK_AHEAD_LIMITS,
): Promise<{ readonly outlook: Outlook; readonly isChanged: boolean }> {
  const projection = new Projection(deps, before, deps.clock.now());
  const request = { reference: before.id, actor, origin: 'api', preloaded: before } as const;
  const projected = { ...deps, ...projection.deps };
  const ticket = await changeTicket(projected, request, (current, now) =>
    bulkSteps(projected, actor, { id: 'preview', change }, current, now),
  );
  const mails = projection.takeActions().flatMap((action) => action.mails);
  const { at } = projection;
  const ahead = await lookAhead(projection, limits);
  const terms = await termsFor(deps, ticket);
  return { outlook: { ...ahead, ticket, terms, at, mails }, isChanged: ticket.version !== before.version };
}
