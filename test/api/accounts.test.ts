import { describe, expect, it } from '@jest/globals';
import type { CheckedClient } from './contract.js';
import { expectProblem, faultPaths, withPeople } from './people.js';
import { serveWith } from './serve.js';

const people = withPeople();
const AUTH = '/api/v1/auth';
const PASSWORD = 'correct horse battery staple';

let count = 0;

/** A new account, signed in. */
async function someone(role?: string) {
  count += 1;
  const email = `someone-${count}@example.org`;
  const { body } = await people.nobody.post(`${AUTH}/register`, {
    email,
    password: PASSWORD,
    name: `Someone ${count}`,
  });
  const { id } = body.user;
  if (role !== undefined) {
    expect((await people.admin.at(1).patch(`/api/v1/users/${id}`, { role })).status).toBe(200);
  }
  const session = await signIn(email);
  return { id, email, session, client: bearer(session) };
}

async function signIn(email: string, password = PASSWORD) {
  const { status, body } = await people.nobody.post(`${AUTH}/login`, { email, password });
  expect(status).toBe(200);
  return body;
}

function bearer(session: { access_token: string }): CheckedClient {
  return people.nobody.with({ authorization: `Bearer ${session.access_token}` });
}

const refresh = (token: string) => people.nobody.post(`${AUTH}/refresh`, { refresh_token: token });

