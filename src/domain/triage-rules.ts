import { canonicalSkills, type SkillSynonyms } from './skills.js';
import type { Ticket } from './ticket.js';
import { GENERAL_SKILL, PENDING_TRIAGE, type TriageAnswer, type TriageSource } from './triage.js';

interface AnswerContext {
  readonly runId: string;
  readonly source: TriageSource;
  readonly synonyms: SkillSynonyms;
  readonly at: Date;
}

/** The ticket as the model sees it; what a person has chosen stays as it is. */
export function applyTriage(ticket: Ticket, answer: TriageAnswer, context: AnswerContext): Ticket {
  const { runId, source, synonyms, at } = context;
  const skills = canonicalSkills(answer.requiredSkills, synonyms);
  const isChosen = (field: Ticket['chosenByPerson'][number]) => ticket.chosenByPerson.includes(field);
  return {
    ...ticket,
    priority: isChosen('priority') ? ticket.priority : answer.priority,
    category: isChosen('category') ? ticket.category : answer.category,
    type: isChosen('type') ? ticket.type : answer.ticketType,
    requiredSkills: skills.length === 0 ? [GENERAL_SKILL] : skills,
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
      summary: answer.summary,
      helpfulNotes: answer.helpfulNotes,
      suggestedTeam: answer.suggestedTeam,
      at,
    },
  };
}

export const FALLBACK_NOTE =
  'AI triage gave no usable answer in time, so this ticket went on with default values. ' +
  'Please check priority, category and skills; an administrator can run triage again.';

/** Safe values where no model has answered: medium, for anybody, with a note for a person. */
export function applyFallback(ticket: Ticket, { runId, at }: Pick<AnswerContext, 'runId' | 'at'>): Ticket {
  return {
    ...ticket,
    priority: ticket.chosenByPerson.includes('priority') ? ticket.priority : 'medium',
    requiredSkills: [GENERAL_SKILL],
    triage: { ...PENDING_TRIAGE, state: 'fallback', runId, helpfulNotes: FALLBACK_NOTE, at },
  };
}
