import { describe, expect, it } from '@jest/globals';
import { toMongoFilter } from '../../../src/adapters/mongo/tickets/ticket-query.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { tokensOf, type Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { CheckedClient } from '../../support/api/contract.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
type Person = typeof people.bob;
type NewField = Schemas['NewCustomField'];

const FIELDS = '/api/v1/custom-fields';
const CHOICE: NewField['rules'] = { type: 'choice', options: ['emea', 'apac'] };
const TEXT: NewField['rules'] = { type: 'text', max_length: 10 };

let count = 0;
const newKey = () => `field_${(count += 1)}`;

async function addField(field: Partial<NewField> = {}): Promise<string> {
  const body = { key: newKey(), label: 'A field', rules: TEXT, ...field };
  return (await dataOf(people.admin.api.POST(FIELDS, { body }))).key;
}

function editField({ api }: Person, field: string, body: Schemas['CustomFieldEdit']) {
  return api.PATCH(`${FIELDS}/{field}`, { params: { path: { field } }, body });
}

const read = ({ api }: Person, ticket: string) => dataOf(api.GET(TICKET, about(ticket)));
const fill = ({ api }: Person, ticket: string, custom_fields: Record<string, string | number | null>) =>
  api.PATCH(TICKET, { ...about(ticket), body: { custom_fields } });
const trail = async ({ api }: Person, ticket: string) =>
  (await dataOf(api.GET(`${TICKET}/activities`, about(ticket)))).activities;
const found = async ({ api }: Person, ...custom_field: string[]) => {
  const { tickets } = await dataOf(api.GET(TICKETS, { params: { query: { custom_field } } }));
  return tickets.map(({ number }) => number);
};

async function unversionedAdmin(): Promise<CheckedClient> {
  const nobody = await people.holdfast.client();
  return new CheckedClient(await nobody.signIn('admin@holdfast.local', DEMO_PASSWORD), people.contract);
}

describe('a custom field of some categories', () => {
  const define = (categories: unknown, more: object = {}) => {
    const key = newKey();
    return people.admin.post(FIELDS, { key, label: 'A field', rules: TEXT, categories, ...more });
  };
  const file = (category: string | undefined, custom_fields = {}) =>
    people.alice.post(TICKETS, {
      title: 'VPN drops',
      description: 'Since this morning.',
      ...(category === undefined ? {} : { category }),
      custom_fields,
    });

  it('is required as its category says, at submission and to resolve', async () => {
    const made = await define([
      { category: 'network', required: 'at_submission' },
      { category: 'printer', required: 'to_resolve' },
    ]);
    expect(made.status).toBe(201);
    const { key } = made.body;
    const refused = await file('network');
    expectProblem(refused, 422, 'invalid_input');
    expect(faultPaths(refused)).toEqual([`custom_fields.${key}`]);
    const filled = await file('network', { [key]: 'desk 7' });
    expect(filled.status).toBe(201);
    const remove = { custom_fields: { [key]: null } };
    expectProblem(await people.bob.patch(`${TICKETS}/${filled.body.number}`, remove), 422, 'invalid_input');
    for (const category of ['hardware', undefined]) expect((await file(category)).status).toBe(201);
    const printer = (await file('printer')).body.number;
    const resolution = { resolution_code: 'fixed' };
    const early = await people.bob.post(`${TICKETS}/${printer}/resolve`, resolution);
    expect(faultPaths(early)).toEqual([`custom_fields.${key}`]);
    expect((await people.bob.patch(`${TICKETS}/${printer}`, { category: 'hardware' })).status).toBe(200);
    expect((await people.bob.post(`${TICKETS}/${printer}/resolve`, resolution)).status).toBe(200);
    const formOf = async (category: string) =>
      (await people.alice.get(`${FIELDS}?page_size=100&category=${category}`)).body.custom_fields.map(
        (field: { key: string }) => field.key,
      );
    expect(await formOf('network')).toContain(key);
    expect(await formOf('hardware')).not.toContain(key);
    const everywhere = await people.admin.patch(`${FIELDS}/${key}`, { categories: null });
    expect(everywhere.body).toMatchObject({ categories: null, required: 'no', version: 2 });
    expect(await formOf('hardware')).toContain(key);
  });

  it('names every fault', async () => {
    const some = [{ category: 'network', required: 'no' }];
    const answers = [
      await define([{ category: 'nope', required: 'no' }]),
      await define([...some, ...some]),
      await define(some, { required: 'to_resolve' }),
      await define([{ category: 'network', required: 'at_submission' }], { is_internal: true }),
      await define([]),
      await define([{ category: 'network', required: 'sometimes' }]),
    ];
    for (const answer of answers) expectProblem(answer, 422, 'invalid_input');
    expect(answers.map(faultPaths)).toEqual([
      ['categories.0.category'],
      ['categories.1.category'],
      ['required'],
      ['categories.0.required'],
      ['categories'],
      ['categories.0.required'],
    ]);
  });
});

