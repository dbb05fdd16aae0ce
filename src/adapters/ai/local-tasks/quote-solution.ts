import { z } from 'zod';
import { firstSentences } from '../../../domain/assist/sentences.js';
import { withoutMarks } from '../../../domain/triage/masking.js';
import { wordsOf } from '../../../domain/triage/words.js';

const QUOTE_LENGTH = 1_200;
const MIN_WORDS = 3;

const sources = z.array(z.object({ ref: z.string(), text: z.string() })).catch([]);

/** Quotes the best source. Sources come best first. */
export function quoteSolution(input: Readonly<Record<string, string>>, languageOf: (text: string) => string) {
  const [best] = sources.parse(parseJson(input['sources'] ?? '[]'));
  if (best === undefined) return { language: input['language'] ?? 'en', confidence: 0, sentences: [] };
  return {
    language: languageOf(best.text),
    // Whether the solution fits is not judged here.
    confidence: 0,
    sentences: firstSentences(best.text, QUOTE_LENGTH)
      .filter(saysSomething)
      .map((text) => ({ text, source: best.ref })),
  };
}

/** A signature or "Best regards" is no solution. */
function saysSomething(sentence: string): boolean {
  return wordsOf(withoutMarks(sentence)).length >= MIN_WORDS;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}
