import type { Vocabulary } from '../../../domain/triage/vocabulary.js';
import type { LanguageModel, NoteTokens } from '../../../ports/language-model.js';
import type { CompanyTools } from '../../../ports/triage/company-tools.js';
import type { Logger } from '../../../ports/logger.js';
import type { ActiveClassifier } from '../../../ports/triage/active-classifier.js';
import type { AiCalls } from '../../../ports/triage/ai-calls.js';
import type { AiSpend } from '../../../ports/triage/ai-spend.js';
import type { ProviderEntry, TaskConfig } from '../config/ai-config.js';
import { createLanguageModel, createProviderModel, type AiSettings } from '../create-language-model.js';
import { createLocalModel } from '../local.js';
import { withDeskInstructions } from './desk-instructions.js';
import { createHandOverModel, type Link } from './hand-over-model.js';
import { withTools } from './with-tools.js';

interface Parts {
  readonly vocabulary: Vocabulary;
  readonly active: ActiveClassifier;
  readonly spend: AiSpend;
  readonly calls: Pick<AiCalls, 'add'>;
  readonly keepDays: number;
  readonly logger: Logger;
  readonly noteTokens?: NoteTokens;
  /** What the task may look up; absent for nothing. */
  readonly tools?: CompanyTools | null;
  /** Adds metrics and traces to a model. */
  readonly observe: (model: LanguageModel) => LanguageModel;
}

const MICROS_PER_USD = 1_000_000;

/**
 * Creates the model of a task: the list of the configuration file, otherwise what the environment chooses.
 * Entries of providers without a key are left out.
 */
export function createTaskModel(
  task: TaskConfig | undefined,
  settings: AiSettings,
  parts: Parts,
): LanguageModel {
  const { vocabulary, active, noteTokens, observe, logger } = parts;
  const [first, ...others] = (task?.providers ?? []).flatMap((entry) => linkOf(entry, settings, parts));
  if (task?.providers !== undefined && first === undefined) {
    logger.warn({}, 'no provider of the AI configuration has a key, so the environment decides');
  }
  const links: readonly [Link, ...Link[]] =
    first === undefined
      ? [
          {
            model: observe(createLanguageModel(settings, { vocabulary, active }, noteTokens)),
            price: null,
            budgetMicros: null,
          },
        ]
      : [first, ...others];
  const chain = withDeskInstructions(createHandOverModel(links, parts), task?.instructions);
  const model = withTools(chain, parts.tools ?? null);
  return task?.prompt === undefined ? model : { ...model, promptVersion: task.prompt };
}

function linkOf(entry: ProviderEntry, settings: AiSettings, parts: Parts): Link[] {
  if (entry.provider === 'local') {
    const model = parts.observe(createLocalModel(parts.vocabulary, parts.active));
    return [{ model, price: null, budgetMicros: null }];
  }
  const { provider, model, temperature, daily_budget_usd: budget, price_per_million: price = null } = entry;
  const access = settings.providers[provider];
  if (access === undefined) return [];
  const made = createProviderModel(provider, settings.geminiSdk, {
    ...{ apiKey: access.apiKey, baseUrl: access.baseUrl, model, temperature, noteTokens: parts.noteTokens },
    timeoutMs: entry.timeout_ms ?? settings.timeoutMs,
  });
  const budgetMicros = budget === undefined ? null : budget * MICROS_PER_USD;
  return [{ model: parts.observe(made), price, budgetMicros }];
}
