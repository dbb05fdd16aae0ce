import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PasswordHasher } from '../../../src/ports/accounts/security.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { expectProblem } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const LOGIN = '/api/v1/auth/login';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false, environment: { RATE_LIMIT_DISABLED: 'false' } });
});
afterAll(() => holdfast.close());

/** Counts how often a password is really hashed. */
function countingHasher(hasher: PasswordHasher) {
  const counted = { hashes: 0 };
  const counting: PasswordHasher = {
    hash: (password) => hasher.hash(password),
    verify: (hash, password) => {
      counted.hashes++;
      return hasher.verify(hash, password);
    },
  };
  return { counting, counted };
}

function login(client: Client, address: string, email: string, password = 'a guess') {
  return client.with({ 'x-forwarded-for': address }).post(LOGIN, { email, password });
}

describe('password guessing', () => {
  it.each(['alice@holdfast.local', 'nobody@holdfast.local'])(
    'is refused soon, without hashing (%s)',
    async (email) => {
      const { counting, counted } = countingHasher(holdfast.deps.hasher);
      const parts = { hasher: counting, trustedProxies: ['loopback'] };
      await serveWith(holdfast, parts, async (client) => {
        const here = email === 'alice@holdfast.local' ? '192.0.2.1' : '192.0.2.2';
        for (let index = 0; index < 10; index++) {
          expectProblem(await login(client, here, email), 401, 'unauthenticated');
        }
        const refused = await login(client, here, ` ${email.toUpperCase()}`, 'holdfast-demo');
        expectProblem(refused, 429, 'too_many_requests');
        const seconds = Number(refused.headers.get('retry-after'));
        expect(seconds).toBeGreaterThanOrEqual(1);
        expect(seconds).toBeLessThanOrEqual(30 * 60);
        expect(refused.body.detail).toBe(
          `Too many attempts to sign in have failed. Try again in ${seconds} s, or reset your password by mail.`,
        );
        expect(counted.hashes).toBe(10);
        expect((await login(client, '192.0.2.3', 'alice@holdfast.local', 'holdfast-demo')).status).toBe(200);
      });
    },
  );

  it('is refused as soon on the codec page, for any spelling of the address', async () => {
    const email = 'admin@holdfast.local';
    const enter = (spelling: string, password: string) =>
      fetch(`${holdfast.url}/temporal/codec`, {
        method: 'POST',
        body: new URLSearchParams({ email: spelling, password }),
      });
    for (let index = 0; index < 10; index++) {
      const spelling =
        index % 2 === 0 ? ` ${email}` : email.slice(0, index).toUpperCase() + email.slice(index);
      expect((await enter(spelling, 'a guess')).status).toBe(401);
    }
    const refused = await enter(`${email} `, 'holdfast-demo');
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([429, []]);
    expect(refused.headers.get('ratelimit-policy')).toContain('"sign_in"');
  });

  it('does not lock out the owner, whose network is known', async () => {
    const email = 'maya@holdfast.local';
    await serveWith(holdfast, { trustedProxies: ['loopback'] }, async (client) => {
      expect((await login(client, '192.0.2.10', email, 'holdfast-demo')).status).toBe(200);
      for (let index = 0; index < 150; index++) {
        expectProblem(await login(client, `198.51.${index}.1`, email), 401, 'unauthenticated');
      }
      const stranger = await login(client, '198.51.200.1', email, 'holdfast-demo');
      expectProblem(stranger, 429, 'too_many_requests');
      expect((await login(client, '192.0.2.10', email, 'holdfast-demo')).status).toBe(200);
    });
  });

  it('is refused soon in a stolen session, and the security events show it', async () => {
    const email = 'carol@holdfast.local';
    await serveWith(holdfast, { trustedProxies: ['loopback'] }, async (client) => {
      const { body } = await login(client, '192.0.2.20', email, 'holdfast-demo');
      const thief = client.with({
        'x-forwarded-for': '192.0.2.21',
        authorization: `Bearer ${body.access_token}`,
      });
      const change = (current: string) =>
        thief.post('/api/v1/auth/change-password', {
          current_password: current,
          new_password: 'theirs now 1',
        });
      for (let index = 0; index < 10; index++) {
        expectProblem(await change('a guess'), 422, 'invalid_input');
      }
      expectProblem(await change('holdfast-demo'), 429, 'too_many_requests');
      expect((await login(client, '192.0.2.20', email, 'holdfast-demo')).status).toBe(200);
    });
    const facts = await holdfast.mongo
      .collection('events')
      .find({ kind: 'account', address: '192.0.2.21' })
      .sort({ _id: 1 })
      .toArray();
    expect(facts.map(({ type }) => String(type))).toEqual([
      ...Array<string>(10).fill('account.sign_in_failed'),
      'account.sign_in_refused',
    ]);
    expect(new Set(facts.map(({ account }) => account.name))).toEqual(new Set(['Carol']));
    expect(facts[10]!['details']).toEqual({ method: 'change of password' });
  });

  it('stores no client address and no e-mail address', async () => {
    const rows = await holdfast.mongo.collection('known_addresses').find().toArray();
    expect(rows.length).toBeGreaterThan(0);
    for (const { _id, expiresAt, ...rest } of rows) {
      expect(rest).toEqual({});
      expect(String(_id)).toMatch(/^[\w-]{43}$/u);
      const days = ((expiresAt as Date).getTime() - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(29.9);
      expect(days).toBeLessThanOrEqual(30);
    }
  });
});
