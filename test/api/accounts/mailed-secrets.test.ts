import { describe, expect, it } from '@jest/globals';
import { tokensOf } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { startHoldfast } from '../../support/holdfast.js';
import { mailedCode, mailedLink } from '../../support/mail/secrets.js';
import { accountsOf, AUTH, editPerson, makeKey, me, PASSWORD, USERS } from '../../support/api/accounts.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople({ worker: true });
const { login, signIn, bearer, newcomer, someone, securityEvents } = accountsOf(people);
const NEW_PASSWORD = 'a brand new password';

const requestCode = (email: string) => people.nobody.api.POST(`${AUTH}/request-otp`, { body: { email } });
const verify = (email: string, otp: string) =>
  people.nobody.api.POST(`${AUTH}/verify-otp`, { body: { email, otp } });
const requestReset = (email: string) =>
  people.nobody.api.POST(`${AUTH}/request-password-reset`, { body: { email } });
const reset = (token: string, password: string) =>
  people.nobody.api.POST(`${AUTH}/reset-password`, { body: { token, password } });

/** The newest code that was mailed to this address; `sent` is how many there must be by then. */
const codeFor = (email: string, sent = 1) => mailedCode(people.holdfast.sink, email, sent);
const linkFor = (email: string) => mailedLink(people.holdfast.sink, email);
const tokenFor = async (email: string) => (await linkFor(email)).split('/').at(-1)!;

/** A code that is none of those given. */
function wrong(...right: string[]): string {
  return ['111111', '222222', '333333'].find((code) => !right.includes(code))!;
}

