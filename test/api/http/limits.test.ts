import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTE_LIMITS } from '../../../src/domain/operations/rate-limits.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Answer, Caller } from '../../support/http-client.js';
import { CheckedClient, Contract } from '../../support/api/contract.js';
import { expectProblem, TICKETS } from '../../support/api/people.js';

const PER_ACCOUNT = 12;
const PER_ADDRESS = 30;
const ME = '/api/v1/auth/me';

let holdfast: Holdfast;
let contract: Contract;
beforeAll(async () => {
  holdfast = await startHoldfast({
    worker: false,
    environment: {
      RATE_LIMIT_DISABLED: 'false',
      RATE_LIMIT_PER_ACCOUNT: String(PER_ACCOUNT),
      RATE_LIMIT_PER_ADDRESS: String(PER_ADDRESS),
      TRUSTED_PROXIES: 'loopback',
    },
  });
  contract = await Contract.of(await holdfast.client());
});
afterAll(() => holdfast.close());

/** Every test lives at addresses of its own. */
let addresses = 0;
const somewhere = () => ({ 'x-forwarded-for': `198.51.100.${++addresses}` });

async function send(client: Caller, path: string, count: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let index = 0; index < count; index++) answers.push(await client.get(path));
  return answers;
}

function expectRefusal(answer: Answer): void {
  expectProblem(answer, 429, 'too_many_requests');
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(120);
  expect(answer.body.detail).toBe(`You have reached the rate limit. Try again in ${seconds} s.`);
  expect(answer.headers.get('ratelimit')).toContain(`;r=0;t=${seconds}`);
}

const nameOf = (address: string) => `${address.slice(0, 1).toUpperCase()}${address.slice(1)}`;

describe('rate limits', () => {
  it('are in the headers of every answer', async () => {
    const alice = (await holdfast.client('alice')).with(somewhere());
    const [first, second] = await send(alice, ME, 2);
    expect(first!.headers.get('ratelimit-policy')).toBe('"account";q=12;w=60, "address";q=30;w=60');
    expect(first!.headers.get('ratelimit')).toMatch(/^"account";r=11;t=\d+, "address";r=29;t=\d+$/u);
    expect(second!.headers.get('ratelimit')).toMatch(/^"account";r=10;t=\d+, "address";r=28;t=\d+$/u);
    expectProblem(await alice.get('/nowhere'), 404, 'not_found');
    const login = await alice.post('/api/v1/auth/login', {
      email: 'alice@holdfast.local',
      password: 'holdfast-demo',
    });
    expect(login.status).toBe(200);
    expect(login.headers.get('ratelimit-policy')).toBe('"sign_in";q=300;w=300, "address";q=30;w=60');
    expect(login.headers.get('ratelimit')).toContain('"address";r=26;');
  });

  it('count an account over all its addresses, and no other account', async () => {
    const home = somewhere();
    const maya = new CheckedClient(await holdfast.client('maya', { headers: home }), contract);
    const here = await send(maya, ME, PER_ACCOUNT - 4);
    const away = maya.with(somewhere());
    const there = await send(away, ME, 5);
    expect([...here, ...there].map(({ status }) => status)).toEqual([
      ...Array<number>(PER_ACCOUNT).fill(200),
      429,
    ]);
    expectRefusal(there.at(-1)!);
    expectRefusal(await away.get(TICKETS));
    const bob = await holdfast.client('bob', { headers: home });
    expect((await bob.get(ME)).status).toBe(200);
  });

  it('hold for an address, before anything is asked about who is there', async () => {
    const nobody = new CheckedClient(await holdfast.client(), contract).with({
      authorization: 'Bearer nonsense',
      ...somewhere(),
    });
    const answers = [
      ...(await send(nobody, ME, PER_ADDRESS / 2)),
      ...(await send(nobody, '/nowhere', PER_ADDRESS / 2)),
    ];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 404]));
    for (const path of [ME, '/nowhere']) expectRefusal(await nobody.get(path));
    expectRefusal(await nobody.post('/api/v1/auth/login', 'not even JSON'));
    const elsewhere = nobody.with(somewhere());
    expectProblem(await elsewhere.get(ME), 401, 'unauthenticated');
  });

  it('count all of an IPv6 network as one', async () => {
    const nobody = await holdfast.client();
    const at = (host: number) => nobody.with({ 'x-forwarded-for': `2001:db8:1:2::${host.toString(16)}` });
    for (let host = 1; host <= PER_ADDRESS; host++) await at(host).get('/nowhere');
    expectRefusal(await at(0xffff).get('/nowhere'));
  });

  it.each([
    ['request-otp', 'alice'],
    ['request-otp', 'nobody'],
    ['request-password-reset', 'maya'],
    ['request-password-reset', 'somebody'],
  ])('keep %s from filling a mailbox, whether it is there or not (%s)', async (path, name) => {
    const nobody = new CheckedClient(await holdfast.client(), contract);
    const ask = () =>
      nobody.with(somewhere()).post(`/api/v1/auth/${path}`, { email: `${name}@holdfast.local` });
    const mails = () =>
      holdfast.mongo
        .collection('deliveries')
        .countDocuments({ ticketId: null, 'recipient.name': nameOf(name) });
    const before = await mails();
    // Whoever asks hears the same: a refusal would let strangers keep the owner of the address from asking.
    for (let times = 0; times < 14; times += 1) expect((await ask()).status).toBe(202);
    expect((await mails()) - before).toBeLessThanOrEqual(10);
  });

  it('count wrong codes like wrong passwords', async () => {
    const nobody = new CheckedClient(await holdfast.client(), contract).with(somewhere());
    const email = 'carol@holdfast.local';
    for (const [path, proof] of [
      ['verify-otp', { otp: '000000' }],
      ['login', { password: 'a guess' }],
    ] as const) {
      for (let index = 0; index < 5; index++) {
        expectProblem(await nobody.post(`/api/v1/auth/${path}`, { email, ...proof }), 401, 'unauthenticated');
      }
    }
    for (const [path, proof] of [
      ['verify-otp', { otp: '000000' }],
      ['login', { password: 'holdfast-demo' }],
    ] as const) {
      expectProblem(await nobody.post(`/api/v1/auth/${path}`, { email, ...proof }), 429, 'too_many_requests');
    }
  });

  it('hold for guesses at the link of the first administrator, which has its own', async () => {
    const from = somewhere();
    const { quota } = ROUTE_LIMITS.setup.address;
    const ask = (method: string) => fetch(`${holdfast.url}/setup/a-guess`, { method, headers: from });
    for (let left = quota - 1; left >= 0; left -= 1) {
      const { status, headers } = await ask(left % 2 === 0 ? 'GET' : 'POST');
      expect(status).not.toBe(429);
      expect(headers.get('ratelimit')).toContain(`"setup";r=${left};`);
    }
    expect([(await ask('GET')).status, (await ask('POST')).status]).toEqual([429, 429]);
  });

  it('do not apply to health checks and documentation', async () => {
    const nobody = (await holdfast.client()).with(somewhere());
    await send(nobody, '/nowhere', PER_ADDRESS + 1);
    for (const path of ['/health', '/health/live', '/api/v1/health', '/docs', '/api/openapi.json']) {
      for (const { status, headers } of await send(nobody, path, 3)) {
        expect([path, status, headers.get('ratelimit')]).toEqual([path, 200, null]);
      }
    }
  });
});
