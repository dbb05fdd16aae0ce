import { describe, expect, it } from '@jest/globals';
import { dataOf } from '../../support/http-client.js';
import {
  accountsOf,
  AUTH,
  editPerson,
  makeKey,
  me,
  SECURITY_EVENTS,
  USERS,
} from '../../support/api/accounts.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const { someone, securityEvents } = accountsOf(people);
const KEYS = `${AUTH}/api-keys` as const;
type Caller = typeof people.nobody;

/** A program that holds this key. */
const withKey = (key: string) => people.nobody.with({ 'x-api-key': key });
const keysOf = async ({ api }: Caller) => (await dataOf(api.GET(KEYS))).api_keys;
const revoke = ({ api }: Caller, key: string) => api.DELETE(`${KEYS}/{key}`, { params: { path: { key } } });
const listTickets = ({ api }: Caller) => api.GET(TICKETS);
const listPeople = ({ api }: Caller) => api.GET(USERS);

describe('API keys', () => {
  it('are shown once and kept hashed', async () => {
    const { client } = await someone();
    const { data, response } = await makeKey(client, {
      name: 'monitoring',
      scopes: ['tickets:write', 'tickets:read'],
    });
    expect(response.status).toBe(201);
    const { key, api_key } = data!;
    expect(key).toMatch(/^hfk_[\w-]{43}$/u);
    const days = (Date.parse(api_key.expires_at) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(89);
    expect(await keysOf(client)).toEqual([api_key]);
    expect(key.startsWith(api_key.prefix)).toBe(true);
    const kept = await people.holdfast.mongo.collection('api_keys').find().toArray();
    expect(JSON.stringify(kept)).not.toContain(key.slice(12));
  });

  it('do what their scopes allow in the name of their owner, and nothing else', async () => {
    const { client, id } = await someone();
    const { key } = await dataOf(makeKey(client, { name: 'writer', scopes: ['tickets:write'] }));
    const program = withKey(key);
    const ticket = await program.api.POST(TICKETS, {
      body: { title: 'Disk is full', description: 'On host a.' },
    });
    expect([ticket.response.status, ticket.data!.requester.id]).toEqual([201, id]);
    expectProblem(await listTickets(program), 403, 'forbidden');
    expectProblem(await me(program), 403, 'forbidden');
    expectProblem(await program.api.GET(KEYS), 403, 'forbidden');
    expectProblem(await makeKey(program, { name: 'child', scopes: ['tickets:write'] }), 403, 'forbidden');
    expectProblem(await program.api.POST(`${AUTH}/logout`), 403, 'forbidden');
    const [seen] = await keysOf(client);
    expect(Math.abs(Date.parse(seen!.last_used_at!) - Date.now())).toBeLessThan(60_000);
  });

  it('never go beyond the rights of their owner, also when these change', async () => {
    const { client, id } = await someone('manager');
    const { key } = await dataOf(
      makeKey(client, { name: 'people', scopes: ['people:read', 'people:write', 'admin'] }),
    );
    const program = withKey(key);
    expect((await listPeople(program)).response.status).toBe(200);
    expectProblem(await program.api.GET(SECURITY_EVENTS), 403, 'forbidden');
    await dataOf(editPerson(people.admin.at(2), id, { role: 'user' }));
    expectProblem(await listPeople(program), 403, 'forbidden');
    await dataOf(editPerson(people.admin.at(3), id, { is_active: false }));
    expectProblem(await program.api.GET(`${USERS}/me`), 401, 'unauthenticated');
  });

  it('end when they are revoked or expire', async () => {
    const { client } = await someone();
    const make = (expiry: { readonly expires_at?: string } = {}) =>
      dataOf(makeKey(client, { name: 'k', scopes: ['tickets:read'], ...expiry }));
    const revoked = await make();
    const expiring = await make({ expires_at: new Date(Date.now() + 1_000).toISOString() });
    expect((await listTickets(withKey(revoked.key))).response.status).toBe(200);
    expect((await revoke(client, revoked.api_key.id)).response.status).toBe(204);
    expectProblem(await listTickets(withKey(revoked.key)), 401, 'unauthenticated');
    await people.holdfast.mongo
      .collection<{ _id: string }>('api_keys')
      .updateOne({ _id: expiring.api_key.id }, { $set: { expiresAt: new Date() } });
    expectProblem(await listTickets(withKey(expiring.key)), 401, 'unauthenticated');
    expectProblem(await listTickets(withKey('hfk_nonsense')), 401, 'unauthenticated');
  });

  it('are created once by a repeated request, which shows them again', async () => {
    const { client, id } = await someone();
    const make = () =>
      client.api.POST(KEYS, {
        params: { header: { 'Idempotency-Key': 'make-a-key' } },
        body: { name: 'once', scopes: ['tickets:read'] },
      });
    const [first, second] = [await dataOf(make()), await dataOf(make())];
    expect(second).toEqual(first);
    expect(await keysOf(client)).toHaveLength(1);
    const records = await people.holdfast.mongo.collection('idempotency_keys').find().toArray();
    expect(JSON.stringify(records)).not.toContain(first.key.slice(12));
    // As if the answer had been lost in a crash: nobody has seen the secret, so there is a new one.
    await people.holdfast.mongo
      .collection('idempotency_keys')
      .updateMany({}, { $unset: { answer: '' }, $set: { lockedUntil: new Date(0) } });
    const third = await make();
    expect([third.response.status, third.data!.api_key.id]).toEqual([201, first.api_key.id]);
    expectProblem(await listTickets(withKey(first.key)), 401, 'unauthenticated');
    expect((await listTickets(withKey(third.data!.key))).response.status).toBe(200);
    const events = await securityEvents({ user: id, action: ['account.api_key_created'] });
    expect(events.total).toBe(2);
  });

  it('cannot be seen or revoked by other people', async () => {
    const [owner, other] = [await someone(), await someone()];
    const made = await dataOf(makeKey(owner.client, { name: 'mine', scopes: ['tickets:read'] }));
    expect(await keysOf(other.client)).toEqual([]);
    expectProblem(await revoke(other.client, made.api_key.id), 404, 'not_found');
    expect((await listTickets(withKey(made.key))).response.status).toBe(200);
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
  ])('are not created with %s', async (_, body, paths) => {
    const answer = await people.alice.post(KEYS, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});
