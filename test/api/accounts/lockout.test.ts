import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { TRIES_PER_CODE, TRIES_PER_NETWORK } from '../../../src/domain/accounts/one-time-code.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { HAS_REDIS, RedisServer } from '../../support/servers/redis.js';
import { mailedCode, mailedLink } from '../../support/mail/secrets.js';
import { AUTH } from '../../support/api/accounts.js';

const CODEC_PAGE = '/temporal/codec';
const NEW_PASSWORD = 'chosen by the owner';
/** Where nobody has signed in before. */
const OWNER = '203.0.113.5';
/** A network of a site of its own for each. */
const site = (index: number) => `198.18.${index}.1`;
/** A network of its own for each, all of one customer of a provider. */
const ofOneSite = (index: number) => `2001:db8:7:${index.toString(16)}::1`;

const counters = [
  { name: 'memory', hasRedis: false },
  ...(HAS_REDIS ? [{ name: 'Redis', hasRedis: true }] : []),
];

describe.each(counters)('a stranger, with counters in $name', ({ hasRedis }) => {
  let redis: RedisServer | undefined;
  let holdfast: Holdfast;
  beforeAll(async () => {
    redis = hasRedis ? await RedisServer.start() : undefined;
    holdfast = await startHoldfast({
      environment: {
        RATE_LIMIT_DISABLED: 'false',
        TRUSTED_PROXIES: 'loopback',
        ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
      },
    });
  });
  afterAll(async () => {
    await holdfast.close();
    await redis?.close();
  });

  /** Asks again where a busy machine is told so. */
  const post = async (path: string, from: string, body: object): Promise<Response> => {
    const answer = await fetch(holdfast.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify(body),
    });
    return answer.status === 503 ? post(path, from, body) : answer;
  };
  const login = async (email: string, from: string, password = 'a guess') =>
    (await post(`${AUTH}/login`, from, { email, password })).status;
  const verify = async (email: string, from: string, otp: string) =>
    (await post(`${AUTH}/verify-otp`, from, { email, otp })).status;
  const requestCode = async (email: string, from: string) =>
    (await post(`${AUTH}/request-otp`, from, { email })).status;
  const requestLink = async (email: string, from: string) =>
    (await post(`${AUTH}/request-password-reset`, from, { email })).status;
  const enterCodec = async (email: string, from: string, password = 'a guess') =>
    (
      await fetch(holdfast.url + CODEC_PAGE, {
        method: 'POST',
        headers: { 'x-forwarded-for': from },
        body: new URLSearchParams({ email, password }),
      })
    ).status;
  const times = <T>(count: number, make: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => make(index)));

  /** Another stranger in each test: what they ask of all accounts together is limited too. */
  let stranger: string;
  let count = 0;
  async function person(role: 'user' | 'admin' = 'user'): Promise<string> {
    count += 1;
    stranger = `198.51.100.${count}`;
    const email = `owner-${count}@example.org`;
    const { api } = await holdfast.client('admin');
    const body = { email, name: 'Owner', role, password: DEMO_PASSWORD };
    expect((await api.POST('/api/v1/users', { body })).response.status).toBe(201);
    return email;
  }

  /** A code that is none of those mailed. */
  const wrongCode = (right = '') => (right === '000000' ? '000001' : '000000');

  /** Everything that somebody can do who knows the address of the owner only. */
  async function attack(email: string, from: string): Promise<void> {
    expect(new Set(await times(10, () => requestCode(email, from)))).toEqual(new Set([202]));
    expect(new Set(await times(10, () => requestLink(email, from)))).toEqual(new Set([202]));
    for (const status of await times(12, () => verify(email, from, wrongCode()))) {
      expect([401, 429]).toContain(status);
    }
    for (const status of await times(12, () => login(email, from))) expect([401, 429]).toContain(status);
    for (const status of await times(12, () => enterCodec(email, from))) expect([401, 429]).toContain(status);
  }

  const idOf = async (email: string) => (await holdfast.mongo.collection('users').findOne({ email }))!._id;
  /** How many mails of a kind are on their way to somebody or there. */
  const mailed = async (kind: string, email: string) =>
    holdfast.mongo
      .collection('deliveries')
      .countDocuments({ kind, 'recipient.id': String(await idOf(email)) });

  it('does not stop the owner from signing in with the password', async () => {
    const email = await person();
    await attack(email, stranger);
    expect(await login(email, stranger, DEMO_PASSWORD)).toBe(429);
    expect(await login(email, OWNER, DEMO_PASSWORD)).toBe(200);
  });

  it('… nor on the page of the codec', async () => {
    const email = await person('admin');
    await attack(email, stranger);
    expect(await enterCodec(email, stranger, DEMO_PASSWORD)).toBe(429);
    expect(await enterCodec(email, OWNER, DEMO_PASSWORD)).toBe(200);
  });

  it('… nor with a code that was mailed before', async () => {
    const email = await person();
    expect(await requestCode(email, OWNER)).toBe(202);
    const code = await mailedCode(holdfast.sink, email);
    await times(10, () => verify(email, stranger, wrongCode(code)));
    expect(await verify(email, OWNER, code)).toBe(200);
  });

  it('… nor with a code or a link that the owner asks for after it', async () => {
    const email = await person();
    await attack(email, stranger);
    const [codes, links] = [await mailed('sign_in_code', email), await mailed('password_reset', email)];
    expect(await requestCode(email, OWNER)).toBe(202);
    expect(await verify(email, OWNER, await mailedCode(holdfast.sink, email, codes + 1))).toBe(200);
    expect(await requestLink(email, OWNER)).toBe(202);
    const token = (await mailedLink(holdfast.sink, email, links + 1)).split('/').at(-1)!;
    const set = await post(`${AUTH}/reset-password`, OWNER, { token, password: NEW_PASSWORD });
    expect(set.status).toBe(204);
    expect(await login(email, OWNER, NEW_PASSWORD)).toBe(200);
  });

  it('… and neither does a stranger in all networks of a site', async () => {
    const email = await person();
    const answers = await times(60, (index) => login(email, ofOneSite(index)));
    expect(answers.filter((status) => status === 401)).toHaveLength(20);
    expect(await login(email, ofOneSite(99), DEMO_PASSWORD)).toBe(429);
    expect(await login(email, OWNER, DEMO_PASSWORD)).toBe(200);
  });

  it('… and neither do many strangers, if the owner’s network is known or the owner has a link', async () => {
    const email = await person();
    const home = '203.0.113.77';
    expect(await login(email, home, DEMO_PASSWORD)).toBe(200);
    for (let index = 0; index < 15; index++) await times(10, () => login(email, site(index)));
    expect(await login(email, OWNER, DEMO_PASSWORD)).toBe(429);
    expect(await login(email, home, DEMO_PASSWORD)).toBe(200);
    for (let index = 0; index < 6; index++) await times(5, () => requestCode(email, site(index)));
    for (let index = 0; index < 6; index++) await times(5, () => requestLink(email, site(index)));
    const mails = await mailed('sign_in_code', email);
    expect(await requestCode(email, home)).toBe(202);
    expect(await verify(email, home, await mailedCode(holdfast.sink, email, mails + 1))).toBe(200);

    // Enough was mailed, so no more comes; one of those that the strangers asked for will do.
    expect(await requestLink(email, OWNER)).toBe(202);
    const token = (await mailedLink(holdfast.sink, email)).split('/').at(-1)!;
    const set = await post(`${AUTH}/reset-password`, OWNER, { token, password: NEW_PASSWORD });
    expect(set.status).toBe(204);
    expect(await login(email, OWNER, NEW_PASSWORD)).toBe(200);
  });

  it('cannot flood a mailbox, and learns nothing from the answers', async () => {
    const email = await person();
    const known = await times(30, (index) => post(`${AUTH}/request-otp`, site(100 + index), { email }));
    const unknown = await times(30, (index) =>
      post(`${AUTH}/request-otp`, site(100 + index), { email: 'nobody@example.org' }),
    );
    const seen = async (answers: Response[]) =>
      new Set(await Promise.all(answers.map(async (each) => `${each.status} ${await each.text()}`)));
    expect(await seen(known)).toEqual(await seen(unknown));
    const codes = holdfast.mongo.collection('one_time_codes');
    // Some of those at the same moment may find that there is none yet.
    expect(await mailed('sign_in_code', email)).toBeLessThanOrEqual(10 + 3);
    expect(await codes.countDocuments({ accountId: String(await idOf(email)) })).toBeLessThanOrEqual(3);
  });

  it('can try a code five times from a network, and fifty times from all networks', async () => {
    const email = await person();
    await requestCode(email, OWNER);
    const code = await mailedCode(holdfast.sink, email);
    const codes = holdfast.mongo.collection('one_time_codes');
    const id = String(await idOf(email));
    const tries = async () => {
      const [{ attemptsLeft, triesByNetwork } = {} as any] = await codes.find({ accountId: id }).toArray();
      return { attemptsLeft, each: Object.values(triesByNetwork) };
    };
    await times(9, () => verify(email, stranger, wrongCode(code)));
    expect(await tries()).toEqual({
      attemptsLeft: TRIES_PER_CODE - TRIES_PER_NETWORK,
      each: [TRIES_PER_NETWORK],
    });
    expect(await verify(email, stranger, code)).toBe(401);
    await times(12, (index) => times(6, () => verify(email, site(index), wrongCode(code))));
    const spent = await tries();
    expect(spent.attemptsLeft).toBe(0);
    expect(spent.each.reduce<number>((sum, each) => sum + Number(each), 0)).toBe(TRIES_PER_CODE);
    expect(await verify(email, OWNER, code)).toBe(401);

    // It is spent for everybody, so another one is mailed, and that one is another.
    await requestCode(email, OWNER);
    const next = await mailedCode(holdfast.sink, email, 2);
    expect(next).not.toBe(code);
    expect(await verify(email, OWNER, next)).toBe(200);
  });
});