describe('POST /auth/register', () => {
  it('makes an account whose role is user, whatever the body says', async () => {
    const { status, body } = await people.nobody.post(`${AUTH}/register`, {
      email: ' Dave@Example.org ',
      password: PASSWORD,
      name: 'Dave',
      role: 'admin',
      capacity: 99,
      is_active: false,
    });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({
      email: 'dave@example.org',
      name: 'Dave',
      role: 'user',
      capacity: 0,
      is_active: true,
    });
    expect(JSON.stringify(body)).not.toMatch(/argon2|horse/u);
    const me = await bearer(await signIn('dave@example.org')).get(`${AUTH}/me`);
    expect(me.body).toEqual(body.user);
  });

  it('makes one account of a request that is sent again, also when its answer was lost', async () => {
    const again = people.nobody.with({ 'idempotency-key': 'register-fay' });
    const fay = { email: 'fay@example.org', password: PASSWORD, name: 'Fay' };
    const first = await again.post(`${AUTH}/register`, fay);
    await people.holdfast.mongo
      .collection('idempotency_keys')
      .updateMany({}, { $unset: { answer: '' }, $set: { lockedUntil: new Date(0) } });
    const second = await again.post(`${AUTH}/register`, fay);
    expect([second.status, second.body]).toEqual([201, first.body]);
    const other = await again.post(`${AUTH}/register`, { ...fay, password: 'another password' });
    expectProblem(other, 422, 'idempotency_mismatch');
  });

  it('says that an address is taken, in any case', async () => {
    const { email } = await someone();
    const again = { email: email.toUpperCase(), password: PASSWORD, name: 'Other' };
    expectProblem(await people.nobody.post(`${AUTH}/register`, again), 409, 'duplicate');
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['email', 'name', 'password']],
    ['a short password', { email: 'x@example.org', password: '1234567', name: 'X' }, ['password']],
    ['no address', { email: 'x', password: PASSWORD, name: 'X' }, ['email']],
    ['a name with a line break', { email: 'x@example.org', password: PASSWORD, name: 'X\nBcc: y' }, ['name']],
    [
      'operators',
      { email: { $gt: '' }, password: { $gt: '' }, name: { $gt: '' } },
      ['email', 'name', 'password'],
    ],
  ])('refuses %s', async (_, body, paths) => {
    const answer = await people.nobody.post(`${AUTH}/register`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});

describe('refresh tokens', () => {
  it('work once each, and the new ones work on', async () => {
    const { session } = await someone();
    const first = await refresh(session.refresh_token);
    expect(first.status).toBe(200);
    expect(first.body.refresh_token).not.toBe(session.refresh_token);
    const second = await refresh(first.body.refresh_token);
    expect(second.status).toBe(200);
    for (const { access_token } of [session, first.body, second.body]) {
      expect((await bearer({ access_token }).get(`${AUTH}/me`)).status).toBe(200);
    }
  });

  it('end the whole family when an old one is used again', async () => {
    const { id, session, client, email } = await someone();
    const other = await signIn(email);
    const { body: next } = await refresh(session.refresh_token);
    expectProblem(await refresh(session.refresh_token), 401, 'unauthenticated');
    expectProblem(await refresh(next.refresh_token), 401, 'unauthenticated');
    expectProblem(await client.get(`${AUTH}/me`), 401, 'unauthenticated');
    expectProblem(await bearer(next).get(`${AUTH}/me`), 401, 'unauthenticated');
    // Another sign-in of the same person is another family.
    expect((await bearer(other).get(`${AUTH}/me`)).status).toBe(200);
    const { body } = await people.admin.get(
      `/api/v1/admin/security-events?user=${id}&action=account.refresh_token_reused`,
    );
    expect(body.security_events).toHaveLength(1);
  });

  it('let one of two win who use the same at once', async () => {
    const { session } = await someone();
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(session.refresh_token)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(3);
  });

  it('are kept by their hash only, and are no access tokens, nor the other way round', async () => {
    const { session } = await someone();
    const kept = await people.holdfast.mongo.collection('refresh_tokens').find().toArray();
    expect(JSON.stringify(kept)).not.toContain(session.refresh_token.slice(4));
    expectProblem(
      await bearer({ access_token: session.refresh_token }).get(`${AUTH}/me`),
      401,
      'unauthenticated',
    );
    expectProblem(await refresh(session.access_token), 401, 'unauthenticated');
  });

  it.each([
    ['unknown', `hfr_${'x'.repeat(43)}`],
    ['of no form', 'x'],
  ])('are refused when %s', async (_, token) => {
    expectProblem(await refresh(token), 401, 'unauthenticated');
  });

  it('are refused after seven days, as is the access token', async () => {
    const { session, client, id } = await someone();
    const { mongo } = people.holdfast;
    const past = { $set: { expiresAt: new Date(Date.now() - 1000) } };
    await mongo.collection('refresh_tokens').updateMany({}, past);
    expectProblem(await refresh(session.refresh_token), 401, 'unauthenticated');
    expect((await client.get(`${AUTH}/me`)).status).toBe(200);
    await mongo.collection('sessions').updateMany({ 'person.id': id }, past);
    expectProblem(await client.get(`${AUTH}/me`), 401, 'unauthenticated');
  });
});

describe('what takes effect at once', () => {
  it('a sign-out, for this session alone', async () => {
    const { email, session, client } = await someone();
    const other = bearer(await signIn(email));
    const answer = await client.post(`${AUTH}/logout`);
    expect([answer.status, answer.body]).toEqual([204, '']);
    expectProblem(await client.get(`${AUTH}/me`), 401, 'unauthenticated');
    expectProblem(await refresh(session.refresh_token), 401, 'unauthenticated');
    expect((await other.get(`${AUTH}/me`)).status).toBe(200);
  });

  it('a new role, up and down', async () => {
    const { id, client } = await someone();
    expectProblem(await client.get('/api/v1/users'), 403, 'forbidden');
    await people.admin.at(1).patch(`/api/v1/admin/users/${id}`, { role: 'manager' });
    expect((await client.get('/api/v1/users')).status).toBe(200);
    await people.admin.at(2).patch(`/api/v1/admin/users/${id}`, { role: 'user' });
    expectProblem(await client.get('/api/v1/users'), 403, 'forbidden');
  });

  it('a deactivation, and neither password nor tokens help', async () => {
    const { id, email, session, client } = await someone();
    expect((await people.admin.at(1).patch(`/api/v1/users/${id}`, { is_active: false })).status).toBe(200);
    expectProblem(await client.get(`${AUTH}/me`), 401, 'unauthenticated');
    expectProblem(await refresh(session.refresh_token), 401, 'unauthenticated');
    expectProblem(
      await people.nobody.post(`${AUTH}/login`, { email, password: PASSWORD }),
      401,
      'unauthenticated',
    );
    await people.admin.at(2).patch(`/api/v1/users/${id}`, { is_active: true });
    expectProblem(await client.get(`${AUTH}/me`), 401, 'unauthenticated');
    await signIn(email);
  });

  it('an erasure', async () => {
    const { id, client, email } = await someone();
    expect((await people.admin.send('DELETE', `/api/v1/users/${id}`)).status).toBe(204);
    expectProblem(await client.get(`${AUTH}/me`), 401, 'unauthenticated');
    expectProblem(await people.admin.get(`/api/v1/users/${id}`), 404, 'not_found');
    // The address is free again.
    const again = { email, password: PASSWORD, name: 'Again' };
    expect((await people.nobody.post(`${AUTH}/register`, again)).status).toBe(201);
  });

  it('a new password, for every other session', async () => {
    const { email, client } = await someone();
    const other = bearer(await signIn(email));
    const change = { current_password: PASSWORD, new_password: 'another good password' };
    const wrong = await client.post(`${AUTH}/change-password`, { ...change, current_password: 'guess' });
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['current_password']);
    expect((await client.post(`${AUTH}/change-password`, change)).status).toBe(204);
    expect((await client.get(`${AUTH}/me`)).status).toBe(200);
    expectProblem(await other.get(`${AUTH}/me`), 401, 'unauthenticated');
    expectProblem(
      await people.nobody.post(`${AUTH}/login`, { email, password: PASSWORD }),
      401,
      'unauthenticated',
    );
    await signIn(email, 'another good password');
  });
});

describe('API keys', () => {
  const KEYS = `${AUTH}/api-keys`;
  const withKey = (key: string) => people.nobody.with({ 'x-api-key': key });

  it('are shown once and kept hashed', async () => {
    const { client } = await someone();
    const { status, body } = await client.post(KEYS, {
      name: 'monitoring',
      scopes: ['tickets:write', 'tickets:read'],
    });
    expect(status).toBe(201);
    expect(body.key).toMatch(/^hfk_[\w-]{43}$/u);
    const days = (Date.parse(body.api_key.expires_at) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(89);
    const list = await client.get(KEYS);
    expect(list.body.api_keys).toEqual([body.api_key]);
    expect(body.key.startsWith(body.api_key.prefix)).toBe(true);
    const kept = await people.holdfast.mongo.collection('api_keys').find().toArray();
    expect(JSON.stringify(kept)).not.toContain(body.key.slice(12));
  });

  it('do what their scopes allow in the name of their owner, and nothing else', async () => {
    const { client, id } = await someone();
    const { body } = await client.post(KEYS, { name: 'writer', scopes: ['tickets:write'] });
    const program = withKey(body.key);
    const ticket = await program.post('/api/v1/tickets', {
      title: 'Disk is full',
      description: 'On host a.',
    });
    expect([ticket.status, ticket.body.requester.id]).toEqual([201, id]);
    expectProblem(await program.get('/api/v1/tickets'), 403, 'forbidden');
    expectProblem(await program.get(`${AUTH}/me`), 403, 'forbidden');
    expectProblem(await program.get(KEYS), 403, 'forbidden');
    expectProblem(await program.post(KEYS, { name: 'child', scopes: ['tickets:write'] }), 403, 'forbidden');
    expectProblem(await program.post(`${AUTH}/logout`), 403, 'forbidden');
    const seen = (await client.get(KEYS)).body.api_keys[0].last_used_at;
    expect(Math.abs(Date.parse(seen) - Date.now())).toBeLessThan(60_000);
  });

  it('never go beyond the rights of their owner, also when these change', async () => {
    const { client, id } = await someone('manager');
    const { body } = await client.post(KEYS, {
      name: 'people',
      scopes: ['people:read', 'people:write', 'admin'],
    });
    const program = withKey(body.key);
    expect((await program.get('/api/v1/users')).status).toBe(200);
    expectProblem(await program.get('/api/v1/admin/security-events'), 403, 'forbidden');
    await people.admin.at(2).patch(`/api/v1/users/${id}`, { role: 'user' });
    expectProblem(await program.get('/api/v1/users'), 403, 'forbidden');
    await people.admin.at(3).patch(`/api/v1/users/${id}`, { is_active: false });
    expectProblem(await program.get('/api/v1/users/me'), 401, 'unauthenticated');
  });

  it('end when they are revoked or expire', async () => {
    const { client } = await someone();
    const make = async (expiresAt?: string) =>
      (
        await client.post(KEYS, {
          name: 'k',
          scopes: ['tickets:read'],
          ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
        })
      ).body;
    const [revoked, expiring] = [await make(), await make(new Date(Date.now() + 1_000).toISOString())];
    expect((await withKey(revoked.key).get('/api/v1/tickets')).status).toBe(200);
    expect((await client.send('DELETE', `${KEYS}/${revoked.api_key.id}`)).status).toBe(204);
    expectProblem(await withKey(revoked.key).get('/api/v1/tickets'), 401, 'unauthenticated');
    await people.holdfast.mongo
      .collection<{ _id: string }>('api_keys')
      .updateOne({ _id: expiring.api_key.id }, { $set: { expiresAt: new Date() } });
    expectProblem(await withKey(expiring.key).get('/api/v1/tickets'), 401, 'unauthenticated');
    expectProblem(await withKey('hfk_nonsense').get('/api/v1/tickets'), 401, 'unauthenticated');
  });

  it('are made once by a request that is sent again, and shown again then', async () => {
    const { client, id } = await someone();
    const again = client.with({ 'idempotency-key': 'make-a-key' });
    const body = { name: 'once', scopes: ['tickets:read'] };
    const [first, second] = [await again.post(KEYS, body), await again.post(KEYS, body)];
    expect(second.body).toEqual(first.body);
    expect((await client.get(KEYS)).body.api_keys).toHaveLength(1);
    const records = await people.holdfast.mongo.collection('idempotency_keys').find().toArray();
    expect(JSON.stringify(records)).not.toContain(first.body.key.slice(12));
    // As if the answer had been lost in a crash: nobody has seen the secret, so there is a new one.
    await people.holdfast.mongo
      .collection('idempotency_keys')
      .updateMany({}, { $unset: { answer: '' }, $set: { lockedUntil: new Date(0) } });
    const third = await again.post(KEYS, body);
    expect([third.status, third.body.api_key.id]).toEqual([201, first.body.api_key.id]);
    expectProblem(await withKey(first.body.key).get('/api/v1/tickets'), 401, 'unauthenticated');
    expect((await withKey(third.body.key).get('/api/v1/tickets')).status).toBe(200);
    const { body: events } = await people.admin.get(
      `/api/v1/admin/security-events?user=${id}&action=account.api_key_created`,
    );
    expect(events.total).toBe(2);
  });

  it('are nobody else’s to see or revoke', async () => {
    const [owner, other] = [await someone(), await someone()];
    const { body } = await owner.client.post(KEYS, { name: 'mine', scopes: ['tickets:read'] });
    expect((await other.client.get(KEYS)).body.api_keys).toEqual([]);
    expectProblem(await other.client.send('DELETE', `${KEYS}/${body.api_key.id}`), 404, 'not_found');
    expect((await withKey(body.key).get('/api/v1/tickets')).status).toBe(200);
  });

  it.each<[string, object, string[]]>([
    ['no scope', { name: 'x', scopes: [] }, ['scopes']],
    ['an unknown scope', { name: 'x', scopes: ['everything'] }, ['scopes.0']],
    [
      'a date in the past',
      { name: 'x', scopes: ['admin'], expires_at: '2020-01-01T00:00:00Z' },
      ['expires_at'],
    ],
    [
      'a date too far away',
      { name: 'x', scopes: ['admin'], expires_at: '2999-01-01T00:00:00Z' },
      ['expires_at'],
    ],
    ['no name', { scopes: ['admin'] }, ['name']],
  ])('are not made with %s', async (_, body, paths) => {
    const answer = await people.alice.post(KEYS, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});

describe('the trail of security events', () => {
  it('shows sign-ins, failures, roles and keys to administrators, newest first', async () => {
    const { id, email, client } = await someone('manager');
    await people.nobody.post(`${AUTH}/login`, { email, password: 'guess' });
    await client.post(`${AUTH}/api-keys`, { name: 'k', scopes: ['tickets:read'] });
    const { body } = await people.admin.get(`/api/v1/admin/security-events?user=${id}`);
    expect(body.security_events.map((event: { action: string }) => event.action)).toEqual([
      'account.api_key_created',
      'account.sign_in_failed',
      'account.signed_in',
      'account.edited',
      'account.registered',
    ]);
    expect(body.security_events[3].details).toMatchObject({ role: { from: 'user', to: 'manager' } });
    expect(body.security_events[1].address).toMatch(/127\.0\.0\.1$/u);
    expectProblem(await client.get('/api/v1/admin/security-events'), 403, 'forbidden');
  });

  it('names nobody who has no account', async () => {
    await people.nobody.post(`${AUTH}/login`, { email: 'secret@example.org', password: 'x' });
    const { body } = await people.admin.get(
      '/api/v1/admin/security-events?action=account.sign_in_failed&page_size=1',
    );
    expect(body.security_events[0].user).toBeNull();
    expect(JSON.stringify(await people.holdfast.mongo.collection('events').find().toArray())).not.toContain(
      'secret@',
    );
  });

  it('has the address that a named proxy tells, and nobody else’s word', async () => {
    const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };
    const addressOf = async (trustedProxies: readonly string[]) => {
      await serveWith(people.holdfast, { trustedProxies }, async (client) => {
        await client
          .with(forwarded)
          .post(`${AUTH}/login`, { email: 'alice@holdfast.local', password: 'guess' });
      });
      const { body } = await people.admin.get('/api/v1/admin/security-events?page_size=1');
      return body.security_events[0].address;
    };
    expect(await addressOf([])).toMatch(/127\.0\.0\.1$/u);
    expect(await addressOf(['10.0.0.0/8'])).toMatch(/127\.0\.0\.1$/u);
    expect(await addressOf(['loopback'])).toBe('203.0.113.9');
  });

  it('is read page by page', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await people.admin.get(`/api/v1/admin/security-events?page_size=7${cursor}`);
      seen.push(...body.security_events.map((event: { id: string }) => event.id));
      if (body.next_cursor === null) {
        expect(seen).toHaveLength(body.total);
        break;
      }
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort().reverse());
    expectProblem(await people.admin.get('/api/v1/admin/security-events?cursor=AAAA'), 422, 'invalid_input');
  });
});
