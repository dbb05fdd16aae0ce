import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EncryptionCodec } from '../../../src/adapters/temporal/encryption-codec.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { Client } from '../../support/http-client.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const KEY = { id: '2026', base64: randomBytes(32).toString('base64') };
const UI = 'http://ui.desk.example.org:8233';
const people = withPeople({
  worker: false,
  environment: {
    TEMPORAL_CODEC_KEYS: `${KEY.id}:${KEY.base64}`,
    TEMPORAL_UI_URL: `${UI}/`,
    CORS_ORIGINS: 'https://desk.example.org',
  },
});

const PAGE = '/temporal/codec';
const DECODE = `${PAGE}/decode`;
const ENCODE = `${PAGE}/encode`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const CLEAR = { metadata: { encoding: base64('json/plain') }, data: base64('{"ticketId":"a-ticket"}') };

/** As the workers write it. */
async function encrypted(key = KEY) {
  const [{ metadata, data } = {}] = await new EncryptionCodec([key]).encode([
    { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(CLEAR.data, 'base64') },
  ]);
  const bytes = Object.entries(metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('base64'),
  ]);
  return { metadata: Object.fromEntries(bytes), data: Buffer.from(data!).toString('base64') };
}

describe('the codec of the Web UI', () => {
  it('decrypts for administrators, and leaves alone what is not encrypted', async () => {
    const strange = { ...CLEAR, externalPayloads: [{ sizeBytes: '7' }] };
    const { status, body } = await people.admin.post(DECODE, { payloads: [await encrypted(), strange, {}] });
    expect([status, body]).toEqual([200, { payloads: [CLEAR, strange, {}] }]);
    expect((await people.admin.post(DECODE, { payloads: [] })).body).toEqual({ payloads: [] });
  });

  it('encrypts what it decrypts again', async () => {
    const { status, body } = await people.admin.post(ENCODE, { payloads: [CLEAR] });
    expect(status).toBe(200);
    expect(body.payloads[0].metadata.encoding).toBe(base64('binary/encrypted'));
    expect(Buffer.from(body.payloads[0].data, 'base64').toString('latin1')).not.toContain('ticket');
    expect((await people.admin.post(DECODE, body)).body).toEqual({ payloads: [CLEAR] });
  });

  it('is for administrators and their programs', async () => {
    const payloads = { payloads: [await encrypted()] };
    for (const path of [DECODE, ENCODE]) {
      for (const client of [people.alice, people.bob, people.maya]) {
        expectProblem(await client.post(path, payloads), 403, 'forbidden');
      }
      expectProblem(await people.nobody.post(path, payloads), 401, 'unauthenticated');
    }
    const key = async (scopes: string[]) =>
      people.nobody.with({
        'x-api-key': (await people.admin.post('/api/v1/auth/api-keys', { name: 'cli', scopes })).body.key,
      });
    expect((await (await key(['admin'])).post(DECODE, payloads)).status).toBe(200);
    expectProblem(await (await key(['tickets:read'])).post(DECODE, payloads), 403, 'forbidden');
  });

  it('names every payload that it cannot decrypt, and the key that is missing', async () => {
    const changed = await encrypted();
    const bytes = Buffer.from(changed.data, 'base64');
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    const unknown = await encrypted({ ...KEY, id: '2019' });
    const payloads = [CLEAR, { ...changed, data: bytes.toString('base64') }, unknown];
    const answer = await people.admin.post(DECODE, { payloads });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['payloads.1', 'payloads.2']);
    expect(answer.body.errors[1].message).toContain('the key "2019"');
    expect(JSON.stringify(answer.body)).not.toContain(KEY.base64);
  });

  it.each([
    ['no list', {}, ['payloads']],
    [
      'no base64',
      { payloads: [{ metadata: { encoding: 'json/plain!' }, data: '%%' }] },
      ['payloads.0.data', 'payloads.0.metadata.encoding'],
    ],
    ['numbers', { payloads: [7, { data: 7 }] }, ['payloads.0', 'payloads.1.data']],
    ['too many', { payloads: Array.from({ length: 1001 }, () => ({})) }, ['payloads']],
  ])('refuses %s', async (_what, body, paths) => {
    for (const path of [DECODE, ENCODE]) {
      const answer = await people.admin.post(path, body);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(paths);
    }
  });

  it('refuses what is no JSON, or too much', async () => {
    expectProblem(await people.admin.post(DECODE, 'payloads'), 400, 'malformed_request');
    const huge = { payloads: [{ data: base64('x'.repeat(800_000)) }] };
    expectProblem(await people.admin.post(DECODE, huge), 413, 'payload_too_large');
    const asText = people.admin.with({ 'content-type': 'text/plain' });
    expectProblem(await asText.post(DECODE, '{"payloads":[]}'), 415, 'unsupported_media_type');
  });
});

describe('pages that call it', () => {
  const preflight = (origin: string, path = DECODE) =>
    fetch(people.holdfast.url + path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-namespace',
      },
    });
  const allowed = ({ headers }: Response) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

  it('may be those of the Web UI, with a cookie', async () => {
    const answer = await preflight(UI);
    expect(answer.status).toBe(204);
    expect(allowed(answer)).toEqual({
      'access-control-allow-origin': UI,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'Authorization,Content-Type,X-Namespace',
      'access-control-max-age': '7200',
    });
  });

  it('are refused to all other origins, even those that can call the API', async () => {
    for (const origin of [
      'https://desk.example.org',
      'http://ui.desk.example.org',
      'https://evil.example',
      'null',
    ]) {
      expect(allowed(await preflight(origin))).toEqual({});
    }
    expect(allowed(await preflight(UI, '/api/v1/tickets'))).toEqual({});
  });
});

