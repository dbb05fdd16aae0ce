import { z } from 'zod';

import { CHOICE_KEY } from '../../domain/desk/choices.js';
import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import { wordsOf } from '../../domain/triage/words.js';

const MAX_TERMS = 500;
const MIN_STEM_LENGTH = 3;

const name = z.string().trim().min(1).max(60);

const term = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => wordsOf(text).length > 0, { error: 'needs a letter or a digit' })
  .refine((text) => !text.endsWith('*') || (wordsOf(text).at(-1)?.length ?? 0) >= MIN_STEM_LENGTH, {
    error: `needs ${MIN_STEM_LENGTH} letters before the star`,
  });
const terms = z.array(term).max(MAX_TERMS);
const singleWords = z
  .array(term.refine((text) => wordsOf(text).length === 1, { error: 'must be a single word' }))
  .max(MAX_TERMS);

const team = name.nullable().default(null);
const hint = z.string().trim().min(1).max(1_000);

/** Whether there is such a category or type is known when a ticket is triaged: managers edit the lists. */
const key = z.string().regex(new RegExp(CHOICE_KEY, 'u'), 'must be the key of a category or ticket type');

const skill = z.strictObject({
  name,
  category: key,
  team,
  synonyms: z.array(name).max(MAX_TERMS).default([]),
  keywords: terms.default([]),
  hint: hint.nullable().default(null),
});

/** The vocabulary file. Strict: a misspelt key would otherwise silently mean "no words". */
export const vocabularySchema: z.ZodType<Vocabulary> = z.strictObject({
  skills: z.array(skill).min(1).max(200),
  categories: z.record(key, z.strictObject({ team, hint })),
  urgency: z.strictObject({ urgent: terms, high: terms, low: terms }),
  ticketTypes: z.record(key, terms),
  sentiment: z.strictObject({ positive: terms, negative: terms }),
  noise: terms.default([]),
  negations: singleWords,
  fillers: singleWords,
});
