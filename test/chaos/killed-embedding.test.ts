import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { startService } from '../support/processes/service.js';
import { startEmbeddingStandIn } from '../support/servers/embedding-stand-in.js';
import { waitFor } from '../support/wait-for.js';

const TICKETS = 2_000;
/** Vectors that are being made when the worker dies are made again. */
const MAX_AGAIN = 64;

describe('a worker that is killed while it fills in vectors', () => {
  let holdfast: Holdfast;
  let standIn: Awaited<ReturnType<typeof startEmbeddingStandIn>>;
  let dir: string;
  beforeAll(async () => {
    [holdfast, standIn, dir] = await Promise.all([
      startHoldfast({ worker: false }),
      startEmbeddingStandIn({ dimensions: 64 }),
      mkdtemp(join(tmpdir(), 'ai-')),
    ]);
  });
  afterAll(async () => {
    await holdfast.close();
    await standIn.close();
    await rm(dir, { recursive: true });
  });

  it('leaves the rest to the next one, which embeds no finished text again and records every call', async () => {
    const alice = await holdfast.client('alice');
    const { id: sample } = (await alice.post('/api/v1/tickets', { title: 'Sample', description: 'Sample' }))
      .body;
    const rows = (name: string) => holdfast.mongo.collection<any>(name);
    const [ticket, event] = await Promise.all([
      rows('tickets').findOne({ _id: sample }),
      rows('events').findOne({ ticketId: sample }),
    ]);
    const ids = Array.from({ length: TICKETS }, () => uuidv7());
    await rows('tickets').insertMany(
      ids.map((_id, at) => ({
        ...{
          ...ticket,
          _id,
          number: `TKT-2025-${String(at).padStart(7, '0')}`,
          title: `Ticket ${at} of many`,
        },
        ...{ status: 'closed', closedAt: ticket.createdAt, workflowStartedAt: ticket.createdAt },
      })),
    );
    await rows('events').insertMany(
      ids.map((ticketId) => ({ ...event, _id: uuidv7(), ticketId, publishedAt: event.at })),
    );
    const file = join(dir, 'ai.yaml');
    await writeFile(
      file,
      'tasks: { embed: { providers: [{ provider: openai, model: m, dimensions: 64, price_per_million: { input: 1000, output: 0 } }] } }',
    );
    const start = () =>
      startService(holdfast, 'src/worker.ts', 'worker ready', {
        ...{ AI_CONFIG_FILE: file, AI_EMBEDDINGS: 'off', FIGURES_ENABLED: 'false' },
        ...{
          OPENAI_API_KEY: 'stand-in-key-0123456789',
          OPENAI_BASE_URL: `${standIn.url}/v1`,
          AI_PROVIDER: 'local',
        },
      });
    const first = await start();
    const embedded = () => rows('ticket_vectors').countDocuments({});
    await waitFor('a part of the vectors', async () => ((await embedded()) > 500 ? true : undefined));
    await first.kill();
    const midway = await embedded();
    expect(midway).toBeLessThan(TICKETS);
    const second = await start();
    await waitFor('all vectors', async () => ((await embedded()) > TICKETS ? true : undefined));
    await second.stop();
    const texts = standIn.requests.flatMap(({ body }) => body.input as string[]);
    const again = texts.length - new Set(texts).size;
    expect([new Set(texts).size, again <= MAX_AGAIN || again]).toEqual([TICKETS + 1, true]);
    const calls = await rows('ai_calls').find({ task: 'embed' }).toArray();
    expect(calls.length).toBeGreaterThanOrEqual(TICKETS - MAX_AGAIN);
    expect(calls[0]).toMatchObject({ provider: 'openai', model: 'm', inputTokens: 7, costMicros: 7_000 });
  });
});
