import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../support/holdfast.js';
import { mailedCode, mailedLink } from '../support/secrets.js';
import { CheckedClient, Contract } from './contract.js';
import { expectProblem, faultPaths } from './people.js';

const AUTH = '/api/v1/auth';
const PASSWORD = 'correct horse battery staple';

let holdfast: Holdfast;
let nobody: CheckedClient;
let count = 0;

beforeAll(async () => {
  holdfast = await startHoldfast();
  nobody = new CheckedClient(await holdfast.client(), await Contract.of(await holdfast.client()));
});
afterAll(() => holdfast.close());

async function someone(): Promise<string> {
  count += 1;
  const email = `mailed-${count}@example.org`;
  await nobody.post(`${AUTH}/register`, { email, password: PASSWORD, name: 'Somebody' });
  return email;
}

const requestCode = (email: string) => nobody.post(`${AUTH}/request-otp`, { email });
const verify = (email: string, otp: string) => nobody.post(`${AUTH}/verify-otp`, { email, otp });
const signIn = (email: string, password: string) => nobody.post(`${AUTH}/login`, { email, password });

/** A code that is none of those given. */
function wrong(...right: string[]): string {
  return ['111111', '222222', '333333'].find((code) => !right.includes(code))!;
}

describe('sign-in by a mailed code', () => {
  it('works once', async () => {
    const email = await someone();
    expect((await requestCode(email)).status).toBe(202);
    const code = await mailedCode(holdfast.sink, email);
    const { status, body } = await verify(email, code);
    expect([status, body.user.email, body.token_type]).toEqual([200, email, 'Bearer']);
    const me = await nobody.with({ authorization: `Bearer ${body.access_token}` }).get(`${AUTH}/me`);
    expect(me.body.email).toBe(email);
    expectProblem(await verify(email, code), 401, 'unauthenticated');
  });

  it('lets one win of many who try the same code at once', async () => {
    const email = await someone();
    await requestCode(email);
    const code = await mailedCode(holdfast.sink, email);
    const answers = await Promise.all([1, 2, 3, 4].map(() => verify(email, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('ends after five wrong tries, also at the same time', async () => {
    const email = await someone();
    await requestCode(email);
    const code = await mailedCode(holdfast.sink, email);
    await Promise.all(
      [1, 2, 3, 4, 5].map(async () =>
        expectProblem(await verify(email, wrong(code)), 401, 'unauthenticated'),
      ),
    );
    expectProblem(await verify(email, code), 401, 'unauthenticated');
    await requestCode(email);
    expect((await verify(email, await mailedCode(holdfast.sink, email, 2))).status).toBe(200);
  });

  it('takes either code of somebody who asked twice: a stranger’s request does not spoil theirs', async () => {
    const email = await someone();
    await requestCode(email);
    const first = await mailedCode(holdfast.sink, email);
    await requestCode(email);
    await mailedCode(holdfast.sink, email, 2);
    expect((await verify(email, first)).status).toBe(200);
  });

  it('ends after ten minutes', async () => {
    const email = await someone();
    await requestCode(email);
    const code = await mailedCode(holdfast.sink, email);
    const codes = holdfast.mongo.collection('one_time_codes');
    const [kept] = await codes.find().sort({ _id: -1 }).limit(1).toArray();
    expect(kept!['expiresAt'] - kept!['createdAt']).toBe(600_000);
    await codes.updateMany({}, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expectProblem(await verify(email, code), 401, 'unauthenticated');
  });

  it('keeps the code nowhere: not in the database, not in the workflow', async () => {
    const email = await someone();
    await requestCode(email);
    const code = await mailedCode(holdfast.sink, email);
    for (const { collectionName } of await holdfast.mongo.db!.collections()) {
      const rows = await holdfast.mongo.collection(collectionName).find().toArray();
      expect([collectionName, JSON.stringify(rows).includes(`"${code}"`)]).toEqual([collectionName, false]);
    }
  });

  it('answers the same, and as late, for an address that nobody has', async () => {
    const email = await someone();
    const timed = async (address: string) => {
      const startedAt = performance.now();
      const { status, body } = await requestCode(address);
      return { status, body, ms: performance.now() - startedAt };
    };
    const [known, unknown] = [await timed(email), await timed('nobody@example.org')];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThanOrEqual(245);
    const [bad, none] = [await verify(email, '000000'), await verify('nobody@example.org', '000000')];
    expect([bad.status, bad.body.detail]).toEqual([none.status, none.body.detail]);
  });

  it.each([['12345'], ['1234567'], ['abcdef'], [''], ['１２３４５６']])(
    'refuses %j as a code',
    async (otp) => {
      const answer = await verify('alice@holdfast.local', otp);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['otp']);
    },
  );
});

describe('a new password by mail', () => {
  const reset = (token: string, password: string) =>
    nobody.post(`${AUTH}/reset-password`, { token, password });

  it('is set once, and ends every session', async () => {
    const email = await someone();
    const { body: session } = await signIn(email, PASSWORD);
    expect((await nobody.post(`${AUTH}/request-password-reset`, { email })).status).toBe(202);
    const token = (await mailedLink(holdfast.sink, email)).split('/').at(-1)!;
    expect((await reset(token, 'a brand new password')).status).toBe(204);
    const old = nobody.with({ authorization: `Bearer ${session.access_token}` });
    expectProblem(await old.get(`${AUTH}/me`), 401, 'unauthenticated');
    expectProblem(await signIn(email, PASSWORD), 401, 'unauthenticated');
    expect((await signIn(email, 'a brand new password')).status).toBe(200);
    expectProblem(await reset(token, 'yet another password'), 401, 'unauthenticated');
  });

  it('is chosen on a page that needs no script and acts on POST only', async () => {
    const email = await someone();
    await nobody.post(`${AUTH}/request-password-reset`, { email });
    const link = holdfast.url + (await mailedLink(holdfast.sink, email));
    const post = (password: string) =>
      fetch(link, { method: 'POST', body: new URLSearchParams({ password }), redirect: 'manual' });
    for (let visit = 0; visit < 2; visit += 1) {
      const page = await fetch(link);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
      expect(await page.text()).not.toMatch(/<script/u);
    }
    const short = await post('short');
    expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('role="alert"')]);
    const done = await post('chosen on the page');
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Password set')]);
    expect((await signIn(email, 'chosen on the page')).status).toBe(200);
    const again = await post('chosen once more');
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining('does not work any more'),
    ]);
  });

  it.each([
    ['forged', '01a1fc99-fe80-73b6-8a6f-0e2fc39d331d.AAAA'],
    ['of no form', 'x'],
  ])('is refused when the token is %s', async (_, token) => {
    expectProblem(await reset(token, 'a brand new password'), 401, 'unauthenticated');
    const page = await fetch(`${holdfast.url}/reset-password/${encodeURIComponent(token)}`);
    expect(page.status).toBe(410);
  });

  it('is refused when it is asked for with a code that signs in', async () => {
    const email = await someone();
    await requestCode(email);
    await mailedCode(holdfast.sink, email);
    const [code] = await holdfast.mongo
      .collection('one_time_codes')
      .find()
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    const token = holdfast.deps.mailedSecrets.token(String(code!._id));
    expectProblem(await reset(token, 'a brand new password'), 401, 'unauthenticated');
  });
});

describe('an account that an administrator makes', () => {
  it('begins with a mail in which the person chooses a password', async () => {
    const admin = await holdfast.client('admin');
    const { status, body } = await admin.post('/api/v1/users', {
      email: 'erin@example.org',
      name: 'Erin',
      role: 'manager',
    });
    expect([status, body.role]).toEqual([201, 'manager']);
    const token = (await mailedLink(holdfast.sink, 'erin@example.org')).split('/').at(-1)!;
    const answer = await nobody.post(`${AUTH}/reset-password`, { token, password: 'the password of erin' });
    expect(answer.status).toBe(204);
    expect((await signIn('erin@example.org', 'the password of erin')).status).toBe(200);
  });
});

describe('registration for some domains only', () => {
  it('asks for proof of the address before the first sign-in', async () => {
    const strict = await startHoldfast({ environment: { REGISTRATION_DOMAINS: 'Example.org' } });
    try {
      const client = await strict.client();
      const register = (email: string) =>
        client.post(`${AUTH}/register`, { email, password: PASSWORD, name: 'N' });
      expectProblem(await register('x@example.com'), 403, 'forbidden');
      expectProblem(await register('x@sub.example.org'), 403, 'forbidden');
      expect((await register('x@example.org')).status).toBe(201);
      const login = () => client.post(`${AUTH}/login`, { email: 'x@example.org', password: PASSWORD });
      expectProblem(await login(), 403, 'forbidden');
      const otp = await mailedCode(strict.sink, 'x@example.org');
      expect((await client.post(`${AUTH}/verify-otp`, { email: 'x@example.org', otp })).status).toBe(200);
      expect((await login()).status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  it('can be closed', async () => {
    const closed = await startHoldfast({ worker: false, environment: { REGISTRATION_ENABLED: 'false' } });
    try {
      const client = await closed.client();
      const answer = await client.post(`${AUTH}/register`, {
        email: 'x@example.org',
        password: PASSWORD,
        name: 'N',
      });
      expectProblem(answer, 403, 'forbidden');
    } finally {
      await closed.close();
    }
  });
});
