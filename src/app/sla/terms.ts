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
  return withCalendars(deps, await deps.policies.current());
}

async function withCalendars({ calendars }: Pick<Deps, 'calendars'>, policy: SlaPolicy): Promise<SlaTerms> {
  const calendar = await calendars.byRef(policy.calendar);
  const others = rowCalendars(policy);
  if (others.length === 0) return { policy, calendar };
  const named = await Promise.all(others.map(async (ref) => [ref, await calendars.byRef(ref)] as const));
  return { policy, calendar, calendars: new Map([[policy.calendar, calendar], ...named]) };
}
