import { canonicalSkills, type SkillSynonyms } from '../tickets/assignment/skills.js';
import type { Choice } from '../desk/choices.js';
import { defaultTeam } from '../desk/default-team.js';
import type { Team } from '../desk/teams.js';
import type { Ticket } from '../tickets/ticket.js';
import { withPriority } from '../tickets/priority.js';
import {
  GENERAL_SKILL,
  orGeneral,
  PENDING_TRIAGE,
  type TriageAnswer,
  type TriageSource,
} from '../tickets/triage.js';

interface AnswerContext {
  readonly runId: string;
  readonly source: TriageSource;
  readonly synonyms: SkillSynonyms;
  /** In their newest versions. */
  readonly categories: readonly Choice[];
  readonly teams: readonly Team[];
  readonly at: Date;
}

/** The ticket as the model sees it; what a person has chosen stays as it is. */
export function applyTriage(ticket: Ticket, answer: TriageAnswer, context: AnswerContext): Ticket {
  const { runId, source, synonyms, at } = context;
  const skills = canonicalSkills(answer.requiredSkills, synonyms);
  const isChosen = (field: Ticket['chosenByPerson'][number]) => ticket.chosenByPerson.includes(field);
  const category = isChosen('category') ? ticket.category : answer.category;
  return {
    ...(isChosen('priority') ? ticket : withPriority(ticket, answer.priority)),
    category,
    team: ticket.team ?? defaultTeam(context, category, answer.suggestedTeam),
    type: isChosen('type') ? ticket.type : answer.ticketType,
    requiredSkills: isChosen('requiredSkills') ? ticket.requiredSkills : orGeneral(skills),
    language: answer.language,
    sentiment: answer.sentiment,
    triage: {
      state: 'done',
      runId,
      provider: source.provider,
      model: source.model,
      promptVersion: source.promptVersion,
      latencyMs: source.latencyMs,
      confidence: answer.confidence,
      ...(source.ownConfidence === undefined ? {} : { ownConfidence: source.ownConfidence }),
      summary: answer.summary,
      helpfulNotes: answer.helpfulNotes,
      suggestedTeam: answer.suggestedTeam,
      answered: { category: answer.category, priority: answer.priority, type: answer.ticketType },
      at,
    },
  };
}

export const FALLBACK_NOTE =
  'AI triage gave no usable answer in time, so the built-in rules triaged this ticket. ' +
  'Please check priority, category and skills. An administrator can run triage again.';

/** What the built-in rules say of a ticket. */
export interface LocalAnswer extends Pick<AnswerContext, 'source' | 'synonyms' | 'categories' | 'teams'> {
  readonly answer: TriageAnswer;
}

/**
 * The ticket as the built-in rules see it, where no model has answered, with a note for a person. Without rules that fit
 * it keeps the priority that it began with, and goes to anybody.
 */
export function applyFallback(
  ticket: Ticket,
  { runId, at }: Pick<AnswerContext, 'runId' | 'at'>,
  local: LocalAnswer | null = null,
): Ticket {
  if (local !== null) {
    const { answer, ...context } = local;
    const helpfulNotes = `${FALLBACK_NOTE}\n\n${answer.helpfulNotes}`.trim();
    const triaged = applyTriage(ticket, answer, { ...context, runId, at });
    return { ...triaged, triage: { ...triaged.triage, state: 'fallback', helpfulNotes } };
  }
  return {
    ...ticket,
    requiredSkills: ticket.chosenByPerson.includes('requiredSkills')
      ? ticket.requiredSkills
      : [GENERAL_SKILL],
    triage: { ...PENDING_TRIAGE, state: 'fallback', runId, helpfulNotes: FALLBACK_NOTE, at },
  };
}

/**
 * Returns true while a model's answer may replace that of the built-in rules, until the ticket is accepted.
 */
export function awaitsModel({ triage, status, assignment }: Ticket): boolean {
  const isAccepted = assignment !== null && assignment.acceptedAt !== null;
  return triage.state === 'fallback' && status === 'open' && !isAccepted;
}
