import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startGeminiStandIn, GOOD_ANSWER, type GeminiStandIn } from '../support/servers/gemini-stand-in.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { startService, type Service } from '../support/processes/service.js';
import { assigned, submit, trail } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

/** The process promises to be gone by then (`src/run-until-stopped.ts`); a supervisor waits longer. */
const DEADLINE_MS = 12_000;

describe('the worker as production runs it', () => {
  const build = process.env['HOLDFAST_TEST_BUILD']!;
  let gemini: GeminiStandIn;
  let holdfast: Holdfast;
  const started: Service[] = [];

  beforeAll(async () => {
    gemini = await startGeminiStandIn();
    holdfast = await startHoldfast({ worker: false });
  });
  // One that encrypts writes what the others cannot read: no test leaves a worker to the next.
  afterEach(async () => {
    for (const service of started.splice(0)) await service.kill();
  });
  afterAll(async () => {
    await holdfast.close();
    await gemini.close();
  });

  const startWorker = async (environment: Readonly<Record<string, string>> = {}) => {
    const worker = await startService(holdfast, join(build, 'src', 'worker.js'), 'worker ready', {
      NODE_ENV: 'production',
      JWT_SECRET: 'a-secret-of-this-test-0123456789abcdef',
      PUBLIC_URL: holdfast.url,
      GEMINI_API_KEY: 'a-key',
      GEMINI_BASE_URL: gemini.url,
      RATE_LIMIT_DISABLED: 'false',
      ...environment,
    });
    started.push(worker);
    return worker;
  };

  it('asked to stop during an activity, finishes it, does nothing twice, and ends well in time', async () => {
    const alice = await holdfast.client('alice');
    gemini.script({ kind: 'answer', answer: GOOD_ANSWER, delayMs: 3_000 });
    const worker = await startWorker();
    const { number } = await submit(alice);
    await waitFor('the model to be asked', () => (gemini.requests.length === 1 ? true : undefined));
    const askedAt = Date.now();
    expect(await worker.stop()).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(DEADLINE_MS);
    const events = holdfast.mongo.collection('events');
    const triaged = () => events.countDocuments({ ticketNumber: number, type: 'ticket.triaged' });
    expect(await triaged()).toBe(1);

    await startWorker();
    const ticket = await assigned(alice, number);
    await holdfast.sink.received(1, (mail) => mail.subject?.includes(`[${number}] Assigned`) === true);
    expect(gemini.requests).toHaveLength(1);
    expect(await triaged()).toBe(1);
    const actions = (await trail(await holdfast.client('admin'), number)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'ticket.assigned')).toHaveLength(1);
    expect(ticket.assignee).not.toBeNull();
  });

  it('loads only the bundle of the build', async () => {
    const worker = await startWorker();
    expect(worker.log()).toContain(`"workflows":"${join(build, 'workflow-bundle.js')}"`);
    const encrypting = await startWorker({
      TEMPORAL_CODEC_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}`,
    });
    expect(encrypting.log()).toContain(`"workflows":"${join(build, 'workflow-bundle-encrypting.js')}"`);
  });

  it('serves metrics to Prometheus if an address is set', async () => {
    const [port = 0] = await freePorts(1);
    await startWorker({ TEMPORAL_METRICS_ADDRESS: `127.0.0.1:${port}` });
    await assigned(await holdfast.client('alice'), (await submit(await holdfast.client('alice'))).number);
    const metrics = await waitFor('the metrics', async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return text.includes('temporal_worker_task_slots_available') ? text : undefined;
    });
    expect(metrics).toMatch(/temporal_worker_task_slots_available\{[^}]*task_queue="t\w+-lifecycle"/);
    expect(metrics).toMatch(/temporal_request_latency_bucket\{/);
  });
});
