import type { DeskSettings } from '../../domain/desk/settings.js';
import type { Settings } from '../../ports/desk/settings.js';
import type { LanguageModel } from '../../ports/language-model.js';
import type { AiSettings, ProviderAccess } from './create-language-model.js';

/** What only the environment sets. */
export interface AiEnvironment extends Pick<AiSettings, 'timeoutMs' | 'geminiSdk'> {
  readonly geminiBaseUrl: string | undefined;
  /** Undefined if neither a key nor a server is set. */
  readonly openai: ProviderAccess | undefined;
  readonly anthropic: ProviderAccess | undefined;
}

/** Returns the settings of the models in use. */
export function aiSettingsOf(
  { geminiApiKey: apiKey, geminiModel: model }: Pick<DeskSettings, 'geminiApiKey' | 'geminiModel'>,
  { timeoutMs, geminiSdk, geminiBaseUrl: baseUrl, openai, anthropic }: AiEnvironment,
): AiSettings {
  return {
    timeoutMs,
    geminiSdk,
    providers: {
      ...(apiKey === null ? {} : { gemini: { apiKey, baseUrl, model } }),
      ...(openai === undefined ? {} : { openai }),
      ...(anthropic === undefined ? {} : { anthropic }),
    },
  };
}

/** Returns the model of the settings in use, which is made again only after a change. */
export function modelBySettings(
  settings: Settings,
  environment: AiEnvironment,
  create: (settings: AiSettings) => LanguageModel,
): () => Promise<LanguageModel> {
  let made: { readonly key: string; readonly model: LanguageModel } | null = null;
  return async () => {
    const chosen = aiSettingsOf(await settings.current(), environment);
    const key = JSON.stringify(chosen);
    if (made?.key !== key) made = { key, model: create(chosen) };
    return made.model;
  };
}
