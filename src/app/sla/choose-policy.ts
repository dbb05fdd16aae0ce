import { movePolicy } from '../../domain/sla/sla-policy-move.js';
import type { RuledTicket } from '../../domain/sla/sla-condition.js';
import { isRuledChange, ruledPolicy } from '../../domain/sla/sla-rule.js';
import type { SlaClock } from '../../domain/sla/sla-milestone.js';
import type { SlaPolicy, SlaTerms } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
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
  const own = await policyOfOrganisation(deps, organisationId);
  if (own !== null) {
    const terms = await withCalendars(deps, own);
    return () => terms;
  }
  const [fallback, policies] = await Promise.all([currentTerms(deps), deps.policies.ruled()]);
  if (policies.length === 0) return () => fallback;
  const all = await Promise.all(policies.map((policy) => withCalendars(deps, policy)));
  return (ticket) => {
    const chosen = ruledPolicy(policies, ticket);
    return all.find(({ policy }) => policy === chosen) ?? fallback;
  };
}

async function policyOfOrganisation(
  { organisations, policies }: Deps,
  id: string | undefined,
): Promise<SlaPolicy | null> {
  const organisation = id === undefined ? null : await organisations.find(id);
  if (organisation === null || organisation.policy === null) return null;
  return (await policies.find(organisation.policy))?.content ?? null;
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
  const [former, chosen] = [ruledPolicy(policies, before), ruledPolicy(policies, after)];
  if (former === chosen || (await policyOfOrganisation(deps, after.organisationId)) !== null) return sla;
  const to = chosen === null ? await currentTerms(deps) : await withCalendars(deps, chosen);
  const from = await termsOf(deps, sla.policy);
  return from.policy.name === to.policy.name ? sla : movePolicy(from, to, after, now);
}
