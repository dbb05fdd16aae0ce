import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import { tokensOf, type Schemas } from '../../../src/client/client.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { dataOf } from '../../support/http-client.js';
import { mailedCode, mailedLink } from '../../support/mail/secrets.js';
import { aboutPerson, accountsOf, AUTH, makeKey, me, PASSWORD } from '../../support/api/accounts.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople({ worker: true });
const { login, signIn, someone, bearer, securityEvents } = accountsOf(people);
const FACTOR = `${AUTH}/factors/totp` as const;
const VERIFY = `${AUTH}/verify-factor` as const;
const CODEC = '/temporal/codec';

/** What the app shows now, or some steps later. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** A code that the app shows at no time near. */
function wrongCode(secret: string): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code))!;
}

const propose = ({ api }: CheckedClient, password = PASSWORD) =>
  api.POST(FACTOR, { body: { current_password: password } });
const confirm = ({ api }: CheckedClient, code: string) => api.POST(`${FACTOR}/confirm`, { body: { code } });
const remove = ({ api }: CheckedClient, code: string) => api.POST(`${FACTOR}/remove`, { body: { code } });
const verify = (token: string, code: string) =>
  people.nobody.api.POST(VERIFY, { body: { factor_token: token, code } });

/** As if the half minute of the last code were over. */
const passTime = (id: string) =>
  people.holdfast.mongo
    .collection<{ _id: string }>('second_factors')
    .updateOne({ _id: id }, { $set: { lastStep: 0 } });

async function asked(outcome: Promise<Awaited<ReturnType<typeof login>>>): Promise<string> {
  const data: Schemas['SignIn'] = await dataOf(outcome);
  if (!('factor_required' in data)) throw new Error('No second factor was asked for.');
  expect(Object.keys(data).sort()).toEqual(['expires_in', 'factor_required', 'factor_token']);
  return data.factor_token;
}

/** Somebody with an authenticator app, in the session in which they have set it up. */
async function withFactor(role?: Schemas['User']['role']) {
  const person = await someone(role);
  const { secret } = await dataOf(propose(person.client));
  const { recovery_codes: recovery } = await dataOf(confirm(person.client, codeOf(secret)));
  await passTime(person.id);
  return { ...person, secret, recovery };
}

describe('setting up a second factor', () => {
  it('shows a secret, requires a code of it, and returns recovery codes once', async () => {
    const { id, email, client } = await someone();
    const other = bearer(await signIn(email));
    expect(await dataOf(client.api.GET(FACTOR))).toEqual({
      added_at: null,
      recovery_codes_left: 0,
      is_required: false,
    });
    const first = await dataOf(propose(client));
    const { secret, otpauth_uri: uri } = await dataOf(propose(client));
    expect(secret).not.toBe(first.secret);
    expect(uri).toContain(`secret=${secret}`);
    // Nobody is asked for it yet.
    await signIn(email);
    expectProblem(await confirm(client, wrongCode(secret)), 422, 'invalid_input');
    const { recovery_codes: codes } = await dataOf(confirm(client, codeOf(secret)));
    expect(new Set(codes).size).toBe(10);

    expect(await dataOf(client.api.GET(FACTOR))).toEqual({
      added_at: expect.any(String),
      recovery_codes_left: 10,
      is_required: false,
    });
    expect((await dataOf(me(client))).id).toBe(id);
    expectProblem(await me(other), 401, 'unauthenticated');
    expectProblem(await propose(client), 409, 'duplicate');
    expectProblem(await confirm(client, codeOf(secret, 1)), 422, 'invalid_input');
    const [mail] = await people.holdfast.sink.received(
      1,
      ({ to, subject }) =>
        JSON.stringify(to).includes(email) && subject?.includes('now has a second') === true,
    );
    expect(mail!.text).not.toContain(secret);
    const { security_events: trail } = await securityEvents({ user: id });
    expect(trail.map(({ action }) => action)).toContain('account.second_factor_added');
  });

  it('stores neither the secret nor a recovery code in plain text', async () => {
    const { secret, recovery } = await withFactor();
    const kept = JSON.stringify(await people.holdfast.mongo.collection('second_factors').find().toArray());
    for (const text of [secret, ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))]) {
      expect(kept).not.toContain(text);
    }
  });

  it('requires the password again, and refuses API keys', async () => {
    const { client } = await someone();
    for (const answer of [await propose(client, 'a guess'), await client.api.POST(FACTOR, { body: {} })]) {
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['current_password']);
    }
    const { key } = await dataOf(makeKey(client, { name: 'program', scopes: ['admin', 'people:write'] }));
    const program = people.nobody.with({ 'x-api-key': key });
    expectProblem(await propose(program), 403, 'forbidden');
    expectProblem(await remove(program, '123456'), 403, 'forbidden');
  });
});

