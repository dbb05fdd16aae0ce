import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ApiDeps } from '../../../src/api/deps.js';
import { DomainError } from '../../../src/domain/errors.js';
import { aroundCommit } from '../../support/tickets/around-commit.js';
import type { Client } from '../../support/http-client.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { expectProblem, TICKETS, withPeople } from '../../support/api/people.js';
import { resolve } from '../../support/api/resolve.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople();
const RERUN = '/api/v1/admin/rerun-ai';

/** A request like no other: its title finds what became of it, its key repeats it. */
function aRequest() {
  const title = `Request ${randomUUID()}`;
  return { key: randomUUID(), body: { title, description: 'Something private.' } };
}
type Request = ReturnType<typeof aRequest>;

/** The client, sending this key. */
function keyed<C extends Client | CheckedClient>(client: C, key: string): C {
  return client.with({ 'idempotency-key': key }) as C;
}

async function ticketsOf({ body }: Request) {
  return people.holdfast.mongo.collection('tickets').find({ title: body.title }).toArray();
}

async function eventsOf(ticketId: string, type: string) {
  return people.holdfast.mongo.collection('events').find({ ticketId, type }).toArray();
}

const records = () => people.holdfast.mongo.collection<{ _id: string; answer: string }>('idempotency_keys');

/** Serves the system with other parts, to Alice. */
async function asAlice(overrides: Partial<ApiDeps>, use: (alice: Client) => Promise<void>): Promise<void> {
  await serveWith(people.holdfast, overrides, async (client) =>
    use(await client.signIn('alice@holdfast.local', 'holdfast-demo')),
  );
}

/** Stops short of its first commit until told to go on. */
function holding() {
  let begin = (): void => undefined;
  let goOn = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const overrides = committing(async (commit) => {
    begin();
    await held;
    await commit();
  });
  return { begun, goOn: () => goOn(), overrides };
}

/** Once every lock that is held now has ended. */
const later = { now: () => new Date(Date.now() + 6_000) };

const away = () => new DomainError('unavailable', 'The database cannot be reached.');
const committing = (around: (commit: () => Promise<void>) => Promise<void>) => ({
  tickets: aroundCommit(people.holdfast.deps.tickets, around),
});
const committedAndCutOff = () =>
  committing(async (commit) => {
    await commit();
    throw away();
  });

