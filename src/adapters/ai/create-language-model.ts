import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { LanguageModel, NoteTokens } from '../../ports/language-model.js';
import { createGeminiModel } from './gemini.js';
import { createLocalModel } from './local.js';

/** The `ai` part of the configuration, as far as the choice of a model needs it. */
export interface AiSettings {
  readonly timeoutMs: number;
  readonly gemini:
    { readonly apiKey: string; readonly baseUrl: string | undefined; readonly model: string } | undefined;
}

/** Creates the Gemini model if a key is set, otherwise the local rules. */
export function createLanguageModel(
  settings: AiSettings,
  vocabulary: Vocabulary,
  noteTokens?: NoteTokens,
): LanguageModel {
  if (settings.gemini === undefined) return createLocalModel(vocabulary);
  return createGeminiModel({ ...settings.gemini, timeoutMs: settings.timeoutMs, noteTokens });
}
