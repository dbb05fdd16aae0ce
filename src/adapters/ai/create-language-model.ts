import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { LanguageModel, NoteTokens } from '../../ports/language-model.js';
import type { ActiveClassifier } from '../../ports/triage/active-classifier.js';
import { createGeminiModel } from './gemini.js';
import { createLocalModel } from './local.js';

/** The `ai` part of the configuration, as far as the choice of a model needs it. */
export interface AiSettings {
  readonly timeoutMs: number;
  readonly gemini:
    { readonly apiKey: string; readonly baseUrl: string | undefined; readonly model: string } | undefined;
}

/** Creates the Gemini model if a key is set, otherwise the local model. */
export function createLanguageModel(
  settings: AiSettings,
  local: { readonly vocabulary: Vocabulary; readonly active: ActiveClassifier },
  noteTokens?: NoteTokens,
): LanguageModel {
  if (settings.gemini === undefined) return createLocalModel(local.vocabulary, local.active);
  return createGeminiModel({ ...settings.gemini, timeoutMs: settings.timeoutMs, noteTokens });
}
