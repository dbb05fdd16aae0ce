import { listAgents, requireUsable, warnOfUnusable } from '../adapters/ai/agents.js';
import { AiConfigFile } from '../adapters/ai/config/ai-config-file.js';
import { TaskEmbedders } from '../adapters/ai/embeddings/task-embedders.js';
import { createTaskModel } from '../adapters/ai/hand-over/task-model.js';
import { aiSettingsOf, modelBySettings } from '../adapters/ai/settings-models.js';
import type { AesGcmSealer } from '../adapters/auth/sealer.js';
import { SettingsMailer } from '../adapters/mail/settings-mailer.js';
import { countTokens, meteredEmbedder, meteredModel } from '../adapters/metrics/metered.js';
import type { PromMetrics } from '../adapters/metrics/prom-metrics.js';
import { probe } from '../adapters/system/probes.js';
import { shareAnswer } from '../adapters/system/share-answer.js';
import { tracedLanguageModel } from '../adapters/telemetry/traced-language-model.js';
import { CurrentSettings } from '../app/settings/current-settings.js';
import { CurrentTemplates } from '../app/settings/current-templates.js';
import type { Config } from '../config/config.js';
import type { Vocabulary } from '../domain/triage/vocabulary.js';
import type { Embedders } from '../ports/embedder.js';
import type { Logger } from '../ports/logger.js';
import type { OutboundHttp } from '../ports/outbound-http.js';
import type { Tracer } from '../ports/operations/tracer.js';
import type { Repositories } from '../ports/repositories.js';
import type { ActiveClassifier } from '../ports/triage/active-classifier.js';
import { openTools } from './tools.js';

/**
 * To ask a mail server or a model provider how it is takes a new connection, with a sign-in there. Anybody may ask
 * `/health` at any time: the others' servers are not asked as often.
 */
const OTHERS_SERVER_FRESH_MS = 5_000;
/** A key or a model changes rarely, and providers count requests. */
const PROVIDERS_FRESH_MS = 30_000;

interface Parts {
  readonly repositories: Repositories;
  readonly sealer: AesGcmSealer;
  readonly vocabulary: Vocabulary;
  readonly active: ActiveClassifier;
  readonly metrics: PromMetrics;
  readonly tracer: Tracer;
  readonly logger: Logger;
  readonly outboundHttp: OutboundHttp;
  readonly version: string;
}

/** Builds the settings of administrators, and the mailer and the model that follow them. */
export function openSettings({ settingsAround, auth, ai, worker }: Config, parts: Parts) {
  const { repositories, sealer, vocabulary, active, metrics, tracer, logger } = parts;
  const { deskSettings, mailTemplates } = repositories;
  const settings = new CurrentSettings({ settings: deskSettings, around: settingsAround, sealer, logger });
  // So that a value is known if MongoDB hangs later. Without MongoDB, the first use reads again.
  settings.current().catch(() => undefined);
  const mailer = new SettingsMailer(settings, worker.slots.mail);
  const file = new AiConfigFile(ai.configFile, logger);
  const listAll = async () => {
    const [values, { config, faults }] = await Promise.all([settings.current(), file.current()]);
    return { agents: await listAgents(aiSettingsOf(values, ai), config), configFaults: faults };
  };
  const aiAgents = { list: shareAnswer(PROVIDERS_FRESH_MS, listAll) };
  const askProviders = async () => {
    requireUsable((await aiAgents.list()).agents);
  };
  return {
    settings,
    settingsAround,
    settingsSealer: auth.sealsSettings ? sealer : null,
    templates: new CurrentTemplates(mailTemplates),
    currentModel: modelBySettings({ settings, environment: ai, file }, (task, chosen, name, servers) =>
      createTaskModel(task, chosen, {
        tools: openTools(
          { task, name, servers },
          { ...parts, tokens: ai.toolTokens, keepDays: ai.callsKeepDays },
        ),
        ...{ vocabulary, active, logger, spend: repositories.aiSpend },
        ...{ calls: repositories.aiCalls, keepDays: ai.callsKeepDays },
        noteTokens: countTokens(metrics.counted),
        observe: (model) => tracedLanguageModel(meteredModel(model, metrics.counted), tracer),
      }),
    ),
    aiAgents,
    openEmbedders: (local: Embedders) =>
      new TaskEmbedders({
        local,
        current: async () => {
          const [values, { config }] = await Promise.all([settings.current(), file.current()]);
          return { settings: aiSettingsOf(values, ai), config };
        },
        noteTokens: countTokens(metrics.counted),
        observe: (embedder) => meteredEmbedder(embedder, metrics.counted),
        ...{ spend: repositories.aiSpend, calls: repositories.aiCalls },
        ...{ keepDays: ai.callsKeepDays, logger },
      }),
    mailer,
    checkAi: () => warnOfUnusable(() => aiAgents.list(), logger),
    probes: {
      smtp: shareAnswer(
        OTHERS_SERVER_FRESH_MS,
        probe(() => mailer.verify()),
      ),
      ai: probe(askProviders),
    },
  };
}
