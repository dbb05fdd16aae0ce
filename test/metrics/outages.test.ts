import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMongod } from '../../src/dev/servers/mongod.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import { startTemporal } from '../../src/dev/servers/temporal.js';
import { figuresWhen, metricsPorts, readFigures } from '../support/figures.js';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { assigned, submit } from '../support/tickets/tickets.js';

describe('figures for Prometheus, in an outage', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-figures-'));
  let mongod: Awaited<ReturnType<typeof startMongod>>;
  let temporal: Awaited<ReturnType<typeof startTemporal>>;
  let temporalPort: number;
  let holdfast: Holdfast;
  let apiPort: number;
  let workerPort: number;

  const startOwnTemporal = () =>
    startTemporal({ binary: process.env['HOLDFAST_TEST_TEMPORAL_BINARY']!, port: temporalPort, dataDir });

  beforeAll(async () => {
    const [mongoPort = 0, portOfTemporal = 0] = await freePorts(2);
    temporalPort = portOfTemporal;
    [apiPort, workerPort] = await metricsPorts();
    const binary = process.env['HOLDFAST_TEST_MONGOD_BINARY']!;
    [mongod, temporal] = await Promise.all([
      startMongod({ binary, port: mongoPort, dataDir }),
      startOwnTemporal(),
    ]);
    holdfast = await startHoldfast({
      environment: {
        MONGODB_URI: mongod.uri,
        TEMPORAL_ADDRESS: temporal.address,
        METRICS_PORT: String(apiPort),
        WORKER_METRICS_PORT: String(workerPort),
      },
    });
  });
  afterAll(async () => {
    await holdfast.close();
    await Promise.all([temporal.stop(), mongod.stop()]);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  it('of Temporal: the outbox grows, the relay counts failures, and later its delay', async () => {
    const alice = await holdfast.client('alice');
    await assigned(alice, (await submit(alice)).number);
    await temporal.stop();
    const { number } = await submit(alice);
    const away = await figuresWhen(
      workerPort,
      'the relay to have failed',
      (figures) =>
        (figures.of('holdfast_relay_failures_total', { step: 'publish' }) ?? 0) > 0 &&
        (figures.of('holdfast_outbox_oldest_age_seconds') ?? 0) > 1,
    );
    expect(away.of('holdfast_outbox_events')).toBe(1);
    expect(away.of('holdfast_service_up', { service: 'temporal' })).toBe(0);
    expect(away.of('holdfast_service_up', { service: 'mongo' })).toBe(1);
    temporal = await startOwnTemporal();
    await assigned(alice, number);
    const back = await figuresWhen(
      workerPort,
      'an empty outbox',
      (figures) => figures.of('holdfast_outbox_events') === 0,
    );
    const late = (figures: typeof back) =>
      figures.of('holdfast_relay_lag_seconds_count')! -
      figures.of('holdfast_relay_lag_seconds_bucket', { le: '1' })!;
    expect(late(back)).toBeGreaterThanOrEqual(1);
  });

  it('of MongoDB: metrics are still served, without its values', async () => {
    const state = /^holdfast_(outbox|deliveries_(waiting|oldest)|mails_in_(waiting|oldest)|sweep_)/u;
    process.kill(mongod.pid, 'SIGSTOP');
    try {
      const away = await figuresWhen(
        apiPort,
        'the outage to be seen',
        (figures) => figures.of('holdfast_service_up', { service: 'mongo' }) === 0,
      );
      expect(away.samples.filter(({ name }) => state.test(name))).toEqual([]);
      expect(away.of('holdfast_state_read_failures_total', { state: 'outbox' })).toBeGreaterThanOrEqual(1);
      expect(away.of('holdfast_http_request_duration_seconds_count')).toBeGreaterThan(0);
      // Many at once wait for the same reading.
      await Promise.all(Array.from({ length: 20 }, () => readFigures(apiPort)));
    } finally {
      process.kill(mongod.pid, 'SIGCONT');
    }
    await figuresWhen(
      apiPort,
      'the database to be back',
      (figures) => figures.of('holdfast_outbox_events') === 0,
    );
  });
});