describe('a sign-in with a second factor', () => {
  it('requires it after the password, and accepts each code once', async () => {
    const { id, email, secret } = await withFactor();
    const token = await asked(login(email));
    for (const path of [`${AUTH}/me`, TICKETS]) {
      const half = people.nobody.with({ authorization: `Bearer ${token}` });
      expectProblem(await half.get(path), 401, 'unauthenticated');
    }
    expectProblem(await verify(token, wrongCode(secret)), 401, 'unauthenticated');
    expectProblem(await verify(token, '٢٨٧٠٨٢'), 401, 'unauthenticated');
    const code = codeOf(secret);
    const answers = await Promise.all([1, 2, 3].map(() => verify(token, code)));
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 401, 401]);
    const session = answers.find(({ data }) => data !== undefined)!.data!;
    expect((await dataOf(me(bearer(session)))).email).toBe(email);
    expectProblem(await verify(await asked(login(email)), code), 401, 'unauthenticated');
    // Nor an older one, once a newer was used.
    const next = codeOf(secret, 1);
    expect((await verify(await asked(login(email)), next)).response.status).toBe(200);
    expectProblem(await verify(await asked(login(email)), codeOf(secret)), 401, 'unauthenticated');
    const { security_events: trail } = await securityEvents({ user: id, action: ['account.signed_in'] });
    expect(trail[0]!.details).toEqual({ method: 'password', second_factor: 'app' });
  });

  it('accepts a recovery code once, as people type it', async () => {
    const { email, recovery } = await withFactor();
    const typed = ` ${recovery[3]!.toLowerCase().replaceAll('-', ' ')} `;
    const session = await dataOf(verify(await asked(login(email)), typed));
    expectProblem(await verify(await asked(login(email)), recovery[3]!), 401, 'unauthenticated');
    const { recovery_codes_left: left } = await dataOf(bearer(session).api.GET(FACTOR));
    expect(left).toBe(9);
  });

  it('requires it after a mailed code, which is then used', async () => {
    const { email, secret } = await withFactor();
    await people.nobody.api.POST(`${AUTH}/request-otp`, { body: { email } });
    const otp = await mailedCode(people.holdfast.sink, email);
    const enter = () => people.nobody.api.POST(`${AUTH}/verify-otp`, { body: { email, otp } });
    const token = await asked(enter());
    expectProblem(await enter(), 401, 'unauthenticated');
    const session = await dataOf(verify(token, codeOf(secret)));
    expect((await dataOf(me(bearer(session)))).email).toBe(email);
  });

  it('requires it after a new password by mail, which ends waiting sign-ins', async () => {
    const { email, secret } = await withFactor();
    const waiting = await asked(login(email));
    await people.nobody.api.POST(`${AUTH}/request-password-reset`, { body: { email } });
    const token = (await mailedLink(people.holdfast.sink, email)).split('/').at(-1)!;
    const password = 'four words of mine';
    await dataOf(people.nobody.api.POST(`${AUTH}/reset-password`, { body: { token, password } }));
    expectProblem(await verify(waiting, codeOf(secret)), 401, 'unauthenticated');
    expect((await verify(await asked(login(email, password)), codeOf(secret))).response.status).toBe(200);
  });

  it.each(['x', 'v1.AAAA', `v1.${'A'.repeat(200)}`])('refuses a forged token (%s)', async (token) => {
    expectProblem(await verify(token, '123456'), 401, 'unauthenticated');
  });

  it('accepts a token for five minutes, and only of its own account', async () => {
    const [one, other] = [await withFactor(), await withFactor()];
    const { deps } = people.holdfast;
    const token = await asked(login(one.email));
    expectProblem(await verify(token, codeOf(other.secret)), 401, 'unauthenticated');
    const claims = { accountId: one.id, version: 1, method: 'password', expiresAt: new Date(Date.now() - 1) };
    const context = 'sign-in that waits for a second factor';
    const expired = deps.sealer.seal(JSON.stringify(claims), context);
    expectProblem(await verify(expired, codeOf(one.secret)), 401, 'unauthenticated');
    const fresh = { ...claims, expiresAt: new Date(Date.now() + 60_000) };
    const elsewhere = deps.sealer.seal(JSON.stringify(fresh), 'something else');
    expectProblem(await verify(elsewhere, codeOf(one.secret)), 401, 'unauthenticated');
  });

  it('does not affect API keys and refresh tokens', async () => {
    const { email, client, secret } = await withFactor();
    const { key } = await dataOf(makeKey(client, { name: 'program', scopes: ['tickets:read'] }));
    const program = people.nobody.with({ 'x-api-key': key });
    expect((await program.api.GET(TICKETS)).response.status).toBe(200);
    const session = await dataOf(verify(await asked(login(email)), codeOf(secret)));
    const body = { refresh_token: session.refresh_token };
    const next = await dataOf(people.nobody.api.POST(`${AUTH}/refresh`, { body }));
    expect((await dataOf(me(bearer(next)))).email).toBe(email);
  });
});

