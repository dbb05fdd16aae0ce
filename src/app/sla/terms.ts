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

/** The properties of a new ticket that its policy depends on. */
interface PolicySubject {
  readonly organisationId: string | undefined;
}

/**
 * Returns the terms of a new ticket: those of its requester's organisation, or else those of the desk.
 * Those of the desk may be some seconds old.
 */
export async function termsOfNew(
  deps: Deps & Pick<AppDeps, 'organisations'>,
  { organisationId }: PolicySubject,
): Promise<SlaTerms> {
  const organisation = organisationId === undefined ? null : await deps.organisations.find(organisationId);
  if (organisation === null || organisation.policy === null) return currentTerms(deps);
  const policy = (await deps.policies.find(organisation.policy))?.content;
  if (policy === undefined) return currentTerms(deps);
  return { policy, calendar: await deps.calendars.byRef(policy.calendar) };
}

/** Returns the terms of the desk for new tickets. They may be some seconds old. */
export async function currentTerms(deps: Deps): Promise<SlaTerms> {
  const policy = await deps.policies.current();
  return { policy, calendar: await deps.calendars.byRef(policy.calendar) };
}
