import { expect, it } from '@jest/globals';
import { listAgents } from '../../../src/adapters/ai/agents.js';
import { parseAiConfig } from '../../../src/adapters/ai/config/ai-config-file.js';
import { aiSettingsOf } from '../../../src/adapters/ai/settings-models.js';
import { loadConfig } from '../../../src/config/config.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import type { AiCall } from '../../../src/ports/triage/ai-calls.js';
import { withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';
import { startAnthropicStandIn } from '../../support/servers/anthropic-stand-in.js';
import { startOpenAiStandIn } from '../../support/servers/openai-stand-in.js';

const people = withPeople();
const STATUS = '/api/v1/ai/agents/status';

const LIST = `
tasks:
  triage:
    providers:
      - { provider: openai, model: gpt-x, daily_budget_usd: 0.001, price_per_million: { input: 1, output: 1 } }
      - { provider: anthropic, model: claude-of-yesterday }
      - { provider: gemini, model: gemini-x }
      - provider: local
`;

it('shows managers and administrators the local rules where nothing else is configured', async () => {
  for (const client of [people.maya, people.admin]) {
    const { data } = await client.api.GET(STATUS);
    expect(data).toEqual({
      agents: [
        {
          task: 'triage',
          providers: [
            {
              ...{ provider: 'local', model: 'rules-1', state: 'up', latency_ms: null, error_rate: null },
              ...{ spend_today: 0, last_error: null },
            },
          ],
        },
      ],
      config_faults: [],
    });
  }
  for (const client of [people.bob, people.alice]) {
    expect((await client.api.GET(STATUS)).response.status).toBe(403);
  }
});

it('shows a wrong model, a provider without a key, errors, cost and a budget that is used up', async () => {
  const [openai, anthropic] = await Promise.all([startOpenAiStandIn({}), startAnthropicStandIn({})]);
  const { aiCalls, aiSpend } = people.holdfast.deps;
  const { ai } = loadConfig({
    ...{
      OPENAI_BASE_URL: `${openai.url}/v1`,
      ANTHROPIC_BASE_URL: anthropic.url,
      ANTHROPIC_API_KEY: 'a-secret-key',
    },
  });
  const reading = parseAiConfig(LIST);
  if ('faults' in reading) throw new Error('the list is faulty');
  const settings = aiSettingsOf({ geminiApiKey: null, geminiModel: 'gemini-x' }, ai);
  const aiAgents = {
    list: async () => ({
      agents: await listAgents(settings, reading.config),
      configFaults: [{ path: 'tasks.triage', message: 'is odd' }],
    }),
  };
  const call: AiCall = {
    ...{ task: 'triage', provider: 'openai', model: 'gpt-x', promptVersion: 'triage-2', at: new Date() },
    ...{ inputTokens: 100, outputTokens: 20, costMicros: 600, latencyMs: 100, outcome: 'ok', fault: null },
    confidence: 0.9,
  };
  await aiCalls.add(call, 30);
  await aiCalls.add(
    {
      ...{ ...call, latencyMs: 300, outcome: 'model_unavailable', fault: 'OpenAI did not answer' },
      ...{ confidence: null, promptVersion: 'triage-3' },
    },
    30,
  );
  await aiSpend.add(call, new Date(), 600);

  await serveWith(people.holdfast, { aiAgents }, async (client) => {
    const maya = await client.signIn('maya@holdfast.local', DEMO_PASSWORD);
    const providers = async () => (await maya.get(STATUS)).body.agents[0].providers;
    expect(await providers()).toMatchObject([
      {
        ...{ provider: 'openai', state: 'degraded', latency_ms: 200, error_rate: 0.5, spend_today: 0.0006 },
        last_error: 'OpenAI did not answer',
      },
      { provider: 'anthropic', state: 'down', last_error: 'Anthropic has no model of this name' },
      { provider: 'gemini', state: 'off', last_error: null },
      { provider: 'local', state: 'up' },
    ]);
    await aiSpend.add(call, new Date(), 600);
    expect(await providers()).toMatchObject([
      { state: 'degraded', last_error: 'The budget of today is used up' },
      {},
      {},
      {},
    ]);
    const status = await maya.get(STATUS);
    expect(status.body.config_faults).toEqual([{ path: 'tasks.triage', message: 'is odd' }]);
    expect(JSON.stringify(status.body)).not.toContain('a-secret-key');
    const figures = (await maya.get('/api/v1/metrics/ai')).body.calls;
    expect(figures).toContainEqual({
      ...{ task: 'triage', provider: 'openai', model: 'gpt-x', prompt_version: 'triage-2' },
      ...{ calls: 1, failed: 0, mean_confidence: 0.9 },
      ...{ input_tokens: 100, output_tokens: 20, cost: 0.0006, mean_latency_ms: 100 },
    });
  });
  const stored = await people.holdfast.mongo.collection('ai_calls').find().toArray();
  expect(stored.every(({ expiresAt }) => expiresAt > new Date(Date.now() + 29 * 86_400_000))).toBe(true);
  await Promise.all([openai.close(), anthropic.close()]);
});
