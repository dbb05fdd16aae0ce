import type { Vocabulary } from '../../domain/triage/vocabulary.js';
import type { LanguageModel, NoteTokens } from '../../ports/language-model.js';
import type { ActiveClassifier } from '../../ports/triage/active-classifier.js';
import { withGuardedInput } from './guarded-input.js';
import { createLocalModel } from './local.js';
import { sdkOf } from './providers/sdks.js';
import type { ProviderSettings } from './providers/provider-settings.js';

/** Remote providers, in the order in which the environment is searched for one. */
export const REMOTE_PROVIDERS = ['gemini', 'openai', 'anthropic'] as const;
export type RemoteProvider = (typeof REMOTE_PROVIDERS)[number];

/** The SDKs for Gemini: the one that this project names, and its successor. */
export const GEMINI_SDKS = ['generative-ai', 'genai'] as const;
export type GeminiSdk = (typeof GEMINI_SDKS)[number];

/** How to reach a provider, and its model unless another one is named. */
export interface ProviderAccess {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly model: string | undefined;
}

/** The `ai` part of the configuration, as far as the choice of a model needs it. */
export interface AiSettings {
  readonly timeoutMs: number;
  readonly geminiSdk: GeminiSdk;
  /** A provider that is left out is not configured. */
  readonly providers: Readonly<Partial<Record<RemoteProvider, ProviderAccess>>>;
}

/** A model of a provider that is configured. */
export interface ChosenModel {
  readonly provider: RemoteProvider;
  readonly access: ProviderAccess;
  readonly model: string;
}

/** Returns the first provider that has a key and a model; null for the local model. */
export function chosenModel({ providers }: Pick<AiSettings, 'providers'>): ChosenModel | null {
  for (const provider of REMOTE_PROVIDERS) {
    const access = providers[provider];
    if (access?.model !== undefined) return { provider, access, model: access.model };
  }
  return null;
}

/** Creates the model of the first configured provider, otherwise the local model. */
export function createLanguageModel(
  settings: AiSettings,
  local: { readonly vocabulary: Vocabulary; readonly active: ActiveClassifier },
  noteTokens?: NoteTokens,
): LanguageModel {
  const chosen = chosenModel(settings);
  if (chosen === null) return createLocalModel(local.vocabulary, local.active);
  const { access, model } = chosen;
  return createProviderModel(chosen.provider, settings.geminiSdk, {
    ...{ apiKey: access.apiKey, baseUrl: access.baseUrl, model, timeoutMs: settings.timeoutMs, noteTokens },
  });
}

/** Creates one model of a remote provider, which never reads demands about triage. */
export function createProviderModel(
  provider: RemoteProvider,
  geminiSdk: GeminiSdk,
  settings: ProviderSettings,
): LanguageModel {
  let model: Promise<LanguageModel> | undefined;
  return withGuardedInput({
    provider,
    model: settings.model,
    complete: async (schema, prompt, signal) => {
      model ??= createModel(provider, geminiSdk, settings);
      return (await model).complete(schema, prompt, signal);
    },
  });
}

async function createModel(
  provider: RemoteProvider,
  geminiSdk: GeminiSdk,
  settings: ProviderSettings,
): Promise<LanguageModel> {
  switch (provider) {
    case 'gemini':
      return geminiSdk === 'genai'
        ? (await sdkOf.gemini()).createGoogleGenAiModel(settings)
        : (await sdkOf.generativeAi()).createGeminiModel(settings);
    case 'openai':
      return (await sdkOf.openai()).createOpenAiModel(settings);
    case 'anthropic':
      return (await sdkOf.anthropic()).createAnthropicModel(settings);
  }
}

/**
 * Checks that the key is accepted and the model exists. It asks no model and costs nothing.
 * @throws DomainError `model_rejected` or `model_unavailable`
 */
export async function checkProviderModel(
  provider: RemoteProvider,
  settings: ProviderSettings,
  signal: AbortSignal,
): Promise<void> {
  switch (provider) {
    case 'gemini':
      return (await sdkOf.gemini()).checkGoogleModel(settings, signal);
    case 'openai':
      return (await sdkOf.openai()).checkOpenAiModel(settings, signal);
    case 'anthropic':
      return (await sdkOf.anthropic()).checkAnthropicModel(settings, signal);
  }
}