describe('the definition of a custom field', () => {
  it('is added, read and listed, in versions', async () => {
    const key = newKey();
    const body: NewField = { key, label: 'Region', rules: CHOICE, required: 'to_resolve' };
    const { data, response } = await people.admin.api.POST(FIELDS, { body });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`${FIELDS}/${key}`);
    const made = { ...body, is_internal: false, is_active: true, version: 1, created_by: { name: 'Admin' } };
    expect(data).toMatchObject(made);
    expect((await people.alice.get(`${FIELDS}/${key}`)).body).toEqual(data);
    const { custom_fields: listed } = (await people.alice.get(`${FIELDS}?page_size=100`)).body;
    expect(listed).toContainEqual(data);
    expectProblem(await people.admin.api.POST(FIELDS, { body }), 409, 'duplicate');
    await dataOf(editField(people.admin, key, { required: 'no' }));
  });

  it('can be changed only by callers who have seen its newest version', async () => {
    const key = await addField({ rules: CHOICE });
    const rules: NewField['rules'] = { type: 'choice', options: ['emea', 'apac', 'emea', 'amer'] };
    const { data, response } = await editField(people.admin.at(1), key, { rules, label: 'Where' });
    expect(response.headers.get('etag')).toBe('"2"');
    expect(data).toMatchObject({ label: 'Where', version: 2, rules: { options: ['emea', 'apac', 'amer'] } });
    expectProblem(await editField(people.admin.at(1), key, { label: 'Late' }), 412, 'version_conflict');
    const unversioned = await unversionedAdmin();
    expectProblem(await editField(unversioned, key, { label: 'Blind' }), 428, 'version_required');
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((label) => editField(people.admin.at(2), key, { label })),
    );
    expect(answers.map(({ response: { status } }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('keeps its type, and cannot require from requesters what they cannot see', async () => {
    const key = await addField({ rules: CHOICE, is_internal: true });
    const answers = [
      await editField(people.admin, key, { rules: TEXT }),
      await editField(people.admin, key, { required: 'at_submission' }),
      await people.admin.patch(`${FIELDS}/${key}`, { key: 'other', is_internal: false }),
      await people.admin.patch(`${FIELDS}/${key}`, {}),
    ];
    for (const answer of answers) expectProblem(answer, 422, 'invalid_input');
    expect(answers.map(faultPaths)).toEqual([['rules.type'], ['required'], ['is_internal', 'key'], ['']]);
    expectProblem(await editField(people.admin, 'nope', { label: 'x' }), 404, 'not_found');
  });

  it.each(['__proto__', '$where', 'a.b', 'a:b', 'A', '1a', '', 'x'.repeat(41), 'key\n'])(
    'cannot have the key %j',
    async (key) => {
      const answer = await people.admin.post(FIELDS, { key, label: 'x', rules: TEXT });
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['key']);
    },
  );

  it.each([
    [{ type: 'number', min: 2, max: 1 }, 'rules.max'],
    [{ type: 'date', min: '2026-02-30' }, 'rules.min'],
    [{ type: 'choice', options: [] }, 'rules.options'],
    [{ type: 'choice', options: ['a'], min: 1 }, 'rules.min'],
    [{ type: 'text', max_length: 0 }, 'rules.max_length'],
    [{ type: 'text', max_length: { $gt: 1 } }, 'rules.max_length'],
    [{ type: 'code' }, 'rules.type'],
    [undefined, 'rules'],
  ])('cannot have the rules %j', async (rules, path) => {
    const answer = await people.admin.post(FIELDS, { key: newKey(), label: 'x', rules });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual([path]);
  });

  it('is for administrators only', async () => {
    const key = await addField();
    for (const person of [people.alice, people.bob, people.maya]) {
      const body = { key: newKey(), label: 'x', rules: TEXT };
      expectProblem(await person.api.POST(FIELDS, { body }), 403, 'forbidden');
      expectProblem(await editField(person, key, { label: 'Mine' }), 403, 'forbidden');
    }
    expectProblem(await people.nobody.get(FIELDS), 401, 'unauthenticated');
  });
});

describe('the values of a ticket', () => {
  it('are set, changed and removed, each recorded in the activity log', async () => {
    const [region, floor, day, note] = [
      await addField({ rules: CHOICE }),
      await addField({ rules: { type: 'number', min: -2, max: 40 } }),
      await addField({ rules: { type: 'date', min: '2020-01-01' } }),
      await addField({ key: 'constructor' }),
    ];
    const values = { [region]: 'emea', [floor]: 3.5, [day]: '2024-02-29', [note]: ' <b>✓</b> ' };
    const { number, custom_fields } = await people.ticket({ custom_fields: values });
    expect(custom_fields).toEqual({ ...values, [note]: '<b>✓</b>' });
    const change = { [region]: 'apac', [floor]: null };
    expect(await dataOf(fill(people.bob, number, change))).toMatchObject({
      custom_fields: { [region]: 'apac', [day]: '2024-02-29', [note]: '<b>✓</b>' },
      version: 2,
    });
    expect(await read(people.alice, number)).not.toHaveProperty(`custom_fields.${floor}`);
    expect((await trail(people.alice, number)).at(-1)).toMatchObject({
      action: 'ticket.edited',
      actor: { name: 'Bob' },
      details: {
        custom_fields: { [region]: { from: 'emea', to: 'apac' }, [floor]: { from: 3.5, to: null } },
      },
    });
    expectProblem(await fill(people.alice, number, { [region]: 'emea' }), 403, 'forbidden');
    expectProblem(await fill(people.bob.at(1), number, { [region]: 'emea' }), 412, 'version_conflict');
  });

  it('are all refused if one is invalid, with every fault', async () => {
    const [choice, numeric, date, line] = [
      await addField({ key: 'w_choice', rules: CHOICE }),
      await addField({ key: 'w_number', rules: { type: 'number', min: 1, max: 2 } }),
      await addField({ key: 'w_date', rules: { type: 'date', min: '2026-01-01', max: '2026-12-31' } }),
      await addField({ key: 'w_text' }),
    ];
    const wrong: Record<string, string | number>[] = [
      { [choice]: 'EMEA', [numeric]: '1', [date]: '2026-02-30', [line]: 7 },
      { [choice]: 1, [numeric]: 3, [date]: '2027-01-01', [line]: 'x'.repeat(11) },
      { [choice]: '', [numeric]: '', [date]: '', [line]: 'two\nlines' },
    ];
    const { number } = await people.ticket();
    for (const custom_fields of wrong) {
      const answer = await people.bob.patch(`${TICKETS}/${number}`, { custom_fields });
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(
        [choice, date, line, numeric].map((key) => `custom_fields.${key}`).sort(),
      );
    }
    expect(await read(people.bob, number)).toMatchObject({ custom_fields: {}, version: 1 });
  });

  it.each([
    ['{"custom_fields": {"$where": "1"}}', 422, ['custom_fields.$where']],
    ['{"custom_fields": {"a.b": "1"}}', 422, ['custom_fields.a.b']],
    ['{"custom_fields": {"tostring": "1"}}', 422, ['custom_fields.tostring']],
    ['{"custom_fields": {"w_text": {"$gt": ""}}}', 422, ['custom_fields.w_text']],
    ['{"custom_fields": ["x"]}', 422, ['custom_fields']],
    ['{"custom_fields": null}', 422, ['custom_fields']],
    ['{"custom_fields": {"__proto__": "1"}}', 400, []],
  ])('%s is refused', async (body, status, paths) => {
    const { number } = await people.ticket();
    const response = await fetch(`${people.holdfast.url}${TICKETS}/${number}`, {
      method: 'PATCH',
      headers: { authorization: await bearer(), 'content-type': 'application/json', 'if-match': '*' },
      body,
    });
    const answer = { status: response.status, headers: response.headers, body: await response.json() };
    expectProblem(answer, status, status === 400 ? 'malformed_request' : 'invalid_input');
    if (status === 422) expect(faultPaths(answer)).toEqual(paths);
    expect(await read(people.bob, number)).toMatchObject({ version: 1 });
  });

  it('are copied to a follow-up', async () => {
    const [key, internal] = [await addField(), await addField({ is_internal: true })];
    const { number } = await people.ticket({ custom_fields: { [key]: 'x' } });
    await dataOf(fill(people.bob, number, { [internal]: 'y' }));
    await dataOf(people.alice.api.POST(`${TICKET}/cancel`, { ...about(number), body: {} }));
    const body = { description: 'Again.' };
    const next = await dataOf(people.alice.api.POST(`${TICKET}/follow-up`, { ...about(number), body }));
    expect(next.custom_fields).toEqual({ [key]: 'x' });
    expect((await read(people.bob, next.number)).custom_fields).toEqual({ [key]: 'x', [internal]: 'y' });
  });

  it('of retired fields stay and can be removed, but not set', async () => {
    const key = await addField({ rules: CHOICE });
    const [one, other] = [
      await people.ticket({ custom_fields: { [key]: 'emea' } }),
      await people.ticket({ custom_fields: { [key]: 'apac' } }),
    ];
    await dataOf(editField(people.admin, key, { is_active: false }));
    expect((await read(people.alice, one.number)).custom_fields).toEqual({ [key]: 'emea' });
    expect(await found(people.bob, `${key}:emea`)).toEqual([one.number]);
    expectProblem(await fill(people.bob, one.number, { [key]: 'apac' }), 422, 'invalid_input');
    expect((await dataOf(fill(people.bob, other.number, { [key]: null }))).custom_fields).toEqual({});
  });
});

describe('an internal field', () => {
  it('is hidden from requesters on the ticket, in lists, in the activity log and in filters', async () => {
    const [vip, open] = [await addField({ is_internal: true }), await addField()];
    const { number } = await people.ticket();
    await dataOf(fill(people.bob, number, { [vip]: 'TOPSECRET', [open]: 'seen' }));
    await dataOf(fill(people.bob, number, { [vip]: 'TOPSECRET2' }));
    expect((await read(people.bob, number)).custom_fields).toEqual({ [vip]: 'TOPSECRET2', [open]: 'seen' });
    const theirs: any[] = [
      await read(people.alice, number),
      await trail(people.alice, number),
      (await people.alice.get(TICKETS)).body,
      (await people.alice.get(`${FIELDS}?page_size=100`)).body,
      (await people.alice.patch(`${TICKETS}/${number}`, { title: 'Another title' })).body,
      (await people.alice.get(`/api/v1/users/${await people.idOf(people.alice)}/export`)).body,
    ];
    expect(JSON.stringify(theirs)).toContain('seen');
    expect(JSON.stringify(theirs)).not.toMatch(new RegExp(`TOPSECRET|"${vip}"`, 'u'));
    const exported = theirs.at(-1).tickets.find((ticket: any) => ticket.number === number);
    expect(exported.custom_fields).toEqual({ [open]: 'seen' });
    const details = (await trail(people.bob, number)).map((event) => event.details['custom_fields']);
    expect(details.filter(Boolean)).toEqual([
      { [open]: { from: null, to: 'seen' } },
      { [vip]: { from: null, to: 'TOPSECRET' } },
      { [vip]: { from: 'TOPSECRET', to: 'TOPSECRET2' } },
    ]);
    expect(await found(people.bob, `${vip}:TOPSECRET2`)).toEqual([number]);
    for (const path of [TICKETS, `${TICKETS}/stats/summary`]) {
      const probe = await people.alice.get(`${path}?custom_field=${vip}:TOPSECRET2`);
      expectProblem(probe, 422, 'invalid_input');
      const unknown = await people.alice.get(`${path}?custom_field=nope:TOPSECRET2`);
      expect(probe.body.errors[0].message.replace(vip, '')).toBe(
        unknown.body.errors[0].message.replace('nope', ''),
      );
    }
    expectProblem(await people.alice.get(`${FIELDS}/${vip}`), 404, 'not_found');
    const body = { title: 'Let me in', description: 'x', custom_fields: { [vip]: 'me' } };
    expectProblem(await people.alice.post(TICKETS, body), 422, 'invalid_input');
  });
});

describe('a required field', () => {
  it('is set by the author of a ticket, and stays', async () => {
    const key = await addField({ required: 'at_submission' });
    const bare = { title: 'No region', description: 'x' };
    for (const person of [people.alice, people.bob]) {
      const answer = await person.post(TICKETS, bare);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual([`custom_fields.${key}`]);
    }
    const { number } = await people.ticket({ custom_fields: { [key]: 'here' } });
    expectProblem(await fill(people.bob, number, { [key]: null }), 422, 'invalid_input');
    await dataOf(editField(people.admin, key, { is_active: false }));
    await people.ticket();
  });

  it('must be set before staff resolve a ticket', async () => {
    const key = await addField({ required: 'to_resolve', is_internal: true });
    const { number } = await people.ticket();
    const resolve = () => people.bob.api.POST(`${TICKET}/resolve`, { ...about(number), body: {} });
    const attempts = [
      await resolve(),
      await (async () => {
        await people.bob.patch(`${TICKETS}/${number}/status`, { status: 'in_progress' });
        return people.bob.patch(`${TICKETS}/${number}/status`, { status: 'resolved' });
      })(),
    ];
    for (const answer of attempts) {
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual([`custom_fields.${key}`]);
    }
    await dataOf(fill(people.bob, number, { [key]: 'cable' }));
    expect((await resolve()).response.status).toBe(200);
    await dataOf(editField(people.admin, key, { required: 'no' }));
  });
});

describe('GET /tickets?custom_field=', () => {
  it('finds tickets by each type of value', async () => {
    const [line, numeric] = [await addField(), await addField({ rules: { type: 'number' } })];
    const [both, one] = [
      await people.ticket({ custom_fields: { [line]: 'a,b:c $x', [numeric]: 10 } }),
      await people.ticket({ custom_fields: { [line]: '10' } }),
    ];
    expect(await found(people.bob, `${line}:a,b:c $x`)).toEqual([both.number]);
    expect(await found(people.bob, `${numeric}:1e1`)).toEqual([both.number]);
    expect(await found(people.bob, `${line}:10`)).toEqual([one.number]);
    expect(await found(people.bob, `${line}:a,b:c $x`, `${numeric}:11`)).toEqual([]);
    expect(await found(people.carol, `${line}:.*`)).toEqual([]);
    const summary = await people.bob.get(`${TICKETS}/stats/summary?custom_field=${numeric}:10`);
    expect(summary.body.total).toBe(1);
    const answer = await people.bob.get(
      `${TICKETS}?custom_field=${numeric}:ten&custom_field=nope:1&custom_field=${line}:x`,
    );
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['custom_field.0', 'custom_field.1']);
    for (const value of ['nocolon', '$where:1', '__proto__:1', `${line}:`]) {
      const wrong = await people.bob.get(`${TICKETS}?custom_field=${encodeURIComponent(value)}`);
      expect([value, faultPaths(wrong)]).toEqual([value, ['custom_field.0']]);
    }
  });

  it('uses its index, which leaves out tickets without custom fields', async () => {
    const filter = toMongoFilter({ customFields: [{ field: 'region', value: 'emea' }] });
    const plan = await people.holdfast.mongo
      .collection('tickets')
      .find(filter as object)
      .sort({ createdAt: -1, _id: -1 })
      .explain('queryPlanner');
    const { winningPlan } = (plan as any).queryPlanner;
    expect(JSON.stringify(winningPlan)).toContain('"indexName":"custom_fields"');
    expect(JSON.stringify(winningPlan)).not.toContain('"SORT"');
  });
});

async function bearer(): Promise<string> {
  const body = { email: 'bob@holdfast.local', password: DEMO_PASSWORD };
  return `Bearer ${tokensOf(await dataOf(people.nobody.api.POST('/api/v1/auth/login', { body }))).access_token}`;
}
