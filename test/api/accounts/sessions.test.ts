import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { JwtTokens } from '../../../src/adapters/auth/jwt-tokens.js';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import {
  aboutPerson,
  accountsOf,
  AUTH,
  editPerson,
  me,
  PASSWORD,
  USER,
  USERS,
} from '../../support/api/accounts.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';
import { waitFor } from '../../support/wait-for.js';

const people = withPeople();
const { register, login, signIn, refresh, bearer, someone, securityEvents } = accountsOf(people);

async function expectIn(client: typeof people.nobody) {
  expect((await me(client)).response.status).toBe(200);
}

async function expectOut(client: typeof people.nobody) {
  expectProblem(await me(client), 401, 'unauthenticated');
}

describe('refresh tokens', () => {
  it('work once each, and so do the new ones', async () => {
    const { session } = await someone();
    const first = await dataOf(refresh(session.refresh_token));
    expect(first.refresh_token).not.toBe(session.refresh_token);
    const second = await dataOf(refresh(first.refresh_token));
    for (const tokens of [session, first, second]) await expectIn(bearer(tokens));
  });

  it('and access tokens are valid for the configured time', async () => {
    const { email } = await someone();
    const { tokens } = people.holdfast.deps;
    const short = new JwtTokens({ jwtSecret: people.holdfast.config.auth.jwtSecret, accessTokenMinutes: 5 });
    await serveWith(people.holdfast, { tokens: short, refreshTokenDays: 2 }, async (client) => {
      const before = Date.now();
      const { body } = await client.post(`${AUTH}/login`, { email, password: PASSWORD });
      expect([body.expires_in, tokens.lifetimeSeconds]).toEqual([300, 1_800]);
      const id = createHash('sha256').update(body.refresh_token).digest('hex');
      const stored = await people.holdfast.mongo
        .collection<{ _id: string; expiresAt: Date }>('refresh_tokens')
        .findOne({ _id: id });
      const days = (stored!.expiresAt.getTime() - before) / (24 * 60 * 60_000);
      expect(days).toBeGreaterThanOrEqual(2);
      expect(days).toBeLessThan(2.01);
    });
  });

  it('end the whole session when an old one is used again', async () => {
    const { id, session, client, email } = await someone();
    const other = await signIn(email);
    const next = await dataOf(refresh(session.refresh_token));
    expectProblem(await refresh(session.refresh_token), 401, 'unauthenticated');
    expectProblem(await refresh(next.refresh_token), 401, 'unauthenticated');
    await expectOut(client);
    await expectOut(bearer(next));
    // Another sign-in of the same person is another family.
    await expectIn(bearer(other));
    const reuses = await securityEvents({ user: id, action: ['account.refresh_token_reused'] });
    expect(reuses.security_events).toHaveLength(1);
  });

  it('succeed once when two requests use the same one at once', async () => {
    const { session } = await someone();
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(session.refresh_token)));
    const statuses = answers.map(({ response }) => response.status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(3);
  });

  it('are stored as hashes only, and access tokens cannot replace them, nor they access tokens', async () => {
    const { session } = await someone();
    const kept = await people.holdfast.mongo.collection('refresh_tokens').find().toArray();
    expect(JSON.stringify(kept)).not.toContain(session.refresh_token.slice(4));
    await expectOut(bearer({ access_token: session.refresh_token }));
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
    await expectIn(client);
    await mongo.collection('sessions').updateMany({ 'person.id': id }, past);
    await expectOut(client);
  });
});

