import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import type { AiAgents } from '../../ports/triage/ai-agents.js';
import type { AiCallTotals } from '../../ports/triage/ai-calls.js';
import type { AppDeps } from '../deps.js';

/** Milliseconds. State, latency and error rate are those of the last quarter of an hour. */
const RECENT_MS = 15 * 60_000;
/** Share of failed calls from which on a provider is degraded. */
const DEGRADED_SHARE = 0.2;
/** Fewer calls that all fail do not prove that a provider is down. */
const MIN_CALLS = 3;

export const AGENT_STATES = ['up', 'degraded', 'down', 'off'] as const;

/** One provider of a task as it is now. */
export interface AgentStatus {
  readonly provider: string;
  readonly model: string;
  /** `off` without a key. */
  readonly state: (typeof AGENT_STATES)[number];
  /** Null without a recent call. */
  readonly latencyMs: number | null;
  readonly errorRate: number | null;
  readonly spendTodayMicros: number;
  readonly lastError: string | null;
}

type Agent = Awaited<ReturnType<AiAgents['list']>>['agents'][number];
type Deps = Pick<AppDeps, 'aiAgents' | 'aiCalls' | 'aiSpend' | 'clock'>;

/** Reads the state of every provider, by task. @throws DomainError `forbidden`, `unavailable` */
export async function readAgentsStatus(deps: Deps, actor: Actor) {
  authorize(actor, 'triage_figures.read');
  const now = deps.clock.now();
  const [{ agents, configFaults }, totals] = await Promise.all([
    deps.aiAgents.list(),
    deps.aiCalls.totals(new Date(now.getTime() - RECENT_MS)),
  ]);
  const providers = await Promise.all(
    agents.map(async (agent) => ({
      task: agent.task,
      status: statusOf(
        agent,
        together(totals.filter((one) => isOf(one, agent))),
        await deps.aiSpend.today(agent, now),
      ),
    })),
  );
  return { providers, configFaults };
}

function isOf(one: AiCallTotals, { task, provider, model }: Agent): boolean {
  return one.task === task && one.provider === provider && (provider === 'local' || one.model === model);
}

type RecentCalls = Pick<AiCallTotals, 'calls' | 'failed' | 'meanLatencyMs' | 'lastFault'>;

/** The calls with all versions of the prompt. */
function together(totals: readonly AiCallTotals[]): RecentCalls | undefined {
  if (totals.length === 0) return undefined;
  const sum = (count: (one: AiCallTotals) => number) => totals.reduce((all, one) => all + count(one), 0);
  const calls = sum((one) => one.calls);
  return {
    calls,
    failed: sum(({ failed }) => failed),
    meanLatencyMs: sum((one) => one.meanLatencyMs * one.calls) / calls,
    lastFault: totals.find(({ lastFault }) => lastFault !== null)?.lastFault ?? null,
  };
}

function statusOf(agent: Agent, recent: RecentCalls | undefined, spendTodayMicros: number): AgentStatus {
  const { provider, model, budgetMicros, fault } = agent;
  const errorRate = recent === undefined ? null : recent.failed / recent.calls;
  const isSpent = budgetMicros !== null && spendTodayMicros >= budgetMicros;
  const hasFailed = recent !== undefined && recent.calls >= MIN_CALLS && recent.failed === recent.calls;
  const isDegraded = isSpent || (errorRate ?? 0) >= DEGRADED_SHARE;
  const state = fault !== null || hasFailed ? 'down' : isDegraded ? 'degraded' : 'up';
  return {
    ...{ provider, model, errorRate, spendTodayMicros },
    state: agent.hasKey ? state : 'off',
    latencyMs: recent === undefined ? null : Math.round(recent.meanLatencyMs),
    lastError: fault ?? (isSpent ? 'The budget of today is used up' : (recent?.lastFault ?? null)),
  };
}