describe('signing in for it', () => {
  const enter = (email: string, password: string) =>
    fetch(people.holdfast.url + PAGE, { method: 'POST', body: new URLSearchParams({ email, password }) });
  /** As the Web UI asks, with what the browser has kept. */
  const ask = async (cookie: string, path = DECODE) =>
    new Client(people.holdfast.url, {
      headers: { cookie, origin: UI, 'x-namespace': 'default' },
    }).post(path, { payloads: [await encrypted()] });

  it('shows a form, and gives administrators a cookie that decrypts', async () => {
    const page = await fetch(people.holdfast.url + PAGE);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
    const inHindi = await fetch(people.holdfast.url + PAGE, { headers: { 'accept-language': 'hi' } });
    expect(await inHindi.text()).toContain('<html lang="hi">');
    const answer = await enter('admin@holdfast.local', DEMO_PASSWORD);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(UI)]);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^holdfast_codec=[\w.-]+; Path=\/temporal\/codec; Max-Age=1800; HttpOnly; SameSite=Strict$/,
    );
    const kept = cookie.split(';')[0]!;
    const { status, headers, body } = await ask(kept);
    expect([status, body]).toEqual([200, { payloads: [CLEAR] }]);
    expect(headers.get('access-control-allow-origin')).toBe(UI);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });

  it('gives a cookie that opens nothing else, and nothing beside another token', async () => {
    const answer = await enter('admin@holdfast.local', DEMO_PASSWORD);
    const kept = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    const byCookie = new Client(people.holdfast.url, { headers: { cookie: kept } });
    for (const path of ['/api/v1/tickets', '/temporal/codecs', '/api/v1/admin/users']) {
      expect([401, 404]).toContain((await byCookie.get(path)).status);
    }
    expect(
      (await byCookie.with({ authorization: 'Bearer wrong' }).post(DECODE, { payloads: [] })).status,
    ).toBe(401);
    expect((await ask('holdfast_codec=forged')).status).toBe(401);
  });

  it('gives a cookie that is no access token, and takes no access token as a cookie', async () => {
    const answer = await enter('admin@holdfast.local', DEMO_PASSWORD);
    const token = /^holdfast_codec=([^;]+)/u.exec(answer.headers.getSetCookie()[0]!)![1]!;
    const bearer = people.nobody.with({ authorization: `Bearer ${token}` });
    expectProblem(await bearer.get('/api/v1/auth/me'), 401, 'unauthenticated');
    expectProblem(await bearer.post(DECODE, { payloads: [] }), 401, 'unauthenticated');
    const login = { email: 'admin@holdfast.local', password: DEMO_PASSWORD };
    const { body } = await people.nobody.post('/api/v1/auth/login', login);
    expect((await ask(`holdfast_codec=${body.access_token}`)).status).toBe(401);
  });

  it('leaves a session that ends with the cookie, and none where it is refused', async () => {
    const { mongo } = people.holdfast;
    const left = async (email: string) => {
      const { _id } = (await mongo.collection('users').findOne({ email }))!;
      const sessions = await mongo.collection('sessions').find({ 'person.id': _id }).toArray();
      const entries = await mongo
        .collection('events')
        .countDocuments({ type: 'account.signed_in', 'account.id': _id });
      return { sessions, entries, tokens: await mongo.collection('refresh_tokens').countDocuments() };
    };
    const before = await left('maya@holdfast.local');
    expect((await enter('maya@holdfast.local', DEMO_PASSWORD)).status).toBe(403);
    expect(await left('maya@holdfast.local')).toEqual(before);

    const known = new Set((await left('admin@holdfast.local')).sessions.map(({ _id }) => String(_id)));
    expect((await enter('admin@holdfast.local', DEMO_PASSWORD)).status).toBe(200);
    const { sessions, tokens } = await left('admin@holdfast.local');
    const [opened, ...more] = sessions.filter(({ _id }) => !known.has(String(_id)));
    expect([more, tokens]).toEqual([[], before.tokens]);
    expect(opened!['expiresAt'] - opened!['createdAt']).toBe(1_800_000);
  });

  it('keeps others out', async () => {
    for (const [email, password, status] of [
      ['admin@holdfast.local', 'wrong-password', 401],
      ['nobody@holdfast.local', DEMO_PASSWORD, 401],
      ['maya@holdfast.local', DEMO_PASSWORD, 403],
      ['bob@holdfast.local', DEMO_PASSWORD, 403],
      ['alice@holdfast.local', DEMO_PASSWORD, 403],
      ['', '', 422],
    ] as const) {
      const answer = await enter(email, password);
      expect([email, answer.status, answer.headers.getSetCookie()]).toEqual([email, status, []]);
      expect(await answer.text()).toContain('role="alert"');
    }
    const empty = await fetch(people.holdfast.url + PAGE, { method: 'POST' });
    expect([empty.status, empty.headers.getSetCookie()]).toEqual([422, []]);
  });
});
