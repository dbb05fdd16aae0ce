import { z } from 'zod';

import { singleLine } from '../../domain/single-line.js';
import { CATEGORIES, PRIORITIES, SENTIMENTS, TICKET_TYPES } from '../../domain/ticket-fields.js';
import type { TriageAnswer } from '../../domain/tickets/triage.js';
import { isLanguageCode } from './languages.js';

/** The limits of an answer, in characters, except `skills`. */
const ANSWER_LIMITS = { skills: 10, skill: 60, summary: 500, notes: 4_000, team: 60 } as const;

const text = (max: number) => z.string().trim().max(max);

/**
 * The answer of a model.
 * The order matters: Gemini writes the fields in their required order, so the description comes before the
 * judgements.
 */
const answer = z.object({
  summary: text(ANSWER_LIMITS.summary)
    .min(1)
    .describe(
      `One sentence for the person who takes the ticket, at most ${ANSWER_LIMITS.summary} characters`,
    ),
  language: z
    .string()
    .trim()
    .toLowerCase()
    .refine(isLanguageCode, { error: 'must be a two-letter code of ISO 639-1' })
    .describe('Language of the ticket, as the two-letter code of ISO 639-1, lower case'),
  sentiment: z.enum(SENTIMENTS).describe('How the requester feels about it'),
  category: z.enum(CATEGORIES).describe('What the ticket is about'),
  ticket_type: z.enum(TICKET_TYPES).describe('What kind of request it is'),
  required_skills: z
    .array(text(ANSWER_LIMITS.skill))
    .max(ANSWER_LIMITS.skills)
    .describe(`One to three skills needed to solve it, best first; never more than ${ANSWER_LIMITS.skills}`),
  priority: z.enum(PRIORITIES).describe('How much harm waiting does'),
  suggested_team: text(ANSWER_LIMITS.team).nullable().describe('The team it belongs to, or null'),
  helpful_notes: text(ANSWER_LIMITS.notes).describe(
    `What to check first, for staff only, at most ${ANSWER_LIMITS.notes} characters`,
  ),
  confidence: z.number().min(0).max(1).describe('How sure this triage is, from 0 to 1'),
});

/**
 * Validates a model's answer to the triage prompt (API.md §6) and converts it to domain values.
 * It tolerates only harmless deviations: space at the ends, capitals in the language, empty names of skills or teams.
 */
export const triageAnswerSchema: z.ZodType<TriageAnswer> = answer.transform((given) => ({
  requiredSkills: given.required_skills.map(singleLine).filter((skill) => skill !== ''),
  priority: given.priority,
  ticketType: given.ticket_type,
  category: given.category,
  sentiment: given.sentiment,
  language: given.language,
  summary: singleLine(given.summary),
  helpfulNotes: given.helpful_notes,
  suggestedTeam: singleLine(given.suggested_team ?? '') || null,
  confidence: given.confidence,
}));
