import { describe, expect, it } from '@jest/globals';
import { webhookSigner } from '../../../src/adapters/auth/webhook-signer.js';
import { EndpointCache } from '../../../src/app/webhooks/endpoint-cache.js';
import { EndpointHealth } from '../../../src/app/webhooks/endpoint-health.js';
import { outcomeOf, type WebhookAttempt } from '../../../src/domain/webhooks/delivery.js';
import {
  editEndpoint,
  hasFailedTooLong,
  rotateSecret,
  signingSecrets,
  wantsEvent,
  type WebhookEndpoint,
} from '../../../src/domain/webhooks/endpoint.js';
import { addDays, addMinutes } from '../../../src/domain/time.js';
import { isSigned } from '../../support/servers/webhook-receiver.js';

const NOW = new Date('2026-12-01T12:00:00Z');
const ENDPOINT: WebhookEndpoint = {
  id: 'e1',
  url: 'https://hooks.example.com/',
  description: null,
  events: ['ticket.created'],
  text: 'none',
  isOrdered: false,
  state: 'active',
  disabled: null,
  secret: 'first',
  formerSecret: null,
  ownerId: 'admin',
  failingSince: NOW,
  activeSince: NOW,
  createdAt: NOW,
  version: 1,
};

describe('an endpoint', () => {
  it('gets the types that it chose, or all, while it is active', () => {
    expect(wantsEvent(ENDPOINT, 'ticket.created')).toBe(true);
    expect(wantsEvent(ENDPOINT, 'sla.breached')).toBe(false);
    expect(wantsEvent({ ...ENDPOINT, events: [] }, 'sla.breached')).toBe(true);
    expect(wantsEvent({ ...ENDPOINT, state: 'disabled' }, 'ticket.created')).toBe(false);
  });

  it('is disabled and enabled by hand, and then has no failures', () => {
    const off = editEndpoint(ENDPOINT, { state: 'disabled' }, NOW);
    expect(off).toMatchObject({ disabled: { reason: 'by_hand', at: NOW }, version: 2, activeSince: NOW });
    const later = addDays(NOW, 1);
    const on = editEndpoint(off, { state: 'active' }, later);
    expect(on).toMatchObject({ disabled: null, failingSince: null, activeSince: later, version: 3 });
  });

  it('signs with both secrets for a day after a rotation', () => {
    const rotated = rotateSecret(ENDPOINT, 'second', NOW);
    expect(signingSecrets(rotated, addMinutes(NOW, 24 * 60 - 1))).toEqual(['second', 'first']);
    expect(signingSecrets(rotated, addMinutes(NOW, 24 * 60))).toEqual(['second']);
    expect(signingSecrets(rotateSecret(rotated, 'third', NOW), NOW)).toEqual(['third', 'second']);
  });

  it('has failed too long after five days', () => {
    expect(hasFailedTooLong(null, NOW)).toBe(false);
    expect(hasFailedTooLong(NOW, addMinutes(addDays(NOW, 5), -1))).toBe(false);
    expect(hasFailedTooLong(NOW, addDays(NOW, 5))).toBe(true);
  });
});

describe('an attempt', () => {
  const attempt = (found: Partial<WebhookAttempt>): WebhookAttempt => ({
    ...{ at: NOW, durationMs: 1, status: null, fault: null, answer: null, ...found },
  });
  const context = { now: NOW, random: 0.5, retryAfterSeconds: null };

  it.each([200, 202, 204, 299])('has delivered with %i', (status) => {
    expect(outcomeOf(1, attempt({ status }), context)).toEqual({ state: 'delivered', nextAttemptAt: null });
  });

  it.each([
    { status: 302 },
    { status: 404 },
    { status: 500 },
    { fault: 'timed_out' },
    { fault: 'address_refused' },
  ] as const)('is repeated after %j, ten times at most', (found) => {
    expect(outcomeOf(1, attempt(found), context)).toEqual({
      state: 'pending',
      nextAttemptAt: new Date(NOW.getTime() + 5_000),
    });
    expect(outcomeOf(10, attempt(found), context).state).toBe('failed');
  });

  it.each([{ status: 410 }, { fault: 'endpoint_disabled' }] as const)('is the last one after %j', (found) => {
    expect(outcomeOf(1, attempt(found), context).state).toBe('failed');
  });
});

