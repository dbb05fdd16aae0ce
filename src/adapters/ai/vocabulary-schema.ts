import { z } from 'zod';

import { CATEGORIES } from '../../domain/ticket-fields.js';
import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import { wordsOf } from './words.js';

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

const skill = z.strictObject({
  name,
  category: z.enum(CATEGORIES),
  team,
  synonyms: z.array(name).max(MAX_TERMS).default([]),
  keywords: terms.default([]),
  hint: hint.nullable().default(null),
});

/** The vocabulary file. Strict: a misspelt key would otherwise silently mean "no words". */
export const vocabularySchema: z.ZodType<Vocabulary> = z.strictObject({
  skills: z.array(skill).min(1).max(200),
  categories: z.record(z.enum(CATEGORIES), z.strictObject({ team, hint })),
  urgency: z.strictObject({ urgent: terms, high: terms, low: terms }),
  ticketTypes: z.strictObject({ bug: terms, feature: terms, support: terms, technical: terms }),
  sentiment: z.strictObject({ positive: terms, negative: terms }),
  noise: terms.default([]),
  negations: singleWords,
  fillers: singleWords,
});
