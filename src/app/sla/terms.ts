import type { SlaTerms } from '../../domain/sla/sla.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'policies' | 'calendars'>;

/**
 * The policy that a ticket is pinned to, with its calendar.
 * @throws DomainError `not_found`
 */
export async function termsOf(deps: Deps, policyRef: string): Promise<SlaTerms> {
  const policy = await deps.policies.byRef(policyRef);
  return { policy, calendar: await deps.calendars.byRef(policy.calendar) };
}

/** Returns the terms of new tickets. They may be some seconds old. */
export async function currentTerms(deps: Deps): Promise<SlaTerms> {
  const policy = await deps.policies.current();
  return { policy, calendar: await deps.calendars.byRef(policy.calendar) };
}
