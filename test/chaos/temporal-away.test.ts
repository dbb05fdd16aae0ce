import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startTemporal } from '../../src/dev/servers/temporal.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { assigned, submit } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';

/** Long enough for the reconnecting clients to have reached their longest pauses. */
const AWAY_MS = 15_000;

describe('while Temporal is away', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-away-'));
  let port: number;
  let temporal: Awaited<ReturnType<typeof startTemporal>>;
  let holdfast: Holdfast;

  const start = () => startTemporal({ binary: process.env['HOLDFAST_TEST_TEMPORAL_BINARY']!, port, dataDir });

  beforeAll(async () => {
    [port = 0] = await freePorts(1);
    temporal = await start();
    holdfast = await startHoldfast({ environment: { TEMPORAL_ADDRESS: temporal.address } });
  });
  afterAll(async () => {
    await holdfast.close();
    await temporal.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('tickets are accepted, and picked up within 5 s of its return', async () => {
    const alice = await holdfast.client('alice');
    await assigned(alice, (await submit(alice)).number);
    await temporal.stop();
    const goneAt = Date.now();

    const ticket = await submit(alice);
    const { body: health } = await alice.get('/health');
    expect(health).toMatchObject({ status: 'degraded', services: { temporal: { status: 'down' } } });
    const admin = await holdfast.client('admin');
    const rerun = await admin.post('/api/v1/admin/rerun-ai', { fallback_only: true });
    expect(rerun).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(rerun.headers.get('retry-after')).toMatch(/^\d+$/);
    await waitFor('the outage to last', () => (Date.now() - goneAt > AWAY_MS ? true : undefined));

    temporal = await start();
    const backAt = Date.now();
    const tickets = holdfast.mongo.collection('tickets');
    await waitFor('the workflow to be started', async () =>
      (await tickets.findOne({ number: ticket.number, workflowStartedAt: { $ne: null } })) === null
        ? undefined
        : true,
    );
    expect(Date.now() - backAt).toBeLessThan(20_000);
    await assigned(alice, ticket.number);
  });
});
