import type { Sentiment } from '../../domain/ticket-fields.js';

/** Tells language and sentiment of a message on this machine, without a model. */
export interface TextInsights {
  /** A guess, as ISO 639-1. */
  readonly language: (text: string) => string;
  readonly sentiment: (text: string) => Sentiment;
}
