import { z } from 'zod';
import { AGENT_STATES } from '../../app/triage/agents-status.js';

const provider = z
  .object({
    provider: z.string(),
    model: z.string(),
    state: z.enum(AGENT_STATES).meta({
      id: 'AiAgentState',
      description:
        'down: its key or model is refused, or all calls fail; degraded: a fifth of the calls fails, or its budget is used up; off: it has no key',
    }),
    latency_ms: z.number().nullable().meta({ description: 'Mean; null without a recent call' }),
    error_rate: z.number().min(0).max(1).nullable(),
    spend_today: z.number().meta({ description: 'US dollars since midnight UTC' }),
    last_error: z.string().nullable().meta({ description: 'Never quotes a ticket or a key' }),
  })
  .meta({ id: 'AiAgentStatus' });

export const agentsStatusSchema = z
  .object({
    agents: z.array(z.object({ task: z.string(), providers: z.array(provider) }).meta({ id: 'AiAgents' })),
    config_faults: z
      .array(z.object({ path: z.string(), message: z.string() }).meta({ id: 'AiConfigFault' }))
      .meta({ description: 'Faults of a newer AI configuration file, which is not in force' }),
  })
  .meta({ id: 'AiAgentsStatus' });