describe('an immediate effect', () => {
  it('has a sign-out, for this session only', async () => {
    const { email, session, client } = await someone();
    const other = bearer(await signIn(email));
    const { response } = await client.api.POST(`${AUTH}/logout`);
    expect([response.status, await response.text()]).toEqual([204, '']);
    await expectOut(client);
    expectProblem(await refresh(session.refresh_token), 401, 'unauthenticated');
    await expectIn(other);
  });

  it('has a new role, higher or lower', async () => {
    const { id, client } = await someone();
    const list = () => client.api.GET(USERS);
    const setRole = (version: number, role: Schemas['User']['role']) =>
      dataOf(
        people.admin
          .at(version)
          .api.PATCH('/api/v1/admin/users/{user}', { ...aboutPerson(id), body: { role } }),
      );
    expectProblem(await list(), 403, 'forbidden');
    await setRole(1, 'manager');
    expect((await list()).response.status).toBe(200);
    await setRole(2, 'user');
    expectProblem(await list(), 403, 'forbidden');
  });

  it('has a deactivation, for password and tokens', async () => {
    const { id, email, session, client } = await someone();
    const deactivated = await editPerson(people.admin.at(1), id, { is_active: false });
    expect(deactivated.response.status).toBe(200);
    await expectOut(client);
    expectProblem(await refresh(session.refresh_token), 401, 'unauthenticated');
    expectProblem(await login(email), 401, 'unauthenticated');
    await dataOf(editPerson(people.admin.at(2), id, { is_active: true }));
    await expectOut(client);
    await signIn(email);
  });

  it('has an erasure', async () => {
    const { id, client, email } = await someone();
    const erased = await people.admin.api.DELETE(USER, aboutPerson(id));
    expect(erased.response.status).toBe(204);
    await expectOut(client);
    expectProblem(await people.admin.api.GET(USER, aboutPerson(id)), 404, 'not_found');
    // The address is free again.
    const again = await register({ email, password: PASSWORD, name: 'Again' });
    expect(again.response.status).toBe(201);
  });

  it('has a new password, for every other session', async () => {
    const { email, client } = await someone();
    const other = bearer(await signIn(email));
    const newPassword = 'another good password';
    const changeFrom = (current: string) =>
      client.api.POST(`${AUTH}/change-password`, {
        body: { current_password: current, new_password: newPassword },
      });
    const wrong = await changeFrom('guess');
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['current_password']);
    expect((await changeFrom(PASSWORD)).response.status).toBe(204);
    await expectIn(client);
    await expectOut(other);
    expectProblem(await login(email), 401, 'unauthenticated');
    await signIn(email, newPassword);
  });
});

