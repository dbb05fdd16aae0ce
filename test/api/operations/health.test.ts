import { describe, expect, it } from '@jest/globals';
import { ClamdScanner } from '../../../src/adapters/files/clamd-scanner.js';
import { probeScanner } from '../../../src/adapters/system/probe-scanner.js';
import { probeInbound } from '../../../src/adapters/system/probe-inbound.js';
import { probeSearch } from '../../../src/adapters/system/probe-search.js';
import type { HealthProbe, Service } from '../../../src/ports/operations/health.js';
import type { Client } from '../../support/http-client.js';
import { serveWith } from '../../support/api/serve.js';
import { withPeople } from '../../support/api/people.js';

const people = withPeople();

const ok: HealthProbe = () => Promise.resolve({ status: 'ok', latencyMs: 1.23 });
const down: HealthProbe = () =>
  Promise.resolve({ status: 'down', latencyMs: 2, reason: 'secret-host refused' });

/** A client of a system of which these services are down. */
async function without(services: readonly Service[], use: (client: Client) => Promise<void>): Promise<void> {
  const probe = (service: Service) => (services.includes(service) ? down : ok);
  const probes = {
    mongo: probe('mongo'),
    temporal: probe('temporal'),
    worker: probe('worker'),
    smtp: probe('smtp'),
    ai: probe('ai'),
  };
  await serveWith(people.holdfast, { probes }, use);
}

describe('GET /health', () => {
  it('says how the real services are', async () => {
    for (const path of ['/health', '/api/v1/health'] as const) {
      const { data, response } = await people.nobody.api.GET(path);
      expect(response.status).toBe(200);
      expect(data!.services).toMatchObject({
        mongo: { status: 'ok' },
        temporal: { status: 'ok' },
        smtp: { status: 'ok' },
      });
      expect(data!.services.mongo.latency_ms).toBeGreaterThanOrEqual(0);
    }
  });

  it('does not ask the mail server each time that it is asked', async () => {
    const connections = people.holdfast.sink.connections();
    const answers = await Promise.all(Array.from({ length: 20 }, () => people.nobody.api.GET('/health')));
    expect(new Set(answers.map(({ data }) => data!.services.smtp.status))).toEqual(new Set(['ok']));
    // Another five seconds may have begun.
    expect(people.holdfast.sink.connections() - connections).toBeLessThan(answers.length / 2);
  });

  it('is 200 while tickets are accepted', async () => {
    await without([], async ({ api }) => {
      const { data, response } = await api.GET('/health');
      expect({ status: response.status, data }).toMatchObject({ status: 200, data: { status: 'ok' } });
    });
    await without(['temporal', 'worker', 'smtp', 'ai'], async ({ api }) => {
      const { data, response } = await api.GET('/health');
      expect({ status: response.status, data }).toMatchObject({ status: 200, data: { status: 'degraded' } });
      expect(data!.services.smtp).toEqual({ status: 'down', latency_ms: 2 });
    });
  });

  it('is 503 without the database, and keeps the reason to itself', async () => {
    await without(['mongo'], async ({ api }) => {
      const health = await api.GET('/health');
      expect(health.response.status).toBe(503);
      expect(health.response.headers.get('retry-after')).toBe('2');
      expect(health.error!.status).toBe('down');
      expect(JSON.stringify(health.error)).not.toContain('secret-host');
      const ready = await api.GET('/health/ready');
      expect([ready.response.status, ready.error]).toEqual([503, { status: 'down' }]);
      const live = await api.GET('/health/live');
      expect([live.response.status, live.data]).toEqual([200, { status: 'ok' }]);
    });
  });

  it('asks the virus scanner, and is degraded while it is down', async () => {
    expect((await people.nobody.api.GET('/health')).data!.services.clamd.status).toBe('off');
    const { probes } = people.holdfast.deps;
    const scannerProbe = probeScanner(new ClamdScanner('tcp://127.0.0.1:1'));
    const well = { ...probes, worker: ok, ai: ok };
    await serveWith(people.holdfast, { scannerProbe, probes: well }, async ({ api }) => {
      const { data } = await api.GET('/health');
      expect(data).toMatchObject({ status: 'degraded', services: { clamd: { status: 'down' } } });
    });
  });

  it('shows how long the oldest mail waits, and is degraded when that is too long', async () => {
    const mails = people.holdfast.mongo.collection<{ _id: string }>('received_mails');
    const waiting = (minutes: number) => ({
      _id: `mail-${String(100 - minutes)}`,
      key: `key-${minutes}`,
      state: 'kept',
      receivedAt: new Date(Date.now() - minutes * 60_000),
    });
    const inbound = async () => {
      const { data, response } = await people.nobody.api.GET('/health');
      return [response.status, data!.status, data!.services.inbound] as const;
    };
    expect(await inbound()).toMatchObject([
      200,
      expect.any(String),
      { status: 'ok', oldest_waiting_seconds: null },
    ]);
    await mails.insertOne(waiting(5));
    expect(await inbound()).toMatchObject([200, expect.any(String), { status: 'ok' }]);
    await mails.insertOne(waiting(20));
    const [code, status, late] = await inbound();
    expect([code, status, late.status]).toEqual([200, 'degraded', 'degraded']);
    expect(late.oldest_waiting_seconds).toBeGreaterThanOrEqual(1_200);
    // One that is put aside waits for people.
    await mails.updateOne({ key: 'key-20' }, { $set: { state: 'failed' } });
    const [, , after] = await inbound();
    expect(after).toMatchObject({ status: 'ok' });
    expect(after.oldest_waiting_seconds).toBeLessThan(900);
    await mails.deleteMany({ key: /^key-/u });
  });

  it('is degraded if the wait of mail is unknown', async () => {
    const backlogStats = { oldestMailWaiting: () => Promise.reject(new Error('secret-host refused')) };
    const inboundProbe = probeInbound(backlogStats, people.holdfast.deps.clock);
    await serveWith(people.holdfast, { inboundProbe }, async ({ api }) => {
      const { data, response } = await api.GET('/health');
      expect({ code: response.status, data }).toMatchObject({
        code: 200,
        data: { status: 'degraded', services: { inbound: { status: 'down', oldest_waiting_seconds: null } } },
      });
      expect(JSON.stringify(data)).not.toContain('secret-host');
    });
  });

  it('says how far the search is, and is well without it', async () => {
    const { body } = await people.nobody.get('/health');
    expect(body.services.search).toMatchObject({ articles: 0, latency_ms: expect.any(Number) });
    const searchProbe = probeSearch({
      ...{ state: { state: 'current', indexed: 7 }, lagSeconds: 31 },
      byWords: () => Promise.resolve([]),
    });
    const probes = { mongo: ok, temporal: ok, worker: ok, smtp: ok, ai: ok };
    await serveWith(people.holdfast, { searchProbe, probes }, async ({ api }) => {
      const { data } = await api.GET('/health');
      expect(data).toMatchObject({
        status: 'ok',
        services: { search: { status: 'degraded', state: 'current', articles: 7, lag_seconds: 31 } },
      });
    });
  });

  it('is ready while the database answers', async () => {
    const { data, response } = await people.nobody.api.GET('/health/ready');
    expect([response.status, data]).toEqual([200, { status: 'ok' }]);
  });
});