describe('the health of endpoints', () => {
  const ok = { isDown: false, pauseSeconds: null };
  const down = { isDown: true, pauseSeconds: null };

  it('lets twelve requests to an endpoint run at once, and others are free', () => {
    const health = new EndpointHealth();
    const admissions = Array.from({ length: 13 }, () => health.begin('slow', 0));
    expect(admissions).toEqual([...Array.from({ length: 12 }, () => 'admitted'), 'busy']);
    expect(health.begin('other', 0)).toBe('admitted');
    health.end('slow', 0, ok);
    expect(health.begin('slow', 0)).toBe('admitted');
  });

  it('probes a dead endpoint at growing intervals, and opens it after a success', () => {
    const health = new EndpointHealth();
    for (let count = 0; count < 5; count += 1) {
      expect(health.begin('dead', 0)).toBe('admitted');
      health.end('dead', 0, down);
    }
    expect(health.begin('dead', 4_999)).toBe('failing');
    expect(health.begin('dead', 5_000)).toBe('admitted');
    // One probe at a time.
    expect(health.begin('dead', 5_000)).toBe('failing');
    health.end('dead', 5_000, down);
    expect(health.begin('dead', 14_999)).toBe('failing');
    expect(health.begin('dead', 15_000)).toBe('admitted');
    health.end('dead', 15_000, ok);
    expect([health.begin('dead', 15_000), health.begin('dead', 15_000)]).toEqual(['admitted', 'admitted']);
  });

  it('slows down when asked to, for a minute at most', () => {
    const health = new EndpointHealth();
    health.begin('limited', 0);
    health.end('limited', 0, { isDown: false, pauseSeconds: 3_600 });
    expect(health.begin('limited', 59_999)).toBe('busy');
    expect(health.begin('limited', 60_000)).toBe('admitted');
  });
});

describe('the list of endpoints in memory', () => {
  it('is read once a second at most, however many events ask, and for an unknown one', async () => {
    let [reads, now] = [0, 0];
    const cache = new EndpointCache(
      {
        all: () => {
          reads += 1;
          return Promise.resolve(reads < 3 ? [] : [ENDPOINT]);
        },
      },
      () => now,
    );
    await Promise.all([cache.list(), cache.list(), cache.list()]);
    now = 999;
    expect(await cache.list()).toEqual([]);
    expect(reads).toBe(1);
    now = 1_000;
    await cache.list();
    expect(reads).toBe(2);
    expect(await cache.find('e1')).toBe(ENDPOINT);
    expect(await cache.find('e1')).toBe(ENDPOINT);
    expect(reads).toBe(3);
    expect(await cache.find('unknown')).toBeNull();
  });
});

describe('a signature', () => {
  const secrets = [webhookSigner.newSecret(), webhookSigner.newSecret()];

  it('verifies with each secret, and with no other secret, body, id or time', () => {
    const text = '{"type":"webhook.test"}';
    const headers = webhookSigner.headers(secrets, { id: 'm1', at: new Date(), body: text });
    const received = { path: '/', headers, text, body: null, at: 0 };
    expect(secrets.map((secret) => isSigned(received, secret))).toEqual([true, true]);
    expect(isSigned(received, webhookSigner.newSecret())).toBe(false);
    const [first = ''] = secrets;
    expect(isSigned({ ...received, text: `${text} ` }, first)).toBe(false);
    expect(isSigned({ ...received, headers: { ...headers, 'webhook-id': 'm2' } }, first)).toBe(false);
  });

  it.each([-310, 310])('is refused when the clocks differ by %i seconds', (seconds) => {
    const [secret = ''] = secrets;
    const at = new Date(Date.now() + seconds * 1_000);
    const headers = webhookSigner.headers([secret], { id: 'm1', at, body: '{}' });
    expect(isSigned({ path: '/', headers, text: '{}', body: null, at: 0 }, secret)).toBe(false);
  });
});
