import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAiConfig } from '../../../src/adapters/ai/config/ai-config-file.js';
import { TaskEmbedders } from '../../../src/adapters/ai/embeddings/task-embedders.js';
import { createGoogleEmbedder } from '../../../src/adapters/ai/providers/google-genai/google-embedder.js';
import { createOpenAiEmbedder } from '../../../src/adapters/ai/providers/openai/openai-embedder.js';
import type { Embedder } from '../../../src/ports/embedder.js';
import { silentLogger } from '../../../src/ports/logger.js';
import type { AiCall } from '../../../src/ports/triage/ai-calls.js';
import { startEmbeddingStandIn } from '../../support/servers/embedding-stand-in.js';

const SETTINGS = { apiKey: 'stand-in-key-0123456789', timeoutMs: 2_000, dimensions: 16 };

const UNRECORDED = {
  noteTokens: () => undefined,
  observe: (embedder: Embedder) => embedder,
  ...{ spend: { today: () => Promise.resolve(0), add: () => Promise.resolve() }, keepDays: 1 },
  ...{ calls: { add: () => Promise.resolve() }, logger: silentLogger },
};

let standIn: Awaited<ReturnType<typeof startEmbeddingStandIn>>;
beforeAll(async () => {
  standIn = await startEmbeddingStandIn({ dimensions: 16 });
});
afterAll(() => standIn.close());

const PROVIDERS = [
  {
    provider: 'openai',
    create: () =>
      createOpenAiEmbedder({ ...SETTINGS, baseUrl: `${standIn.url}/v1`, model: 'text-embedding-3-small' }),
    textsOf: (body: any) => body.input,
    dimensionsOf: (body: any) => body.dimensions,
  },
  {
    provider: 'gemini',
    create: () => createGoogleEmbedder({ ...SETTINGS, baseUrl: standIn.url, model: 'gemini-embedding-001' }),
    textsOf: (body: any) => body.requests.map((one: any) => one.content.parts[0].text),
    dimensionsOf: (body: any) => body.requests[0].outputDimensionality,
  },
];

describe.each(PROVIDERS)('$provider', ({ provider, create, textsOf, dimensionsOf }) => {
  it('gives vectors of length 1 in the order of the texts, and masks what leaves', async () => {
    const embedder = create();
    const texts = ['My password: hunter2secret', `long ${'word '.repeat(500)}`, ''];
    const vectors = await embedder.embed(texts, 'passage');
    expect(embedder.model).toMatch(new RegExp(`^${provider}/.*@16$`));
    expect(vectors.map((vector) => Math.hypot(...vector).toFixed(5))).toEqual([
      '1.00000',
      '1.00000',
      '1.00000',
    ]);
    const { body } = standIn.requests.at(-1)!;
    const [masked, cut, empty] = textsOf(body);
    expect(masked).not.toContain('hunter2secret');
    expect(cut.split(' ')).toHaveLength(200);
    expect(empty).toBe('-');
    expect(dimensionsOf(body)).toBe(16);
    expect(vectors.map((vector) => vector.indexOf(Math.max(...vector)))).toEqual(
      [masked, cut, empty].map((text, place) => (Number(text.length) + place) % 16),
    );
  });

  it.each([
    [{ status: 429, retryAfter: '7' }, 'model_unavailable'],
    [{ status: 503 }, 'model_unavailable'],
    [{ status: 401 }, 'model_rejected'],
    [{ dimensions: 8 }, 'model_answer_invalid'],
    [{ missing: 1 }, 'model_answer_invalid'],
    [{ isZero: true }, 'model_answer_invalid'],
  ])('%j is %s', async (reply, code) => {
    standIn.script(reply);
    const failure: any = await create()
      .embed(['one', 'two'], 'query')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'DomainError', code });
    if (provider === 'openai' && 'retryAfter' in reply) expect(failure.retryAfterSeconds).toBe(7);
  });

  it('ends with the signal of its caller, and sends nothing without texts', async () => {
    const before = standIn.requests.length;
    const reason = new Error('cancelled');
    await expect(create().embed(['one'], 'query', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await create().embed([], 'query')).toEqual([]);
    expect(standIn.requests).toHaveLength(before);
  });
});

