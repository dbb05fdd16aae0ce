import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { TextInsights } from '../../ports/assist/text-insights.js';
import { guessLanguage } from './guess-language.js';
import { createTriageRules } from './local-rules.js';

/** Tells language and sentiment by small words and the vocabulary. */
export function createTextInsights(vocabulary: Vocabulary): TextInsights {
  const judge = createTriageRules(vocabulary);
  return {
    language: guessLanguage,
    sentiment: (text) => judge({ title: '', description: text, urgency: '' }).sentiment,
  };
}
