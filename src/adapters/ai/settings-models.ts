import type { DeskSettings } from '../../domain/desk/settings.js';
import type { Settings } from '../../ports/desk/settings.js';
import type { LanguageModel, ModelTask } from '../../ports/language-model.js';
import type { AiConfig, TaskConfig, ToolServersConfig } from './config/ai-config.js';
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

interface Sources {
  readonly settings: Settings;
  readonly environment: AiEnvironment;
  /** The AI configuration file. */
  readonly file: { current(): Promise<{ readonly config: AiConfig }> };
}

/** Returns the models by the settings and the file in use, which are made again only after a change. */
export function modelBySettings(
  { settings, environment, file }: Sources,
  create: (
    task: TaskConfig | undefined,
    settings: AiSettings,
    name: ModelTask,
    servers: ToolServersConfig,
  ) => LanguageModel,
): (task?: ModelTask) => Promise<LanguageModel> {
  const made = new Map<ModelTask, { readonly key: string; readonly model: LanguageModel }>();
  return async (name = 'triage') => {
    const [values, { config }] = await Promise.all([settings.current(), file.current()]);
    const chosen = aiSettingsOf(values, environment);
    const task = config.tasks[name];
    const key = JSON.stringify([chosen, task, config.tool_servers]);
    const known = made.get(name);
    if (known?.key === key) return known.model;
    const model = create(task, chosen, name, config.tool_servers ?? {});
    made.set(name, { key, model });
    return model;
  };
}