describe('sign-in by a mailed code', () => {
  it('works once', async () => {
    const { email } = await newcomer();
    expect((await requestCode(email)).response.status).toBe(202);
    const code = await codeFor(email);
    const { data, response } = await verify(email, code);
    expect(response.status).toBe(200);
    const session = tokensOf(data!);
    expect([session.user.email, session.token_type]).toEqual([email, 'Bearer']);
    expect((await dataOf(me(bearer(session)))).email).toBe(email);
    expectProblem(await verify(email, code), 401, 'unauthenticated');
  });

  it('returns an account to the owner of the address, if another person created it', async () => {
    const { id, email, session } = await someone();
    const intruder = bearer(session);
    const { key } = await dataOf(makeKey(intruder, { name: 'back door', scopes: ['tickets:read'] }));
    await requestCode(email);
    const owner = tokensOf(await dataOf(verify(email, await codeFor(email))));
    expect((await dataOf(me(bearer(owner)))).email).toBe(email);
    expectProblem(await me(intruder), 401, 'unauthenticated');
    const program = people.nobody.with({ 'x-api-key': key });
    expectProblem(await program.api.GET(TICKETS), 401, 'unauthenticated');
    expectProblem(await login(email, PASSWORD), 401, 'unauthenticated');
    const { security_events: trail } = await securityEvents({ user: id, action: ['account.signed_in'] });
    expect(trail[0]!.details).toEqual({ method: 'code', password_removed: true });

    await dataOf(requestReset(email));
    await dataOf(reset(await tokenFor(email), NEW_PASSWORD));
    await requestCode(email);
    await dataOf(verify(email, await codeFor(email, 2)));
    await signIn(email, NEW_PASSWORD);
  });

  it('succeeds once when many use the same code at once', async () => {
    const { email } = await newcomer();
    await requestCode(email);
    const code = await codeFor(email);
    const answers = await Promise.all([1, 2, 3, 4].map(() => verify(email, code)));
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('is refused after five wrong tries, also at the same time', async () => {
    const { email } = await newcomer();
    await requestCode(email);
    const code = await codeFor(email);
    await Promise.all(
      [1, 2, 3, 4, 5].map(async () =>
        expectProblem(await verify(email, wrong(code)), 401, 'unauthenticated'),
      ),
    );
    expectProblem(await verify(email, code), 401, 'unauthenticated');
    await requestCode(email);
    expect((await verify(email, await codeFor(email, 2))).response.status).toBe(200);
  });

  it('accepts both codes after two requests: the request of a stranger does not end the first code', async () => {
    const { email } = await newcomer();
    await requestCode(email);
    const first = await codeFor(email);
    await requestCode(email);
    await codeFor(email, 2);
    expect((await verify(email, first)).response.status).toBe(200);
  });

  it('is refused after ten minutes', async () => {
    const { email } = await newcomer();
    await requestCode(email);
    const code = await codeFor(email);
    const codes = people.holdfast.mongo.collection('one_time_codes');
    const [kept] = await codes.find().sort({ _id: -1 }).limit(1).toArray();
    expect(kept!['expiresAt'] - kept!['createdAt']).toBe(600_000);
    await codes.updateMany({}, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expectProblem(await verify(email, code), 401, 'unauthenticated');
  });

  it('stores the code neither in the database nor in the workflow', async () => {
    const { email } = await newcomer();
    await requestCode(email);
    const code = await codeFor(email);
    for (const { collectionName } of await people.holdfast.mongo.db!.collections()) {
      const rows = await people.holdfast.mongo.collection(collectionName).find().toArray();
      expect([collectionName, JSON.stringify(rows).includes(`"${code}"`)]).toEqual([collectionName, false]);
    }
  });

  it('gives the same answer, as late, for an address without an account', async () => {
    const { email } = await newcomer();
    const timed = async (address: string) => {
      const startedAt = performance.now();
      const { data, response } = await requestCode(address);
      return { status: response.status, data, ms: performance.now() - startedAt };
    };
    const [known, unknown] = [await timed(email), await timed('nobody@example.org')];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(known.data).toEqual(unknown.data);
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThanOrEqual(245);
    const [bad, none] = [await verify(email, '000000'), await verify('nobody@example.org', '000000')];
    expect(bad.response.status).toBe(none.response.status);
    expect(bad.error!.detail).toBe(none.error!.detail);
  });

  it.each([['12345'], ['1234567'], ['abcdef'], [''], ['１２３４５６']])(
    'refuses %j as a code',
    async (otp) => {
      const answer = await people.nobody.post(`${AUTH}/verify-otp`, { email: 'alice@holdfast.local', otp });
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['otp']);
    },
  );
});

describe('a new password by mail', () => {
  it('can be set once, and ends every session', async () => {
    const { email } = await newcomer();
    const session = await signIn(email);
    expect((await requestReset(email)).response.status).toBe(202);
    const token = await tokenFor(email);
    expect((await reset(token, NEW_PASSWORD)).response.status).toBe(204);
    expectProblem(await me(bearer(session)), 401, 'unauthenticated');
    expectProblem(await login(email, PASSWORD), 401, 'unauthenticated');
    await signIn(email, NEW_PASSWORD);
    expectProblem(await reset(token, 'yet another password'), 401, 'unauthenticated');
  });

  it('revokes the API keys, and ends every other code and link', async () => {
    const { email, session } = await someone();
    const { key } = await dataOf(makeKey(bearer(session), { name: 'mine', scopes: ['tickets:read'] }));
    const program = people.nobody.with({ 'x-api-key': key });
    expect((await program.api.GET(TICKETS)).response.status).toBe(200);
    await dataOf(requestReset(email));
    const first = await tokenFor(email);
    await dataOf(requestReset(email));
    await mailedLink(people.holdfast.sink, email, 2);
    await dataOf(requestCode(email));
    const code = await codeFor(email);
    expect((await reset(await tokenFor(email), NEW_PASSWORD)).response.status).toBe(204);
    expectProblem(await program.api.GET(TICKETS), 401, 'unauthenticated');
    expectProblem(await reset(first, 'an older link'), 401, 'unauthenticated');
    expectProblem(await verify(email, code), 401, 'unauthenticated');
    await signIn(email, NEW_PASSWORD);
  });

  it('cannot be set by a link from before the last password change', async () => {
    const { email, session } = await someone();
    await dataOf(requestReset(email));
    const token = await tokenFor(email);
    const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    await dataOf(bearer(session).api.POST(`${AUTH}/change-password`, { body }));
    expectProblem(await reset(token, 'of whoever had the link'), 401, 'unauthenticated');
    await signIn(email, NEW_PASSWORD);
  });

  it('is chosen on a page that needs no script and acts on POST only', async () => {
    const { email } = await newcomer();
    await dataOf(requestReset(email));
    const link = people.holdfast.url + (await linkFor(email));
    const post = (password: string) =>
      fetch(link, { method: 'POST', body: new URLSearchParams({ password }), redirect: 'manual' });
    for (let visit = 0; visit < 2; visit += 1) {
      const page = await fetch(link);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
      expect(await page.text()).not.toMatch(/<script/u);
    }
    const german = await fetch(link, { headers: { 'accept-language': 'de' } });
    expect(await german.text()).toMatch(/<html lang="de">[^]*Passwort wählen/u);
    const short = await post('short');
    expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('role="alert"')]);
    const done = await post('chosen on the page');
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Password set')]);
    await signIn(email, 'chosen on the page');
    const again = await post('chosen once more');
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining('This link has expired'),
    ]);
  });

  it.each([
    ['forged', '01a1fc99-fe80-73b6-8a6f-0e2fc39d331d.AAAA'],
    ['of no form', 'x'],
  ])('is refused when the token is %s', async (_, token) => {
    expectProblem(await reset(token, NEW_PASSWORD), 401, 'unauthenticated');
    const page = await fetch(`${people.holdfast.url}/reset-password/${encodeURIComponent(token)}`);
    expect(page.status).toBe(410);
  });

  it('is refused with a sign-in code', async () => {
    const { email } = await newcomer();
    await requestCode(email);
    await codeFor(email);
    const [code] = await people.holdfast.mongo
      .collection('one_time_codes')
      .find()
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    const token = people.holdfast.deps.mailedSecrets.token(String(code!._id));
    expectProblem(await reset(token, NEW_PASSWORD), 401, 'unauthenticated');
  });
});