describe('the codec page', () => {
  const enter = (form: Record<string, string>) =>
    fetch(people.holdfast.url + CODEC, { method: 'POST', body: new URLSearchParams(form) });

  it('requires the second factor too', async () => {
    const { email, secret } = await withFactor('admin');
    const half = await enter({ email, password: PASSWORD });
    expect([half.status, half.headers.getSetCookie()]).toEqual([200, []]);
    const token = /name="factor_token" value="([^"]+)"/u.exec(await half.text())![1]!;
    const wrong = await enter({ factor_token: token, code: wrongCode(secret) });
    expect([wrong.status, wrong.headers.getSetCookie()]).toEqual([401, []]);
    expect(await wrong.text()).toContain('name="factor_token"');
    const done = await enter({ factor_token: token, code: codeOf(secret) });
    expect([done.status, done.headers.getSetCookie()[0]]).toEqual([
      200,
      expect.stringMatching(/^holdfast_codec=/u),
    ]);
  });

  it('refuses other people with a second factor', async () => {
    const { email, secret } = await withFactor('manager');
    const token = await asked(login(email));
    const answer = await enter({ factor_token: token, code: codeOf(secret) });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });
});

describe('removing a second factor', () => {
  it('requires a code, and is mailed', async () => {
    const { id, email, client, secret } = await withFactor();
    expectProblem(await remove(client, wrongCode(secret)), 422, 'invalid_input');
    expect((await remove(client, codeOf(secret))).response.status).toBe(204);
    expectProblem(await remove(client, codeOf(secret, 1)), 422, 'invalid_input');
    await signIn(email);
    await people.holdfast.sink.received(
      1,
      ({ to, subject }) =>
        JSON.stringify(to).includes(email) && subject?.includes('no longer has a second factor') === true,
    );
    const { security_events: trail } = await securityEvents({ user: id });
    expect(trail.map(({ action }) => action)).toContain('account.second_factor_removed');
  });

  it('is possible for administrators if the app is lost', async () => {
    const { id, email, client } = await withFactor();
    const path = '/api/v1/users/{user}/factors/totp';
    const removeOf = ({ api }: CheckedClient) => api.DELETE(path, aboutPerson(id));
    for (const who of [people.maya, people.bob]) expectProblem(await removeOf(who), 403, 'forbidden');
    for (const who of [client, people.alice]) {
      expect([403, 404]).toContain((await removeOf(who)).response.status);
    }
    await asked(login(email));
    expect((await removeOf(people.admin)).response.status).toBe(204);
    expect((await removeOf(people.admin)).response.status).toBe(204);
    await signIn(email);
    const query = { user: id, action: ['account.second_factor_removed' as const] };
    const { security_events: trail } = await securityEvents(query);
    expect(trail.map(({ actor }) => actor.name)).toEqual(['Admin']);
  });

  it('happens when the person is erased', async () => {
    const { id } = await withFactor();
    await people.admin.api.DELETE('/api/v1/users/{user}', aboutPerson(id));
    const factors = people.holdfast.mongo.collection<{ _id: string }>('second_factors');
    expect(await factors.countDocuments({ _id: id })).toBe(0);
  });
});