describe('the configuration of embed', () => {
  const entry = (fields: string) =>
    `tasks: { embed: { providers: [{ provider: openai, model: m, ${fields} }] } }`;

  it.each([
    [entry('timeout_ms: 500'), 'tasks.embed.providers.0.dimensions'],
    [entry('dimensions: 384, temperature: 0'), 'tasks.embed.providers.0.temperature'],
    [
      'tasks: { embed: { providers: [{ provider: anthropic, model: m, dimensions: 384 }] } }',
      'tasks.embed.providers.0.provider',
    ],
    [
      'tasks: { triage: { providers: [{ provider: openai, model: m, dimensions: 384 }] } }',
      'tasks.triage.providers.0.dimensions',
    ],
  ])('%s is faulty', (text, path) => {
    expect(parseAiConfig(text)).toMatchObject({ faults: [{ path }] });
  });

  it('takes the first provider with a key, otherwise the model on this machine', async () => {
    const local = createOpenAiEmbedder({ ...SETTINGS, baseUrl: standIn.url, model: 'local' });
    const parsed = parseAiConfig(
      'tasks: { embed: { providers: [{ provider: gemini, model: g, dimensions: 64 }, { provider: openai, model: o, dimensions: 64 }] } }',
    );
    const config = 'config' in parsed ? parsed.config : { tasks: {} };
    const settings = { timeoutMs: 500, geminiSdk: 'genai' as const, providers: {} };
    const access = { apiKey: 'k', baseUrl: standIn.url, model: undefined };
    let state: any = { settings, config };
    const embedders = new TaskEmbedders({
      local: { current: () => Promise.resolve(local) },
      current: () => Promise.resolve(state),
      ...UNRECORDED,
    });
    expect((await embedders.current())?.model).toBe('openai/local@16');
    state = { settings: { ...settings, providers: { openai: access } }, config };
    const chosen = await embedders.current();
    expect(chosen?.model).toBe('openai/o@64');
    expect(await embedders.current()).toBe(chosen);
    state = { settings: { ...settings, providers: { openai: access, gemini: access } }, config };
    expect((await embedders.current())?.model).toBe('gemini/g@64');
  });

  it('records each call, also one that fails, and stops at the budget of the day', async () => {
    const parsed = parseAiConfig(
      'tasks: { embed: { providers: [{ provider: gemini, model: g, dimensions: 64, daily_budget_usd: 0.00001, price_per_million: { input: 1, output: 0 } }] } }',
    );
    const config = 'config' in parsed ? parsed.config : { tasks: {} };
    const access = { apiKey: 'k', baseUrl: standIn.url, model: undefined };
    const settings = { timeoutMs: 500, geminiSdk: 'genai' as const, providers: { gemini: access } };
    const calls: AiCall[] = [];
    const embedders = new TaskEmbedders({
      local: { current: () => Promise.resolve(null) },
      current: () => Promise.resolve({ settings, config } as any),
      ...UNRECORDED,
      calls: { add: (call) => Promise.resolve(void calls.push(call)) },
      spend: {
        today: () => Promise.resolve(calls.reduce((sum, { costMicros }) => sum + costMicros, 0)),
        add: () => Promise.resolve(),
      },
    });
    const embedder = (await embedders.current())!;
    standIn.script({ status: 401 }, { dimensions: 64 });
    await expect(embedder.embed(['one'], 'query')).rejects.toMatchObject({ code: 'model_rejected' });
    // Gemini names no tokens, so they are estimated.
    await embedder.embed(['a text of forty characters, to be counted'], 'passage');
    expect(calls).toMatchObject([
      { task: 'embed', provider: 'gemini', outcome: 'model_rejected', inputTokens: 0, costMicros: 0 },
      { task: 'embed', provider: 'gemini', outcome: 'ok', inputTokens: 11, costMicros: 11 },
    ]);
    await expect(embedder.embed(['two'], 'passage')).rejects.toMatchObject({ code: 'model_unavailable' });
    expect(calls).toHaveLength(2);
  });
});
