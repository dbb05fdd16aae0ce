import {
  createLanguageModel,
  createProviderModel,
  REMOTE_PROVIDERS,
  type AiSettings,
} from '../../adapters/ai/create-language-model.js';
import { createLocalModel } from '../../adapters/ai/local.js';
import type { LanguageModel } from '../../ports/language-model.js';
import { CommandError } from '../support/run-command.js';

type Local = Parameters<typeof createLanguageModel>[1];

/** Returns the model of `provider` or `provider:model`. @throws CommandError without a key or a model */
export function namedModel(name: string, settings: AiSettings, local: Local): LanguageModel {
  const [providerName = '', ...rest] = name.split(':');
  if (providerName === 'local') return createLocalModel(local.vocabulary, local.active);
  const provider = REMOTE_PROVIDERS.find((one) => one === providerName);
  if (provider === undefined) {
    throw new CommandError(`--provider must be local or one of ${REMOTE_PROVIDERS.join(', ')}.`);
  }
  const access = settings.providers[provider];
  const model = rest.join(':') || access?.model;
  if (access === undefined || model === undefined) {
    throw new CommandError(`${provider} needs a key and a model: --provider ${provider}:<model>.`);
  }
  const { apiKey, baseUrl } = access;
  const { geminiSdk, timeoutMs } = settings;
  return createProviderModel(provider, geminiSdk, { apiKey, baseUrl, model, timeoutMs });
}
