import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { changeNextTickets } from '../../../src/app/tickets/bulk/change-next-tickets.js';
import { addView } from '../../../src/app/tickets/views.js';
import { MAX_KEYS_PER_PERSON } from '../../../src/domain/accounts/api-key.js';
import { MAX_CUSTOM_FIELDS } from '../../../src/domain/tickets/custom-fields.js';
import { MAX_LINKS } from '../../../src/domain/tickets/linking.js';
import { MAX_TAGS } from '../../../src/domain/ticket-fields.js';
import { MAX_VIEWS_PER_PERSON } from '../../../src/domain/tickets/views.js';
import { dataOf } from '../../support/http-client.js';
import { accountsOf } from '../../support/api/accounts.js';
import { about, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

/** Every "at most so many" holds when many ask at the same time, and the last places are all given. */
const people = withPeople();
const { someone } = accountsOf(people);
/** As many as are asked for at once, for the places that are left. */
const ASKED = 20;
const LEFT = 5;

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

interface Answer {
  readonly status: number;
  readonly body: any;
}

/** Asks at the same time, and again where the server is too busy; says how many got it, and what the others were told. */
async function race(ask: (index: number) => Promise<Answer>) {
  const untilServed = async (index: number): Promise<Answer> => {
    const answer = await ask(index);
    return answer.status === 503 ? untilServed(index) : answer;
  };
  const answers = await Promise.all(many(ASKED, untilServed));
  return {
    made: answers.filter(({ status }) => status < 300).length,
    refusals: new Set(
      answers.filter(({ status }) => status >= 300).map(({ status, body }) => `${status} ${body.code}`),
    ),
  };
}

const rows = (collection: string) => people.holdfast.mongo.collection<any>(collection);

describe('with parallel requests, no caller gets more than', () => {
  it(`${MAX_KEYS_PER_PERSON} API keys`, async () => {
    const { client, id } = await someone();
    const key = { name: 'k', scopes: ['tickets:read'] };
    const first = (await client.post('/api/v1/auth/api-keys', key)).body.api_key;
    const kept = await rows('api_keys').findOne({ _id: first.id });
    const copies = many(MAX_KEYS_PER_PERSON - LEFT - 1, () => ({
      ...kept,
      _id: randomUUID(),
      hash: randomUUID(),
    }));
    await rows('api_keys').insertMany(copies);
    const outcome = await race(() => client.post('/api/v1/auth/api-keys', key));
    expect(outcome).toEqual({ made: LEFT, refusals: new Set(['403 forbidden']) });
    expect(await rows('api_keys').countDocuments({ 'person.id': id })).toBe(MAX_KEYS_PER_PERSON);
    await client.send('DELETE', `/api/v1/auth/api-keys/${first.id}`);
    expect((await client.post('/api/v1/auth/api-keys', key)).status).toBe(201);
  });

  it(`${MAX_VIEWS_PER_PERSON} views`, async () => {
    const { client, id } = await someone();
    const view = { name: 'v' };
    const first = (await client.post('/api/v1/views', view)).body;
    const kept = await rows('views').findOne({ _id: first.id });
    await rows('views').insertMany(
      many(MAX_VIEWS_PER_PERSON - LEFT - 1, () => ({ ...kept, _id: randomUUID() })),
    );
    const outcome = await race(() => client.post('/api/v1/views', view));
    expect(outcome).toEqual({ made: LEFT, refusals: new Set(['409 illegal_transition']) });
    expect(await rows('views').countDocuments({ 'owner.id': id })).toBe(MAX_VIEWS_PER_PERSON);
    // Repeated, it is there already, whatever the limit.
    const actor = { type: 'user', id, name: 'Someone', role: 'user' } as const;
    const content = { name: 'v', filter: {}, sort: '-created_at', isShared: false } as const;
    expect(await addView(people.holdfast.deps, actor, content, first.id)).toMatchObject({ id: first.id });
  });

  it(`${MAX_CUSTOM_FIELDS} custom fields`, async () => {
    const field = (key: string) => ({ key, label: 'A field', rules: { type: 'text', max_length: 10 } });
    const post = (key: string) => people.admin.post('/api/v1/custom-fields', field(key));
    expect((await post('first')).status).toBe(201);
    const kept = await rows('custom_fields').findOne({ _id: 'first@1' });
    await rows('custom_fields').insertMany(
      many(MAX_CUSTOM_FIELDS - LEFT - 1, (at) => ({ ...kept, _id: `copy_${at}@1`, name: `copy_${at}` })),
    );
    const outcome = await race((at) => post(`asked_${at}`));
    expect(outcome).toEqual({ made: LEFT, refusals: new Set(['409 illegal_transition']) });
    expect(await rows('custom_fields').countDocuments()).toBe(MAX_CUSTOM_FIELDS);
    const edit = await people.admin.patch('/api/v1/custom-fields/first', { label: 'Still changed' });
    expect(edit.status).toBe(200);
  });

  it(`${MAX_LINKS} links on a ticket`, async () => {
    const { id, number } = await people.ticket();
    const others = await Promise.all(many(4, () => people.ticket()));
    const link = (at: number) => ({
      id: `link-${at}`,
      type: 'relates_to',
      direction: 'outward',
      ticket: { id: `gone-${at}`, number: `TKT-2000-${at}`, requester: { id: 'gone' } },
    });
    await rows('tickets').updateOne({ _id: id }, { $set: { links: many(MAX_LINKS - 2, link) } });
    const answers = await Promise.all(
      others.map((other) =>
        people.bob.post(`${TICKETS}/${number}/links`, { type: 'blocks', ticket: other.id }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect((await dataOf(people.bob.api.GET(TICKET, about(number)))).links).toHaveLength(MAX_LINKS);
  });

  it(`${MAX_TAGS} tags on a ticket`, async () => {
    const { number } = await people.ticket();
    const ask = async (at: number) => {
      const change = { add_tags: many(MAX_TAGS / 2, (index) => `tag-${at}-${index}`) };
      const answer = await people.bob.post(`${TICKETS}/bulk`, { ticket_ids: [number], change });
      return answer.body.job.id as string;
    };
    const jobs = await Promise.all(many(4, ask));
    const done = await Promise.all(jobs.map((job) => changeNextTickets(people.holdfast.deps, job)));
    expect(done.map(({ changed }) => changed).sort()).toEqual([0, 0, 1, 1]);
    expect((await dataOf(people.bob.api.GET(TICKET, about(number)))).tags).toHaveLength(MAX_TAGS);
  });
});
