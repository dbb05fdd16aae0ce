import { DomainError } from '../../domain/errors.js';
import { RULES_NAME } from '../../domain/tickets/triage.js';
import type { Logger } from '../../ports/logger.js';
import type { AiAgent } from '../../ports/triage/ai-agents.js';
import type { AiConfig } from './config/ai-config.js';
import {
  checkProviderModel,
  chosenModel,
  type AiSettings,
  type ChosenModel,
} from './create-language-model.js';

/** The timeout of each check ends it. */
const NEVER = new AbortController().signal;

const LOCAL: Omit<AiAgent, 'task'> = {
  ...{ provider: 'local', model: RULES_NAME, hasKey: true, budgetMicros: null, fault: null },
};

/**
 * Lists the providers of every task, and checks those that have a key: whether the server answers, accepts the key
 * and knows the model. It asks no model and costs nothing.
 */
export async function listAgents(settings: AiSettings, { tasks }: AiConfig): Promise<readonly AiAgent[]> {
  const lists = Object.entries({ triage: {}, ...tasks }).map(async ([task, { providers }]) => {
    const listed = await Promise.all((providers ?? []).map((entry) => agentOf(entry, settings)));
    const agents = listed.some(({ hasKey }) => hasKey) ? listed : [...listed, await byEnvironment(settings)];
    return agents.map((agent) => ({ task, ...agent }));
  });
  return (await Promise.all(lists)).flat();
}

type Entry = NonNullable<NonNullable<AiConfig['tasks']['triage']>['providers']>[number];

async function agentOf(entry: Entry, settings: AiSettings): Promise<Omit<AiAgent, 'task'>> {
  if (entry.provider === 'local') return LOCAL;
  const { provider, model, daily_budget_usd: budget } = entry;
  const access = settings.providers[provider];
  const budgetMicros = budget === undefined ? null : budget * 1_000_000;
  const fault = access === undefined ? null : await faultOf({ provider, model, access }, settings);
  return { provider, model, hasKey: access !== undefined, budgetMicros, fault };
}

async function byEnvironment(settings: AiSettings): Promise<Omit<AiAgent, 'task'>> {
  const chosen = chosenModel(settings);
  if (chosen === null) return LOCAL;
  const { provider, model } = chosen;
  return { provider, model, hasKey: true, budgetMicros: null, fault: await faultOf(chosen, settings) };
}

async function faultOf(
  { provider, access: { apiKey, baseUrl }, model }: ChosenModel,
  { timeoutMs }: AiSettings,
): Promise<string | null> {
  try {
    await checkProviderModel(provider, { apiKey, baseUrl, model, timeoutMs }, NEVER);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.message;
  }
}

/** Resolves if no agent of triage has a fault. @throws DomainError with all faults in its message */
export function requireUsable(agents: readonly AiAgent[]): void {
  const faults = agents.flatMap(({ task, provider, model, fault }) =>
    fault === null || task !== 'triage' ? [] : [`${provider} ${model}: ${fault}`],
  );
  if (faults.length > 0) throw new DomainError('model_unavailable', faults.join('; '));
}

/**
 * Logs a wrong key or model at the start. Never fails and stops nothing: the next provider or the local rules answer.
 */
export async function warnOfUnusable(
  list: () => Promise<{ readonly agents: readonly AiAgent[] }>,
  logger: Pick<Logger, 'warn'>,
): Promise<void> {
  try {
    requireUsable((await list()).agents);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    logger.warn({ reason }, 'an AI provider cannot be used');
  }
}
