import { describe, expect, it } from '@jest/globals';
import type { HealthProbe, Service } from '../../src/ports/health.js';
import type { Client } from '../support/http-client.js';
import { serveWith } from './serve.js';
import { withPeople } from './people.js';

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
    for (const path of ['/health', '/api/v1/health']) {
      const { status, body } = await people.nobody.get(path);
      expect(status).toBe(200);
      expect(body.services).toMatchObject({
        mongo: { status: 'ok' },
        temporal: { status: 'ok' },
        smtp: { status: 'ok' },
      });
      expect(body.services.mongo.latency_ms).toBeGreaterThanOrEqual(0);
    }
  });

  it('is 200 while tickets are accepted', async () => {
    await without([], async (client) => {
      const { status, body } = await client.get('/health');
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'ok' } });
    });
    await without(['temporal', 'worker', 'smtp', 'ai'], async (client) => {
      const { status, body } = await client.get('/health');
      expect({ status, body }).toMatchObject({ status: 200, body: { status: 'degraded' } });
      expect(body.services.smtp).toEqual({ status: 'down', latency_ms: 2 });
    });
  });

  it('is 503 without the database, and keeps the reason to itself', async () => {
    await without(['mongo'], async (client) => {
      const health = await client.get('/health');
      expect(health.status).toBe(503);
      expect(health.body.status).toBe('down');
      expect(JSON.stringify(health.body)).not.toContain('secret-host');
      const ready = await client.get('/health/ready');
      expect([ready.status, ready.body]).toEqual([503, { status: 'down' }]);
      const live = await client.get('/health/live');
      expect([live.status, live.body]).toEqual([200, { status: 'ok' }]);
    });
  });

  it('is ready while the database answers', async () => {
    const ready = await people.nobody.get('/health/ready');
    expect([ready.status, ready.body]).toEqual([200, { status: 'ok' }]);
  });
});
