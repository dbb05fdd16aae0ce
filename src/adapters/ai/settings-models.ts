import type { DeskSettings } from '../../domain/desk/settings.js';
import type { Settings } from '../../ports/desk/settings.js';
import type { LanguageModel } from '../../ports/language-model.js';
import type { AiSettings } from './create-language-model.js';

/** What only the environment sets. */
interface AiLimits extends Pick<AiSettings, 'timeoutMs'> {
  readonly geminiBaseUrl: string | undefined;
}

/** Returns the settings of the model in use. */
export function aiSettingsOf(
  { geminiApiKey: apiKey, geminiModel: model }: Pick<DeskSettings, 'geminiApiKey' | 'geminiModel'>,
  { timeoutMs, geminiBaseUrl: baseUrl }: AiLimits,
): AiSettings {
  return { timeoutMs, gemini: apiKey === null ? undefined : { apiKey, baseUrl, model } };
}

/** Returns the model of the settings in use, which is made again only after a change. */
export function modelBySettings(
  settings: Settings,
  limits: AiLimits,
  create: (settings: AiSettings) => LanguageModel,
): () => Promise<LanguageModel> {
  let made: { readonly key: string; readonly model: LanguageModel } | null = null;
  return async () => {
    const chosen = aiSettingsOf(await settings.current(), limits);
    const key = JSON.stringify(chosen);
    if (made?.key !== key) made = { key, model: create(chosen) };
    return made.model;
  };
}
