import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { comparePromises, movePolicy, type PromiseMove } from '../../domain/sla/sla-policy-move.js';
import { versionRef, type SlaTarget, type SlaTerms } from '../../domain/sla/sla.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { AppDeps } from '../deps.js';
import { oldestTickets } from '../tickets/oldest-tickets.js';
import { newest } from '../revisions.js';
import { movableTickets, otherVersions, type PolicyTarget } from './movable-tickets.js';
import { termsOf } from '../sla/terms.js';

type Deps = Pick<AppDeps, 'tickets' | 'policies' | 'calendars' | 'clock'>;

/** The effect of a move on one ticket. */
export interface TicketMove {
  readonly ticket: Ticket;
  readonly promises: Readonly<Record<SlaTarget, PromiseMove>>;
}

export interface PolicyMovePreview {
  /** `name@version`. */
  readonly policy: string;
  /** The number of tickets that would move. */
  readonly total: number;
  /** The oldest of them, at most {@link MAX_PREVIEWED}. */
  readonly moves: readonly TicketMove[];
}

/** Maximum tickets of a preview. */
const MAX_PREVIEWED = 1000;

/**
 * What moving open tickets to a version of a policy would change, if it were done now. Changes nothing.
 * @throws DomainError `forbidden`; `not_found` for the policy; `invalid_input` naming every unknown ticket, or when the
 *   calendar has too little working time for one of them.
 */
export async function previewPolicyMove(
  deps: Deps,
  actor: Actor,
  target: PolicyTarget,
): Promise<PolicyMovePreview> {
  authorize(actor, 'sla.administer');
  const { content } = await newest(deps.policies, target.policy, target.version);
  const policy = versionRef(content);
  const to = await termsOf(deps, policy);
  const { tickets, total } =
    target.references === undefined
      ? await oldestOnOtherVersions(deps, policy)
      : await named(deps, policy, target.references);
  const now = deps.clock.now();
  const moves = await Promise.all(tickets.map((ticket) => moveOf(deps, ticket, to, now)));
  return { policy, total, moves };
}

interface Selected {
  readonly tickets: readonly Ticket[];
  readonly total: number;
}

async function named(deps: Deps, policy: string, references: readonly string[]): Promise<Selected> {
  const tickets = await movableTickets(deps, policy, references);
  return { tickets, total: tickets.length };
}

async function oldestOnOtherVersions(deps: Deps, policy: string): Promise<Selected> {
  const filter = otherVersions(policy);
  const total = await deps.tickets.count(filter);
  const tickets: Ticket[] = [];
  for await (const page of oldestTickets(deps, filter, MAX_PREVIEWED)) tickets.push(...page);
  return { tickets, total };
}

async function moveOf(deps: Deps, ticket: Ticket, to: SlaTerms, now: Date): Promise<TicketMove> {
  const from = await termsOf(deps, ticket.sla.policy);
  return { ticket, promises: comparePromises(ticket.sla, movePolicy(from, to, ticket, now), now) };
}
