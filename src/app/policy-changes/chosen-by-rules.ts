import { DEFAULT_POLICY_NAME } from '../../domain/sla/sla-condition.js';
import { ruledPolicy } from '../../domain/sla/sla-rule.js';
import type { SlaPolicy } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';

type Deps = Pick<AppDeps, 'organisations' | 'policies'>;

/** Returns true for a ticket that would be under the policy. */
export type IsChosen = (ticket: Ticket) => boolean;

/**
 * Reads what decides which of these tickets would be under the policy, as they are now: the policies of their
 * organisations, then the ordered rules, with this policy in place of its stored version.
 */
export async function chosenByRules(
  { organisations, policies }: Deps,
  policy: SlaPolicy,
  tickets: readonly Ticket[],
): Promise<IsChosen> {
  const ids = tickets.flatMap(({ organisationId }) => organisationId ?? []);
  const [ruled, terms] = await Promise.all([policies.ruled(), organisations.terms(ids)]);
  const others = ruled.filter(({ name }) => name !== policy.name);
  const all = (policy.rule ?? null) === null ? others : [...others, policy];
  const byId = new Map(terms.map((each) => [each.id, each]));
  return (ticket) => {
    const organisation = byId.get(ticket.organisationId ?? '');
    const own = organisation?.policy ?? null;
    if (own !== null) return own === policy.name;
    const chosen = ruledPolicy(all, { ...ticket, isVip: organisation?.isVip === true });
    return chosen === null ? policy.name === DEFAULT_POLICY_NAME : chosen.name === policy.name;
  };
}
