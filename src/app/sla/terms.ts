import { inForce } from '../../domain/sla/sla-terms.js';
import { rowCalendars, type SlaPolicy, type SlaTerms } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'policies' | 'calendars'>;

/**
 * A policy that tickets are pinned to, with its calendars.
 * @throws DomainError `not_found`
 */
export async function termsOf(deps: Deps, policyRef: string): Promise<SlaTerms> {
  return withCalendars(deps, await deps.policies.byRef(policyRef));
}

/** The terms of one ticket, with the calendar of its row of targets. @throws DomainError `not_found` */
export async function termsFor(deps: Deps, ticket: Ticket): Promise<SlaTerms> {
  return inForce(await termsOf(deps, ticket.sla.policy), ticket);
}

/** Returns the terms of the desk for new tickets. They may be some seconds old. */
export async function currentTerms(deps: Deps): Promise<SlaTerms> {
  return withCalendars(deps, await deps.policies.current());
}

/** Returns a policy with its calendars. @throws DomainError `not_found` */
export async function withCalendars(
  { calendars }: Pick<Deps, 'calendars'>,
  policy: SlaPolicy,
): Promise<SlaTerms> {
  const calendar = await calendars.byRef(policy.calendar);
  const others = rowCalendars(policy);
  if (others.length === 0) return { policy, calendar };
  const named = await Promise.all(others.map(async (ref) => [ref, await calendars.byRef(ref)] as const));
  return { policy, calendar, calendars: new Map([[policy.calendar, calendar], ...named]) };
}