describe('an account that an administrator creates', () => {
  it('starts with a mail with a link to choose a password', async () => {
    const { data, response } = await people.admin.api.POST(USERS, {
      body: { email: 'erin@example.org', name: 'Erin', role: 'manager' },
    });
    expect([response.status, data!.role]).toEqual([201, 'manager']);
    const token = await tokenFor('erin@example.org');
    expect((await reset(token, 'the password of erin')).response.status).toBe(204);
    await signIn('erin@example.org', 'the password of erin');
  });
});

describe('an address that was mistyped', () => {
  it('is worth nothing once it is corrected: its link and its code end', async () => {
    const mistyped = 'frnak@example.org';
    const body = { email: mistyped, name: 'Frank', role: 'moderator' } as const;
    const { id } = await dataOf(people.admin.api.POST(USERS, { body }));
    const welcome = await tokenFor(mistyped);
    await dataOf(requestCode(mistyped));
    const code = await codeFor(mistyped);
    await dataOf(editPerson(people.admin.at(1), id, { name: 'Frank N.' }));
    expect((await fetch(`${people.holdfast.url}/reset-password/${welcome}`)).status).toBe(200);
    await dataOf(editPerson(people.admin.at(2), id, { email: 'frank@example.org' }));
    expectProblem(await reset(welcome, 'of a stranger'), 401, 'unauthenticated');
    expectProblem(await verify('frank@example.org', code), 401, 'unauthenticated');
    expect((await fetch(`${people.holdfast.url}/reset-password/${welcome}`)).status).toBe(410);
    await dataOf(requestReset('frank@example.org'));
    expect((await reset(await tokenFor('frank@example.org'), NEW_PASSWORD)).response.status).toBe(204);
    await signIn('frank@example.org', NEW_PASSWORD);
  });
});

/** As in a real deployment. */
const PRODUCTION = {
  NODE_ENV: 'production',
  JWT_SECRET: 'a secret of this test, and of no other system',
  PUBLIC_URL: 'https://desk.example.org',
  RATE_LIMIT_DISABLED: 'false',
};

describe('registration in production', () => {
  it('requires proof of the address, and removes a password that its owner has not confirmed', async () => {
    const strict = await startHoldfast({ environment: PRODUCTION });
    try {
      const { api } = await strict.client();
      const enter = (email: string) => api.POST(`${AUTH}/login`, { body: { email, password: PASSWORD } });
      const confirm = (email: string, otp: string) =>
        api.POST(`${AUTH}/verify-otp`, { body: { email, otp } });
      const [mine, stolen] = ['mine@example.org', 'stolen@example.org'];
      for (const email of [mine, stolen]) {
        await dataOf(api.POST(`${AUTH}/register`, { body: { email, password: PASSWORD, name: 'N' } }));
        expectProblem(await enter(email), 403, 'forbidden');
      }
      await dataOf(confirm(mine, await mailedCode(strict.sink, mine)));
      expect((await enter(mine)).response.status).toBe(200);

      await mailedCode(strict.sink, stolen);
      await dataOf(api.POST(`${AUTH}/request-otp`, { body: { email: stolen } }));
      await dataOf(confirm(stolen, await mailedCode(strict.sink, stolen, 2)));
      expectProblem(await enter(stolen), 401, 'unauthenticated');
    } finally {
      await strict.close();
    }
  });
});

describe('registration for some domains only', () => {
  it('requires proof of the address before the first sign-in', async () => {
    const strict = await startHoldfast({ environment: { REGISTRATION_DOMAINS: 'Example.org' } });
    try {
      const { api } = await strict.client();
      const email = 'x@example.org';
      const register = (address: string) =>
        api.POST(`${AUTH}/register`, { body: { email: address, password: PASSWORD, name: 'N' } });
      expectProblem(await register('x@example.com'), 403, 'forbidden');
      expectProblem(await register('x@sub.example.org'), 403, 'forbidden');
      expect((await register(email)).response.status).toBe(201);
      const enter = () => api.POST(`${AUTH}/login`, { body: { email, password: PASSWORD } });
      expectProblem(await enter(), 403, 'forbidden');
      const otp = await mailedCode(strict.sink, email);
      const verified = await api.POST(`${AUTH}/verify-otp`, { body: { email, otp } });
      expect(verified.response.status).toBe(200);
      expect((await enter()).response.status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  it('can be closed', async () => {
    const closed = await startHoldfast({ worker: false, environment: { REGISTRATION_ENABLED: 'false' } });
    try {
      const { api } = await closed.client();
      const answer = await api.POST(`${AUTH}/register`, {
        body: { email: 'x@example.org', password: PASSWORD, name: 'N' },
      });
      expectProblem(answer, 403, 'forbidden');
    } finally {
      await closed.close();
    }
  });
});
