import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { TextInsights } from '../../ports/assist/text-insights.js';
import { loadLanguageDetector } from './detect-language.js';
import { createTriageRules } from './local-rules.js';

/** Tells the language by n-grams, and the sentiment by the vocabulary. */
export function createTextInsights(vocabulary: Vocabulary): TextInsights {
  const judge = createTriageRules(vocabulary);
  return {
    languageDetector: loadLanguageDetector,
    sentiment: (text) => judge({ title: '', description: text, urgency: '' }).sentiment,
  };
}