describe('a repeated request', () => {
  it('gets the first answer, and makes one ticket', async () => {
    const request = aRequest();
    const alice = keyed(people.alice, request.key);
    const first = await alice.post(TICKETS, request.body);
    await people.bob.post(`${TICKETS}/${first.body.number}/accept`);
    const again = await alice.post(TICKETS, request.body);
    expect(first.status).toBe(201);
    expect([again.status, again.body]).toEqual([201, first.body]);
    for (const header of ['location', 'etag', 'content-type']) {
      expect([header, again.headers.get(header)]).toEqual([header, first.headers.get(header)]);
    }
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(await ticketsOf(request)).toHaveLength(1);
    expect(await eventsOf(first.body.id, 'ticket.created')).toHaveLength(1);
  });

  it('is recognised with its fields in another order', async () => {
    const { key, body } = aRequest();
    const alice = keyed(people.alice, key);
    const first = await alice.post(TICKETS, body);
    const again = await alice.post(TICKETS, { description: body.description, title: body.title });
    expect(again.body).toEqual(first.body);
  });

  it('makes one comment', async () => {
    const { number, id } = await people.ticket();
    const path = `${TICKETS}/${number}/comments`;
    const bob = keyed(people.bob, randomUUID());
    const first = await bob.post(path, { body: 'On it.' });
    const again = await bob.post(path, { body: 'On it.' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([again.body, again.headers.get('location')]).toEqual([first.body, first.headers.get('location')]);
    expect((await people.bob.get(path)).body.comments).toEqual([first.body]);
    expect(await eventsOf(id, 'ticket.commented')).toHaveLength(1);
  });

  it('starts one job', async () => {
    const admin = keyed(people.admin, randomUUID());
    const first = await admin.post(RERUN, { fallback_only: true });
    const again = await admin.post(RERUN, { fallback_only: true });
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('is a new request without a key', async () => {
    const request = aRequest();
    const before = await records().countDocuments();
    const [first, second] = [
      await people.alice.post(TICKETS, request.body),
      await people.alice.post(TICKETS, request.body),
    ];
    expect(second.body.id).not.toBe(first.body.id);
    expect(await records().countDocuments()).toBe(before);
  });
});

describe('a key', () => {
  it('is no use for another body', async () => {
    const request = aRequest();
    const alice = keyed(people.alice, request.key);
    const first = await alice.post(TICKETS, request.body);
    const other = await alice.post(TICKETS, { ...request.body, priority: 'high' });
    expectProblem(other, 422, 'idempotency_mismatch');
    expect(await ticketsOf(request)).toHaveLength(1);
    expect((await alice.post(TICKETS, request.body)).body).toEqual(first.body);
  });

  it('belongs to one person', async () => {
    const request = aRequest();
    const [hers, his] = await Promise.all([
      keyed(people.alice, request.key).post(TICKETS, request.body),
      keyed(people.bob, request.key).post(TICKETS, request.body),
    ]);
    expect([hers.body.requester.name, his.body.requester.name]).toEqual(['Alice', 'Bob']);
    expect(his.headers.get('idempotency-replayed')).toBeNull();
    expect(await ticketsOf(request)).toHaveLength(2);
  });

  it('belongs to one address', async () => {
    const bob = keyed(people.bob, randomUUID());
    const tickets = [await people.ticket(), await people.ticket()];
    for (const { number } of tickets) {
      const { status, headers } = await bob.post(`${TICKETS}/${number}/comments`, { body: 'On it.' });
      expect([status, headers.get('idempotency-replayed')]).toEqual([201, null]);
    }
  });

  it.each(['', 'two words', 'clé', 'x'.repeat(256), 'one, two'])('is not %j', async (key) => {
    const request = aRequest();
    expectProblem(await keyed(people.alice, key).post(TICKETS, request.body), 400, 'malformed_request');
    expect(await ticketsOf(request)).toEqual([]);
  });

  it.each(['!', '"quoted-as-in-the-draft"', '~'.repeat(255)])('may be %j', async (key) => {
    const { body } = aRequest();
    expect((await keyed(people.alice, key).post(TICKETS, body)).status).toBe(201);
  });

  it('is not looked at before it is known who asks', async () => {
    const { key, body } = aRequest();
    const before = await records().countDocuments();
    expectProblem(await keyed(people.nobody, key).post(TICKETS, body), 401, 'unauthenticated');
    expect(await records().countDocuments()).toBe(before);
  });

  it('may be used again after input that was not valid', async () => {
    const request = aRequest();
    const alice = keyed(people.alice, request.key);
    expectProblem(await alice.post(TICKETS, { ...request.body, title: '' }), 422, 'invalid_input');
    expect((await alice.post(TICKETS, request.body)).status).toBe(201);
  });

  it('may be used again after a refusal', async () => {
    const { number } = await people.ticket();
    const path = `${TICKETS}/${number}/comments`;
    const alice = keyed(people.alice, randomUUID());
    expectProblem(await alice.post(path, { body: 'Hi', is_internal: true }), 403, 'forbidden');
    expect((await alice.post(path, { body: 'Hi' })).status).toBe(201);
  });
});

describe('several at once', () => {
  it('must wait while the first request is in progress', async () => {
    const request = aRequest();
    const { begun, goOn, overrides } = holding();
    await asAlice(overrides, async (client) => {
      const first = keyed(client, request.key).post(TICKETS, request.body);
      await begun;
      const second = await keyed(people.alice, request.key).post(TICKETS, request.body);
      expectProblem(second, 409, 'request_in_progress');
      expect(second.headers.get('retry-after')).toBe('1');
      const other = await keyed(people.alice, request.key).post(TICKETS, { ...request.body, type: 'bug' });
      expectProblem(other, 422, 'idempotency_mismatch');
      goOn();
      const third = await first.then(() => keyed(people.alice, request.key).post(TICKETS, request.body));
      expect([third.status, third.body]).toEqual([201, (await first).body]);
    });
    expect(await ticketsOf(request)).toHaveLength(1);
  });

  it('make one ticket', async () => {
    const request = aRequest();
    const alice = keyed(people.alice, request.key);
    const answers = await Promise.all(Array.from({ length: 20 }, () => alice.post(TICKETS, request.body)));
    const made = answers.filter(({ status }) => status === 201);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    expect(made.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await ticketsOf(request)).toHaveLength(1);
  });

  it('make one ticket also where the first is so slow that it counts as dead', async () => {
    const request = aRequest();
    const { begun, goOn, overrides } = holding();
    await asAlice(overrides, async (slow) => {
      const first = keyed(slow, request.key).post(TICKETS, request.body);
      await begun;
      await asAlice({ clock: later }, async (client) => {
        const second = await keyed(client, request.key).post(TICKETS, request.body);
        expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, null]);
        goOn();
        const { status, body } = await first;
        expect([status, body.id, body.number]).toEqual([201, second.body.id, second.body.number]);
      });
    });
    const [ticket, ...more] = await ticketsOf(request);
    expect(more).toEqual([]);
    expect(await eventsOf(String(ticket!._id), 'ticket.created')).toHaveLength(1);
  });
});

describe('a request whose outcome was lost', () => {
  it('is found again after its commit: one ticket, and the key is no use for another', async () => {
    const request = aRequest();
    await asAlice(committedAndCutOff(), async (client) => {
      expectProblem(await keyed(client, request.key).post(TICKETS, request.body), 503, 'unavailable');
    });
    const alice = keyed(people.alice, request.key);
    const other = await alice.post(TICKETS, { ...request.body, priority: 'high' });
    expectProblem(other, 422, 'idempotency_mismatch');
    const again = await alice.post(TICKETS, request.body);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
    const tickets = await ticketsOf(request);
    expect(tickets.map(({ _id }) => String(_id))).toEqual([again.body.id]);
    expect(await eventsOf(again.body.id, 'ticket.created')).toHaveLength(1);
    expect((await alice.post(TICKETS, request.body)).body).toEqual(again.body);
  });

  it('is carried out when it had not been', async () => {
    const request = aRequest();
    await asAlice(
      committing(() => Promise.reject(away())),
      async (client) => {
        expectProblem(await keyed(client, request.key).post(TICKETS, request.body), 503, 'unavailable');
      },
    );
    expect(await ticketsOf(request)).toEqual([]);
    expect((await keyed(people.alice, request.key).post(TICKETS, request.body)).status).toBe(201);
    expect(await ticketsOf(request)).toHaveLength(1);
  });

  it('keeps its key also when the repeat is refused', async () => {
    const { number } = await people.ticket();
    const path = `${TICKETS}/${number}/comments`;
    const key = randomUUID();
    await asAlice(
      committing(() => Promise.reject(away())),
      async (client) => {
        expectProblem(await keyed(client, key).post(path, { body: 'Hi' }), 503, 'unavailable');
      },
    );
    const alice = keyed(people.alice, key);
    await people.alice.patch(`${TICKETS}/${number}/status`, { status: 'cancelled' });
    expectProblem(await alice.post(path, { body: 'Hi' }), 409, 'illegal_transition');
    expectProblem(await alice.post(path, { body: 'Hello' }), 422, 'idempotency_mismatch');
  });

  it('is found again where its answer could not be kept', async () => {
    const request = aRequest();
    const { idempotency } = people.holdfast.deps;
    const forgetful: ApiDeps['idempotency'] = {
      claim: (claim) => idempotency.claim(claim),
      settle: () => Promise.reject(away()),
      unlock: (claim) => idempotency.unlock(claim),
      forget: (claim) => idempotency.forget(claim),
    };
    await asAlice({ idempotency: forgetful }, async (client) => {
      const first = await keyed(client, request.key).post(TICKETS, request.body);
      expect(first.status).toBe(201);
      await asAlice({ clock: later }, async (next) => {
        const again = await keyed(next, request.key).post(TICKETS, request.body);
        expect([again.status, again.body.id]).toEqual([201, first.body.id]);
      });
    });
    expect(await ticketsOf(request)).toHaveLength(1);
  });

  it('is found again for comments, even when the ticket is over by then', async () => {
    const { number, id } = await people.ticket();
    const path = `${TICKETS}/${number}/comments`;
    const [open, over] = [randomUUID(), randomUUID()];
    await asAlice(committedAndCutOff(), async (client) => {
      for (const key of [open, over]) {
        expectProblem(await keyed(client, key).post(path, { body: `Said ${key}` }), 503, 'unavailable');
      }
    });
    const said = await people.alice.get(path);
    const again = await keyed(people.alice, open).post(path, { body: `Said ${open}` });
    expect([again.status, again.body]).toEqual([201, said.body.comments[0]]);
    const { version } = (await people.alice.get(`${TICKETS}/${number}`)).body;
    await people.alice.at(version).patch(`${TICKETS}/${number}/status`, { status: 'cancelled' });
    const late = await keyed(people.alice, over).post(path, { body: `Said ${over}` });
    expect([late.status, late.body]).toEqual([201, said.body.comments[1]]);
    const fresh = keyed(people.alice, randomUUID());
    expectProblem(await fresh.post(path, { body: 'One more thing' }), 409, 'illegal_transition');
    expect((await people.alice.get(path)).body).toEqual(said.body);
    expect(await eventsOf(id, 'ticket.commented')).toHaveLength(2);
  });
});

describe('a follow-up whose answer was lost', () => {
  it('is found again, made and linked once', async () => {
    const { number } = await people.ticket();
    await people.alice.post(`${TICKETS}/${number}/cancel`, {});
    const [key, path, body] = [randomUUID(), `${TICKETS}/${number}/follow-up`, { description: 'Again.' }];
    await asAlice(committedAndCutOff(), async (client) => {
      expectProblem(await keyed(client, key).post(path, body), 503, 'unavailable');
    });
    const again = await keyed(people.alice, key).post(path, body);
    expect(again.status).toBe(201);
    const { links } = (await people.alice.get(`${TICKETS}/${number}`)).body;
    expect(links).toMatchObject([{ type: 'follow_up_of', direction: 'inward', ticket: again.body.number }]);
  });
});

describe('what is kept', () => {
  it('is encrypted in the database, and cannot be moved to another record', async () => {
    const [one, two] = [aRequest(), aRequest()];
    const before = await records().distinct('_id');
    for (const { key, body } of [one, two]) await keyed(people.alice, key).post(TICKETS, body);
    const kept = await records()
      .find({ _id: { $nin: before } })
      .toArray();
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/private|Alice|TKT-/u);
    expect(JSON.stringify(kept)).not.toContain(one.key);
    const [first, second] = kept;
    await records().updateOne({ _id: first!._id }, { $set: { answer: second!.answer } });
    await records().updateOne({ _id: second!._id }, { $set: { answer: first!.answer } });
    for (const { key, body } of [one, two]) {
      expectProblem(await keyed(people.alice, key).post(TICKETS, body), 500, 'internal_error');
    }
  });
});

describe('the OpenAPI document', () => {
  it('names the header, and what may be wrong with it, where something is created', () => {
    const { document } = people.contract;
    const withKey = Object.entries<any>(document.paths).flatMap(([path, item]) =>
      Object.entries<any>(item)
        .filter(([, { parameters = [] }]) =>
          parameters.some((each: any) => resolve(document, each).name === 'Idempotency-Key'),
        )
        .map(([method]) => `${method} ${path}`),
    );
    const creating = [TICKETS, `${TICKETS}/{ticket}/comments`, RERUN].map((path) => `post ${path}`);
    expect(withKey).toEqual(expect.arrayContaining(creating));
    expect(withKey.filter((operation) => !operation.startsWith('post '))).toEqual([]);
    const { parameters, responses } = document.paths[TICKETS].post;
    expect(parameters.map((each: any) => resolve(document, each))).toMatchObject([
      { in: 'header', required: false, schema: { type: 'string', minLength: 1, maxLength: 255 } },
    ]);
    expect(resolve(document, responses['409']).description).toContain('`request_in_progress`');
    expect(resolve(document, responses['422']).description).toContain('`idempotency_mismatch`');
  });
});

describe('a key of a caller without an account', () => {
  const REGISTER = '/api/v1/auth/register';
  const from = (client: Client, address: string, key: string) =>
    client.with({ 'x-forwarded-for': address, 'idempotency-key': key });
  const someone = () => ({
    email: `${randomUUID()}@example.org`,
    password: 'four words of mine',
    name: 'Somebody',
  });

  it('is neither blocked nor answered for strangers who choose the same', () =>
    serveWith(people.holdfast, { trustedProxies: ['loopback'] }, async (client) => {
      const [key, mine, theirs] = [randomUUID(), someone(), someone()];
      const first = await from(client, '192.0.2.1', key).post(REGISTER, mine);
      expect(first.status).toBe(201);
      // Another request of a stranger goes its own way …
      const stranger = await from(client, '192.0.2.2', key).post(REGISTER, theirs);
      expect([stranger.status, stranger.body.user.email]).toEqual([201, theirs.email]);
      // … and one that is the same gets no answer that was meant for somebody else.
      const spy = await from(client, '192.0.2.3', key).post(REGISTER, mine);
      expectProblem(spy, 409, 'duplicate');
      expect(spy.headers.has('idempotency-replayed')).toBe(false);

      const again = await from(client, '192.0.2.1', key).post(REGISTER, mine);
      expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([
        201,
        'true',
        first.body,
      ]);
      const other = await from(client, '192.0.2.1', key).post(REGISTER, theirs);
      expectProblem(other, 422, 'idempotency_mismatch');
    }));

  it('is the same one for all addresses of one network', () =>
    serveWith(people.holdfast, { trustedProxies: ['loopback'] }, async (client) => {
      const [key, mine] = [randomUUID(), someone()];
      const first = await from(client, '2001:db8:1:2::1', key).post(REGISTER, mine);
      const again = await from(client, '2001:db8:1:2:ffff::9', key).post(REGISTER, mine);
      expect([again.status, again.body]).toEqual([201, first.body]);
      expectProblem(await from(client, '2001:db8:1:3::1', key).post(REGISTER, mine), 409, 'duplicate');
    }));
});
