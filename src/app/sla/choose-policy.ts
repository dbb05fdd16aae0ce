import { movePolicy } from '../../domain/sla/sla-policy-move.js';
import type { RuledTicket } from '../../domain/sla/sla-condition.js';
import { isRuledChange, ruledPolicy } from '../../domain/sla/sla-rule.js';
import type { SlaClock } from '../../domain/sla/sla-milestone.js';
import type { SlaPolicy, SlaTerms } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { OrganisationTerms } from '../../ports/accounts/organisations.js';
import type { AppDeps } from '../deps.js';
import { currentTerms, termsOf, withCalendars } from './terms.js';

type Deps = Pick<AppDeps, 'organisations' | 'policies' | 'calendars'>;

/** Returns the terms of a new ticket. */
export type ChooseTerms = (ticket: RuledTicket) => SlaTerms;

/**
 * Reads what is needed to choose the policy of a new ticket. It may be some seconds old.
 * The policy of the requester's organisation wins over rules.
 */
export async function policyChoice(
  deps: Deps,
  { organisationId }: Pick<RuledTicket, 'organisationId'>,
): Promise<ChooseTerms> {
  const organisation = await termsOfOrganisation(deps, organisationId);
  const own = await policyOfOrganisation(deps, organisation);
  if (own !== null) {
    const terms = await withCalendars(deps, own);
    return () => terms;
  }
  const [fallback, policies] = await Promise.all([currentTerms(deps), deps.policies.ruled()]);
  if (policies.length === 0) return () => fallback;
  const all = await Promise.all(policies.map((policy) => withCalendars(deps, policy)));
  const isVip = organisation?.isVip === true;
  return (ticket) => {
    const chosen = ruledPolicy(policies, { ...ticket, isVip });
    return all.find(({ policy }) => policy === chosen) ?? fallback;
  };
}

/** Returns the cached terms of a ticket's organisation; null without one. */
export async function termsOfOrganisation(
  { organisations }: Pick<Deps, 'organisations'>,
  id: string | undefined,
): Promise<OrganisationTerms | null> {
  if (id === undefined) return null;
  const [terms = null] = await organisations.terms([id]);
  return terms;
}

async function policyOfOrganisation(
  { policies }: Pick<Deps, 'policies'>,
  organisation: OrganisationTerms | null,
): Promise<SlaPolicy | null> {
  const name = organisation?.policy ?? null;
  return name === null ? null : policies.newest(name);
}

/**
 * Returns the clock of a ticket under the policy that its change leads to.
 * The version stays pinned as long as the rules choose the same policy, also if a manager has moved the ticket to another.
 * @throws DomainError `invalid_input` if the calendar has too little working time for the targets.
 */
export async function withChosenPolicy(
  deps: Deps,
  before: Ticket,
  after: Ticket,
  now: Date,
): Promise<SlaClock> {
  const { sla } = after;
  if (!isRuledChange(before, after) || sla.state === 'stopped' || sla.state === 'none') return sla;
  const policies = await deps.policies.ruled();
  if (policies.length === 0) return sla;
  const [was, is] = await Promise.all(
    [before, after].map(({ organisationId }) => termsOfOrganisation(deps, organisationId)),
  );
  const former = ruledPolicy(policies, { ...before, isVip: was?.isVip === true });
  const chosen = ruledPolicy(policies, { ...after, isVip: is?.isVip === true });
  if (former === chosen || (await policyOfOrganisation(deps, is ?? null)) !== null) return sla;
  const to = chosen === null ? await currentTerms(deps) : await withCalendars(deps, chosen);
  const from = await termsOf(deps, sla.policy);
  return from.policy.name === to.policy.name ? sla : movePolicy(from, to, after, now);
}
