import { DEFAULT_REVIEW_MINUTES, type Choice } from '../desk/choices.js';
import { addMinutes } from '../time.js';
import { TRIAGED_FIELDS } from '../ticket-fields.js';
import type { Ticket } from '../tickets/ticket.js';
import { LATER_RUN, RULES_NAME, type TriageAnswer, type TriageSource } from '../tickets/triage.js';
import { applyTriage } from './triage-rules.js';

type Context = Parameters<typeof applyTriage>[2];

/**
 * The ticket with an answer, or with a proposal that waits for a person.
 * A ticket waits if its category asks for it and the answer is not sure enough. It does not wait once it has an assignee or
 * work has begun, for rules that were never trained, or if a person has chosen all of it.
 */
export function withTriage(ticket: Ticket, answer: TriageAnswer, context: Context): Ticket {
  const applied = applyTriage(ticket, answer, context);
  const minutes = minutesToWait(ticket, answer, context);
  if (minutes === null) return applied;
  const { answered: _, ...triage } = applied.triage;
  return {
    ...ticket,
    language: applied.language,
    sentiment: applied.sentiment,
    triage: {
      ...triage,
      state: 'needs_review',
      review: {
        until: addMinutes(context.at, minutes),
        proposed: {
          priority: answer.priority,
          category: answer.category,
          type: answer.ticketType,
          requiredSkills: applied.requiredSkills,
          suggestedTeam: answer.suggestedTeam,
        },
      },
    },
  };
}

function minutesToWait(
  ticket: Ticket,
  answer: TriageAnswer,
  { runId, source, categories }: Context,
): number | null {
  const isUnderway = ticket.status !== 'open' || ticket.assignment !== null || runId === LATER_RUN;
  const isChosen = TRIAGED_FIELDS.every((field) => ticket.chosenByPerson.includes(field));
  if (isUnderway || isChosen || isUntrained(source)) return null;
  const category = ticket.chosenByPerson.includes('category') ? ticket.category : answer.category;
  const choice = categories.find(({ name }) => name === category);
  return isBelow(choice, answer.confidence) ? (choice?.reviewMinutes ?? DEFAULT_REVIEW_MINUTES) : null;
}

function isUntrained({ provider, model }: TriageSource): boolean {
  return provider === 'local' && model === RULES_NAME;
}

function isBelow(choice: Pick<Choice, 'reviewBelow'> | undefined, confidence: number): boolean {
  const { reviewBelow = null } = choice ?? {};
  return reviewBelow !== null && confidence < reviewBelow;
}
