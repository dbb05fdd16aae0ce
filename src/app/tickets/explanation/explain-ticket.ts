import type { Actor, PersonRef } from '../../../domain/access/actor.js';
import { authorize, can } from '../../../domain/access/permissions.js';
import type { SlaRule } from '../../../domain/sla/sla-condition.js';
import {
  explainAssignee,
  explainPriority,
  explainRules,
  type AssigneeExplanation,
  type PriorityExplanation,
  type RuleExplanation,
} from '../../../domain/tickets/explanation/explanation.js';
import { changeOf } from '../../../domain/tickets/explanation/sentences.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { readTicket } from '../read-ticket.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<AppDeps, 'tickets' | 'users' | 'policies' | 'organisations'>;

const PAGE = 100;
/** A longer activity log is explained from its first events on. */
const MAX_EVENTS = 2_000;
/** The latest actions of rules that are explained. */
const MAX_RULES = 100;

export const POLICY_CAUSES = ['person', 'organisation', 'rule', 'default'] as const;

/** Why a ticket is under its SLA policy. */
export interface PolicyExplanation {
  /** `name@version` */
  readonly policy: string;
  readonly cause: (typeof POLICY_CAUSES)[number];
  /** The conditions of the policy; null without any. */
  readonly rule: SlaRule | null;
  readonly event: TicketEvent | null;
  readonly sentence: string;
}

export interface TicketExplanation {
  readonly ticket: Ticket;
  readonly assignee: AssigneeExplanation;
  /** The people of the routing record, as far as they are still known. */
  readonly people: ReadonlyMap<string, PersonRef>;
  readonly priority: PriorityExplanation;
  readonly policy: PolicyExplanation;
  readonly rules: readonly RuleExplanation[];
}

/**
 * Explains a ticket from its activity log: its assignee, priority and SLA policy, and what rules did.
 * @throws DomainError `not_found`, `forbidden`
 */
export async function explainTicket(deps: Deps, actor: Actor, reference: string): Promise<TicketExplanation> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'ticket.read_internal', ticket);
  const events = await readEvents(deps, ticket.id);
  const explained = explainAssignee(ticket, events);
  // Load and hours of people need the permission to read people: a key may lack it.
  const assignee = can(actor, 'person.list') ? explained : { ...explained, routing: null };
  const ids = assignee.routing?.candidates.map(({ id }) => id) ?? [];
  const people = await Promise.all(ids.map((id) => deps.users.find(id)));
  return {
    ticket,
    assignee,
    people: new Map(people.flatMap((person) => (person === null ? [] : [[person.id, person]]))),
    priority: explainPriority(ticket, events),
    policy: await explainPolicy(deps, ticket, events),
    rules: explainRules(events, MAX_RULES),
  };
}

async function readEvents(deps: Deps, ticketId: string): Promise<readonly TicketEvent[]> {
  const events: TicketEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.tickets.events({
      ticketId,
      includeInternal: true,
      pageSize: PAGE,
      ...(cursor === undefined ? {} : { after: cursor }),
    });
    events.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && events.length < MAX_EVENTS);
  return events;
}

async function explainPolicy(
  deps: Deps,
  ticket: Ticket,
  events: readonly TicketEvent[],
): Promise<PolicyExplanation> {
  const { policy: ref } = ticket.sla;
  const { name, rule = null } = await deps.policies.byRef(ref);
  const event = events.findLast(({ details }) => changeOf(details, 'policy') !== null) ?? null;
  const explained = { policy: ref, rule, event };
  if (event?.type === 'sla.policy_changed') {
    return { ...explained, cause: 'person', sentence: `${event.actor.name} moved the ticket to ${ref}.` };
  }
  const { organisationId } = ticket;
  const organisation = organisationId === undefined ? null : await deps.organisations.find(organisationId);
  if (organisation?.policy === name) {
    const sentence = `The organisation ${organisation.name} has the policy ${name}.`;
    return { ...explained, cause: 'organisation', sentence };
  }
  if (rule !== null) {
    const since = event === null ? 'when it was opened' : 'after a change';
    const sentence = `The ticket met the conditions of the policy ${name} ${since}.`;
    return { ...explained, cause: 'rule', sentence };
  }
  return { ...explained, cause: 'default', sentence: `No rule of another policy fits, so ${name} applies.` };
}