describe('an installation that requires second factors', () => {
  let strict: Holdfast;
  beforeAll(async () => {
    strict = await startHoldfast({
      worker: false,
      environment: {
        REQUIRE_SECOND_FACTOR: 'staff',
        RATE_LIMIT_DISABLED: 'false',
        TRUSTED_PROXIES: 'loopback',
      },
    });
  });
  afterAll(() => strict.close());

  const BOB = { email: 'bob@holdfast.local', password: 'holdfast-demo' };

  it('lets staff without one only set it up, and does not affect others', async () => {
    const alice = await strict.client('alice');
    expect((await alice.get(TICKETS)).status).toBe(200);
    const bob = await strict.client('bob');
    expect((await bob.get(`${AUTH}/me`)).status).toBe(200);
    expect((await bob.get(FACTOR)).body).toMatchObject({ is_required: true });
    for (const path of [TICKETS, `${AUTH}/api-keys`, '/api/v1/users']) {
      const refused = await bob.get(path);
      expectProblem(refused, 403, 'forbidden');
      expect(refused.body.detail).toContain('second factor');
    }
    expectProblem(
      await bob.post(`${AUTH}/api-keys`, { name: 'x', scopes: ['tickets:read'] }),
      403,
      'forbidden',
    );
    const { body } = await bob.post(FACTOR, { current_password: BOB.password });
    await bob.post(`${FACTOR}/confirm`, { code: codeOf(body.secret) });
    expect((await bob.get(TICKETS)).status).toBe(200);
    await bob.post(`${FACTOR}/remove`, { code: codeOf(body.secret, 1) });
    expectProblem(await bob.get(TICKETS), 403, 'forbidden');
  });

  it('counts wrong codes: a thief of the password gets ten an hour, and does not lock out the owner in a known network', async () => {
    const CAROL = { email: 'carol@holdfast.local', password: 'holdfast-demo' };
    const nobody = await strict.client();
    const from = (address: string) => nobody.with({ 'x-forwarded-for': address });
    const half = async (address: string) =>
      (await from(address).post(`${AUTH}/login`, CAROL)).body.factor_token;
    const home = '203.0.113.1';
    const { body: first } = await from(home).post(`${AUTH}/login`, CAROL);
    const carol = from(home).with({ authorization: `Bearer ${first.access_token}` });
    const { body } = await carol.post(FACTOR, { current_password: CAROL.password });
    const codes = await carol.post(`${FACTOR}/confirm`, { code: codeOf(body.secret) });
    expect(codes.status).toBe(200);

    const statuses: number[] = [];
    for (let index = 0; index < 13; index++) {
      const address = `198.18.${index}.1`;
      const code = wrongCode(body.secret);
      const answer = await from(address).post(VERIFY, { factor_token: await half(address), code });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429, 429]);
    const recovery = { code: codes.body.recovery_codes[0] };
    const elsewhere = '203.0.113.9';
    const stopped = await from(elsewhere).post(VERIFY, { factor_token: await half(elsewhere), ...recovery });
    expectProblem(stopped, 429, 'too_many_requests');
    const atHome = await from(home).post(VERIFY, { factor_token: await half(home), ...recovery });
    expect(atHome.status).toBe(200);
  });
});

describe('a person without a second factor', () => {
  it('gets tokens at once', async () => {
    const { email } = await someone();
    const session = tokensOf(await dataOf(login(email)));
    expect(Object.keys(session).sort()).toEqual([
      'access_token',
      'expires_in',
      'refresh_token',
      'token_type',
      'user',
    ]);
  });
});
