import type { Sentiment } from '../../domain/ticket-fields.js';

/** Tells language and sentiment of a message on this machine, without a model. */
export interface TextInsights {
  /** Loads what guesses the language of a text, as ISO 639-1. */
  readonly languageDetector: () => Promise<(text: string) => string>;
  readonly sentiment: (text: string) => Sentiment;
}
