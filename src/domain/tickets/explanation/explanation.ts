import type { PersonRef } from '../../access/actor.js';
import type { RoutingRecord } from '../assignment/routing-record.js';
import type { TicketEvent } from '../events.js';
import type { Priority } from '../../ticket-fields.js';
import type { Ticket } from '../ticket.js';
import { changeOf, sentenceOf } from './sentences.js';

/** Who or what set a value. */
export const EXPLANATION_CAUSES = [
  'person',
  'routing',
  'triage',
  'built_in_rules',
  'escalation',
  'default',
] as const;
export type ExplanationCause = (typeof EXPLANATION_CAUSES)[number];

interface Explained {
  readonly cause: ExplanationCause;
  /** The event that set it. Null if none did. */
  readonly event: TicketEvent | null;
  readonly sentence: string;
}

/** Why a ticket has its assignee. */
export interface AssigneeExplanation extends Explained {
  readonly assignee: PersonRef | null;
  /** Null if no routing chose the assignee, or if it was before records were kept. */
  readonly routing: RoutingRecord | null;
}

/** Why a ticket has its priority. */
export interface PriorityExplanation extends Explained {
  readonly priority: Priority;
  readonly confidence: number | null;
}

/** What a rule did. */
export interface RuleExplanation {
  readonly event: TicketEvent;
  readonly sentence: string;
}

/** @param events of the ticket, oldest first */
export function explainAssignee(ticket: Ticket, events: readonly TicketEvent[]): AssigneeExplanation {
  const assignee = ticket.assignment?.assignee ?? null;
  const event = lastChangeOf(events, 'assignee');
  const routing = assignee === null ? null : (event?.routing ?? null);
  const cause = event === null ? 'default' : causeOf(event);
  return { assignee, event, cause, routing, sentence: assigneeSentence(assignee, event, routing) };
}

function assigneeSentence(
  assignee: PersonRef | null,
  event: TicketEvent | null,
  routing: RoutingRecord | null,
): string {
  if (event === null) return 'No one has been assigned yet.';
  if (assignee === null) return sentenceOf(event);
  const chosen = routing?.candidates.find(({ id }) => id === assignee.id);
  if (routing === null || chosen === undefined) return sentenceOf(event);
  const count = routing.candidates.length + routing.others;
  const skills =
    routing.requiredSkills === 0
      ? 'no skill was required'
      : `covered ${chosen.coveredSkills} of ${routing.requiredSkills} required skills`;
  const among = count === 1 ? 'was the only candidate' : `was chosen among ${count} candidates`;
  return `${assignee.name} ${among}: ${skills}, with ${chosen.load} of ${chosen.capacity} places taken.`;
}

/** @param events of the ticket, oldest first */
export function explainPriority(ticket: Ticket, events: readonly TicketEvent[]): PriorityExplanation {
  const { priority, triage } = ticket;
  const changed = lastChangeOf(events, 'priority');
  if (changed !== null) {
    const confidence = changed.details['confidence'];
    return {
      priority,
      event: changed,
      cause: causeOf(changed),
      confidence: typeof confidence === 'number' ? confidence : null,
      sentence: sentenceOf(changed),
    };
  }
  const opening = events.find(({ type }) => type === 'ticket.created') ?? null;
  if (ticket.chosenByPerson.includes('priority')) {
    const sentence = `${opening?.actor.name ?? 'The author'} set the priority when the ticket was opened.`;
    return { priority, event: opening, cause: 'person', confidence: null, sentence };
  }
  const answer = events.findLast(({ type }) => type === 'ticket.triaged') ?? null;
  if (answer !== null && triage.answered?.priority === priority) {
    const sentence = `${answer.actor.name} agreed with the priority that new tickets have.`;
    return { priority, event: answer, cause: 'triage', confidence: triage.confidence, sentence };
  }
  const sentence = 'New tickets have this priority, and nothing has changed it.';
  return { priority, event: null, cause: 'default', confidence: null, sentence };
}

/** Returns what Holdfast itself did, oldest first: at most `limit`, the latest. */
export function explainRules(events: readonly TicketEvent[], limit: number): readonly RuleExplanation[] {
  return events
    .filter(({ actor }) => actor.type !== 'user')
    .slice(-limit)
    .map((event) => ({ event, sentence: sentenceOf(event) }));
}

function causeOf(event: TicketEvent): ExplanationCause {
  switch (event.type) {
    case 'ticket.triaged':
      return 'triage';
    case 'ticket.triage_fell_back':
      return 'built_in_rules';
    case 'sla.escalated':
      return 'escalation';
    default:
      if (event.routing !== undefined) return 'routing';
      return event.actor.type === 'user' ? 'person' : 'routing';
  }
}

function lastChangeOf(events: readonly TicketEvent[], field: string): TicketEvent | null {
  return events.findLast(({ details }) => changeOf(details, field) !== null) ?? null;
}
