import { readAgentsStatus, type AgentStatus } from '../../app/triage/agents-status.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { agentsStatusSchema } from './agents-schema.js';

const MICROS_PER_USD = 1_000_000;

/** How the providers of AI are. */
export function aiAgentRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/ai/agents/status',
      tag: 'figures',
      operationId: 'getAiAgentsStatus',
      summary: 'Get the status of AI providers',
      description:
        'Providers by task, in the order in which they are asked, by the calls of the last 15 minutes.',
      action: 'triage_figures.read',
      request: {},
      responses: { 200: { description: 'The status of each provider', schema: agentsStatusSchema } },
      handle: async (_, { actor }) => {
        const { providers, configFaults } = await readAgentsStatus(deps, actor);
        const tasks = [...new Set(providers.map(({ task }) => task))];
        return reply(200, {
          agents: tasks.map((task) => ({
            task,
            providers: providers.flatMap((one) => (one.task === task ? [presentAgent(one.status)] : [])),
          })),
          config_faults: configFaults.map(({ path, message }) => ({ path, message })),
        });
      },
    }),
  ];
}

function presentAgent(status: AgentStatus) {
  const { provider, model, state, latencyMs, errorRate, spendTodayMicros, lastError } = status;
  return {
    ...{ provider, model, state, latency_ms: latencyMs, error_rate: errorRate },
    spend_today: spendTodayMicros / MICROS_PER_USD,
    last_error: lastError,
  };
}