describe('a session in a cookie', () => {
  const SESSION = `${AUTH}/session`;
  const own = { origin: 'http://127.0.0.1:3000' };
  const withCookie = async (email: string) => {
    const answer = await people.nobody.post(SESSION, { email, password: PASSWORD });
    expect(answer.status).toBe(201);
    const cookie = answer.headers.get('set-cookie')!;
    return { cookie, client: people.nobody.with({ cookie: cookie.split(';', 1)[0]! }) };
  };

  it('reads for any page of the browser, and accepts changes from pages of this site only', async () => {
    const { email } = await someone();
    const { cookie, client } = await withCookie(email);
    expect(cookie).toMatch(/^holdfast_session=\S+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/u);
    await expectIn(client);
    const ticket = { title: 'By cookie', description: 'From the console.' };
    const attempt = async (headers: Readonly<Record<string, string>>) =>
      (await client.with(headers).post('/api/v1/tickets', ticket)).status;
    expect(await attempt({})).toBe(403);
    expect(await attempt({ 'sec-fetch-site': 'cross-site', ...own })).toBe(403);
    expect(await attempt({ 'sec-fetch-site': 'none' })).toBe(403);
    expect(await attempt({ origin: 'https://evil.example' })).toBe(403);
    expect(await attempt({ 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await attempt(own)).toBe(201);
    const ended = await client.with(own).send('DELETE', SESSION);
    expect([ended.status, ended.headers.get('set-cookie')]).toEqual([
      204,
      expect.stringContaining('Max-Age=0'),
    ]);
    await expectOut(client);
    await expectOut(people.nobody.with({ cookie: 'holdfast_session=cookie-made-up.signature' }));
  });

  it('opens with a mailed code, which works once', async () => {
    const { id, email } = await someone();
    await dataOf(people.nobody.api.POST(`${AUTH}/request-otp`, { body: { email } }));
    const { codes, mailedSecrets } = people.holdfast.deps;
    const [code] = await codes.live(id, ['sign_in'], new Date());
    const body = { email, otp: mailedSecrets.code(code!.id) };
    const answer = await people.nobody.post(SESSION, body);
    expect([answer.status, answer.body.user.id]).toEqual([201, id]);
    const cookie = answer.headers.get('set-cookie')!.split(';', 1)[0]!;
    await expectIn(people.nobody.with({ cookie }));
    expectProblem(await people.nobody.post(SESSION, body), 401, 'unauthenticated');
  });

  it('is bound to this host over https, and ends with a deactivation', async () => {
    const { id, email } = await someone();
    await serveWith(people.holdfast, { publicUrl: 'https://desk.example' }, async (client) => {
      const answer = await client.post(SESSION, { email, password: PASSWORD });
      expect(answer.headers.get('set-cookie')).toMatch(
        /^__Host-holdfast_session=\S+; Path=\/; .*; Secure; /u,
      );
    });
    const { client } = await withCookie(email);
    await dataOf(editPerson(people.admin, id, { is_active: false }));
    await expectOut(client);
    expectProblem(await people.nobody.post(SESSION, { email, password: 'guess' }), 401, 'unauthenticated');
  });
});

describe('the sessions of a person', () => {
  const SESSIONS = `${AUTH}/sessions` as const;
  const DAY_MS = 24 * 60 * 60_000;
  const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0';

  /** Signs in with a cookie, and calls as the page of the console does. */
  async function browser(email: string) {
    const { url } = people.holdfast;
    const headers = {
      'user-agent': FIREFOX,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    };
    const response = await fetch(`${url}${AUTH}/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    const call = (path: string, method = 'GET') =>
      fetch(url + path, { method, headers: { ...headers, cookie } });
    const list = async () => {
      const body: any = await (await call(SESSIONS)).json();
      return body.sessions as Schemas['OwnSession'][];
    };
    return { call, list };
  }

  const current = async (list: () => Promise<Schemas['OwnSession'][]>) =>
    (await list()).find((each) => each.is_current)!;

  it('are listed with their devices, and end one by one or all others at once', async () => {
    const { email, client } = await someone();
    const stranger = await someone();
    const [one, two] = [await browser(email), await browser(email)];
    await two.list();
    const listed = await waitFor('the devices', async () => {
      const sessions = await one.list();
      return sessions.filter(({ device }) => device === 'Firefox, Linux').length === 2 ? sessions : undefined;
    });
    expect(listed.map(({ kind, is_current }) => [kind, is_current])).toEqual([
      ['cookie', false],
      ['cookie', true],
      ['tokens', false],
    ]);
    const ofTwo = (await current(two.list)).id;
    const path = { params: { path: { session: ofTwo } } };
    const refused = await stranger.client.api.DELETE(`${SESSIONS}/{session}`, path);
    expect(refused.response.status).toBe(404);
    expect((await client.api.DELETE(`${SESSIONS}/{session}`, path)).response.status).toBe(204);
    expect((await two.call(`${AUTH}/me`)).status).toBe(401);
    expect((await one.call(SESSIONS, 'DELETE')).status).toBe(204);
    await expectOut(client);
    expect(await one.list()).toHaveLength(1);
    await expectIn(stranger.client);
  });

  it('in a cookie are renewed while they are used, and end at an absolute limit', async () => {
    const { email } = await someone();
    const { call, list } = await browser(email);
    const first = await waitFor('the first use', async () => {
      const session = await current(list);
      return session.last_used_at === null ? undefined : session;
    });
    const sessions = people.holdfast.mongo.collection<any>('sessions');
    const shift = (createdDaysAgo: number) =>
      sessions.updateOne(
        { _id: first.id },
        {
          $set: {
            createdAt: new Date(Date.now() - createdDaysAgo * DAY_MS),
            lastUsedAt: new Date(Date.now() - 2 * DAY_MS),
            expiresAt: new Date(Date.now() + DAY_MS),
          },
        },
      );
    const daysAfterUse = async () => {
      const header = (await call(`${AUTH}/me`)).headers.get('set-cookie') ?? '';
      const cookieDays = Number(/Max-Age=(\d+)/u.exec(header)?.[1]) / 86_400;
      return waitFor('the renewal', async () => {
        const { expiresAt, lastUsedAt } = await sessions.findOne({ _id: first.id });
        const days = (expiresAt.getTime() - Date.now()) / DAY_MS;
        return Date.now() - lastUsedAt.getTime() < DAY_MS ? [cookieDays, days].map(Math.round) : undefined;
      });
    };
    await shift(10);
    expect(await daysAfterUse()).toEqual([7, 7]);
    // A second use within minutes writes nothing.
    expect((await call(`${AUTH}/me`)).headers.get('set-cookie')).toBeNull();
    await shift(27);
    expect(await daysAfterUse()).toEqual([3, 3]);
    await sessions.updateOne({ _id: first.id }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect((await call(`${AUTH}/me`)).status).toBe(401);
  });
});
