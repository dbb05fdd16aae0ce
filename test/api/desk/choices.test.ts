import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { initialKeys } from '../../../src/domain/desk/initial-choices.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';
import { addTeam, teamRef } from '../../support/api/teams.js';

const people = withPeople();
const V1 = '/api/v1';
const RESOURCES = [
  { path: 'categories', plural: 'categories', list: 'categories' },
  { path: 'ticket-types', plural: 'ticket_types', list: 'ticketTypes' },
  { path: 'resolution-codes', plural: 'resolution_codes', list: 'resolutionCodes' },
] as const;
const CATEGORIES = `${V1}/categories`;
const GOOD = { title: 'An invoice is missing', description: 'That of May.' };

let count = 0;
const newKey = () => `key-${(count += 1)}`;
const labels = { en: 'Billing', de: 'Abrechnung' };

async function addCategory(fields: object = {}, path = 'categories'): Promise<string> {
  const key = newKey();
  const { status } = await people.maya.post(`${V1}/${path}`, { key, labels, ...fields });
  expect(status).toBe(201);
  return key;
}

const retire = (key: string, path = 'categories') =>
  people.maya.patch(`${V1}/${path}/${key}`, { is_active: false });

describe.each(RESOURCES)('$path', ({ path, plural, list }) => {
  const all = `${V1}/${path}`;

  it('start with the built-in entries, in order, page by page', async () => {
    const { body } = await people.alice.get(`${all}?page_size=100`);
    const keys = body[plural].map(({ key }: { key: string }) => key);
    expect(keys).toEqual(expect.arrayContaining([...initialKeys(list)]));
    expect(keys.at(-1)).toBe('other');
    expect(body).toMatchObject({
      page_size: 100,
      next_cursor: null,
      total: keys.length,
      total_capped: false,
    });
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await people.alice.get(`${all}?page_size=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      pages.push(...page.body[plural].map(({ key }: { key: string }) => key));
      cursor = page.body.next_cursor as string | null;
    }
    expect(pages).toEqual(keys);
    const second = await people.alice.get(`${all}?page_size=3&page=2`);
    expect(second.body[plural].map(({ key }: { key: string }) => key)).toEqual(keys.slice(3, 6));
  });

  it('are created, read, changed and deleted by managers, with versions', async () => {
    const key = newKey();
    const body = { key, labels, description: 'Invoices and payments' };
    const made = await people.maya.post(all, body);
    expect([made.status, made.headers.get('location'), made.headers.get('etag')]).toEqual([
      201,
      `${all}/${key}`,
      '"1"',
    ]);
    expect(made.body).toMatchObject({
      ...body,
      id: key,
      label: 'Billing',
      position: 500,
      is_active: true,
      is_system: false,
      version: 1,
      created_by: { name: 'Maya' },
    });
    expect((await people.alice.get(`${all}/${key}`)).body).toEqual(made.body);
    expectProblem(await people.admin.post(all, body), 409, 'duplicate');
    const changed = await people.admin.at(1).patch(`${all}/${key}`, { labels: { en: 'Money' }, position: 5 });
    expect(changed.body).toMatchObject({ labels: { en: 'Money' }, position: 5, version: 2 });
    expect(changed.body.description).toBe(body.description);
    expectProblem(await people.maya.at(1).patch(`${all}/${key}`, { position: 6 }), 412, 'version_conflict');
    const together = await Promise.all(
      [7, 8, 9].map((position) => people.maya.at(2).patch(`${all}/${key}`, { position })),
    );
    expect(together.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expectProblem(await people.maya.at(1).send('DELETE', `${all}/${key}`), 412, 'version_conflict');
    expect((await people.maya.send('DELETE', `${all}/${key}`)).status).toBe(204);
    expectProblem(await people.maya.get(`${all}/${key}`), 404, 'not_found');
    expectProblem(await people.maya.send('DELETE', `${all}/${key}`), 404, 'not_found');
    const again = await people.maya.post(all, { key, labels: { en: 'Anew' } });
    expect([again.status, again.body.label, again.body.version]).toEqual([201, 'Anew', 1]);
    expect((await people.alice.get(`${all}/${key}`)).body.label).toBe('Anew');
  });

  it('cannot be changed by others', async () => {
    for (const person of [people.alice, people.bob]) {
      expectProblem(await person.post(all, { key: newKey(), labels }), 403, 'forbidden');
      expectProblem(await person.patch(`${all}/other`, { position: 1 }), 403, 'forbidden');
      expectProblem(await person.send('DELETE', `${all}/other`), 403, 'forbidden');
    }
    expectProblem(await people.nobody.get(all), 401, 'unauthenticated');
  });

  it('keep the entries that Holdfast itself uses', async () => {
    const key = list === 'resolutionCodes' ? 'merged' : 'other';
    const { body } = await people.maya.get(`${all}/${key}`);
    expect(body.is_system).toBe(true);
    expectProblem(await retire(key, path), 409, 'illegal_transition');
    expectProblem(await people.maya.send('DELETE', `${all}/${key}`), 409, 'illegal_transition');
    expect((await people.maya.patch(`${all}/${key}`, { labels: body.labels })).status).toBe(200);
  });

  it('name every fault', async () => {
    const answers = [
      await people.maya.post(all, {}),
      await people.maya.post(all, { key: 'No', labels: { de: 'Ja', xx: 'x' }, position: -1, team: 'x' }),
      await people.maya.patch(`${all}/other`, {}),
      await people.maya.patch(`${all}/other`, { key: 'else', labels: {} }),
    ];
    for (const answer of answers) expectProblem(answer, 422, 'invalid_input');
    expect(answers.map((answer) => [...faultPaths(answer)].sort())).toEqual([
      ['key', 'labels'],
      ['key', 'labels.en', 'labels.xx', 'position', 'team'],
      [''],
      ['key', 'labels.en'],
    ]);
  });

  it.each(['__proto__', '$where', 'a.b', 'A', '1a', '', 'x'.repeat(41), 'key\n'])(
    'are not called %j',
    async (key) => {
      expectProblem(await people.maya.post(all, { key, labels }), 422, 'invalid_input');
    },
  );

  it('are created once by a repeated request', async () => {
    const key = newKey();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = [
      await people.maya.with(headers).post(all, { key, labels }),
      await people.maya.with(headers).post(all, { key, labels }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]!.headers.get('idempotency-replayed')).toBe('true');
  });
});

describe('labels', () => {
  it("are in the language of the reader's account, else of the request", async () => {
    const read = async (language: string) => {
      const client = await people.holdfast.client('carol', { headers: { 'accept-language': language } });
      return (await client.get(`${CATEGORIES}/network`)).body.label;
    };
    expect(await read('fr-CA, en;q=0.5')).toBe('Réseau');
    expect(await read('ja')).toBe('Network');
    const mine = `${V1}/users/me/notifications`;
    const { body } = await people.carol.get(mine);
    expect((await people.carol.put(mine, { ...body, language: 'de' })).status).toBe(200);
    expect(await read('fr')).toBe('Netzwerk');
  });
});

describe('a ticket', () => {
  it('gets values of the lists, with the defaults of its category', async () => {
    const unknown = { key: newKey(), labels, default_team: 'nowhere' };
    expect(faultPaths(await people.maya.post(CATEGORIES, unknown))).toEqual(['default_team']);
    await addTeam(people, 'finance');
    const category = await addCategory({ default_team: 'finance', default_priority: 'high' });
    const type = await addCategory({}, 'ticket-types');
    const { body } = await people.alice.post(TICKETS, { ...GOOD, category, type });
    expect(body).toMatchObject({ category, type, team: teamRef('finance'), priority: 'high' });
    const low = await people.alice.post(TICKETS, { ...GOOD, category, priority: 'low' });
    expect(low.body).toMatchObject({ team: teamRef('finance'), priority: 'low' });
    const found = await people.maya.get(`${TICKETS}?category=${category}&type=${type}`);
    expect(found.body.total).toBe(1);
    const { body: summary } = await people.maya.get(`${TICKETS}/stats/summary`);
    expect(summary.by_category[category]).toBe(2);
    expect(summary.by_category.printer).toBe(0);
  });

  it('refuses unknown keys with the list of valid ones, together with all other faults', async () => {
    const answer = await people.alice.post(TICKETS, { ...GOOD, title: 'x', category: 'war', type: 'peace' });
    expectProblem(answer, 422, 'invalid_input');
    expect([...faultPaths(answer)].sort()).toEqual(['category', 'title', 'type']);
    const unknown = await people.alice.post(TICKETS, { ...GOOD, category: 'war' });
    expect(unknown.body.errors).toEqual([
      {
        path: 'category',
        message: expect.stringMatching(/^is not a category; choose one of: .*hardware, /u),
      },
    ]);
    const { number } = await people.ticket();
    expect(faultPaths(await people.bob.patch(`${TICKETS}/${number}`, { type: 'peace' }))).toEqual(['type']);
    for (const query of ['category=war', 'type=peace,bug']) {
      const listed = await people.bob.get(`${TICKETS}?${query}`);
      expectProblem(listed, 422, 'invalid_input');
      expectProblem(await people.bob.get(`${TICKETS}/stats/summary?${query}`), 422, 'invalid_input');
    }
    const view = { name: 'War', filters: { category: ['war'] } };
    expectProblem(await people.bob.post(`${V1}/views`, view), 422, 'invalid_input');
  });

  it('keeps a retired category, which no other ticket gets', async () => {
    const category = await addCategory();
    const { number } = (await people.alice.post(TICKETS, { ...GOOD, category })).body;
    const view = await people.bob.post(`${V1}/views`, { name: 'Mine', filters: { category: [category] } });
    expect((await people.maya.send('DELETE', `${CATEGORIES}/${category}`)).status).toBe(204);
    expect((await people.maya.send('DELETE', `${CATEGORIES}/${category}`)).status).toBe(204);
    expect((await people.bob.get(`${CATEGORIES}/${category}`)).body).toMatchObject({
      is_active: false,
      version: 2,
    });
    const refused = await people.alice.post(TICKETS, { ...GOOD, category });
    expectProblem(refused, 422, 'invalid_input');
    expect(refused.body.errors[0].message).toMatch(/^is a retired category; choose one of: /u);
    expect((await people.bob.get(`${TICKETS}/${number}`)).body.category).toBe(category);
    expect((await people.bob.get(`${TICKETS}?category=${category}`)).body.total).toBe(1);
    expect((await people.bob.get(`${V1}/views/${view.body.id}/tickets`)).body.total).toBe(1);
    const { body: summary } = await people.bob.get(`${TICKETS}/stats/summary?category=${category}`);
    expect(summary.by_category[category]).toBe(1);
    const edited = await people.bob.patch(`${TICKETS}/${number}`, { category, priority: 'low' });
    expect([edited.status, edited.body.category]).toEqual([200, category]);
    expect((await people.bob.patch(`${TICKETS}/${number}`, { category: 'network' })).status).toBe(200);
    expectProblem(await people.bob.patch(`${TICKETS}/${number}`, { category }), 422, 'invalid_input');
    expect((await people.maya.patch(`${CATEGORIES}/${category}`, { is_active: true })).status).toBe(200);
    expect((await people.bob.patch(`${TICKETS}/${number}`, { category })).status).toBe(200);
  });

  it('is resolved and closed with a code of the list', async () => {
    const { number } = await people.ticket();
    const unknown = await people.bob.post(`${TICKETS}/${number}/resolve`, { resolution_code: 'magic' });
    expectProblem(unknown, 422, 'invalid_input');
    expect(unknown.body.errors[0]).toEqual({
      path: 'resolution_code',
      message: expect.stringMatching(/^is not a resolution code; choose one of: fixed, solved, /u),
    });
    const code = await addCategory({}, 'resolution-codes');
    const body = { resolution_code: code };
    expect((await people.bob.post(`${TICKETS}/${number}/resolve`, body)).status).toBe(200);
    expect((await retire(code, 'resolution-codes')).status).toBe(200);
    const magic = { status: 'closed', resolution_code: 'magic' };
    expectProblem(await people.bob.patch(`${TICKETS}/${number}/status`, magic), 422, 'invalid_input');
    const closed = await people.bob.post(`${TICKETS}/${number}/close`, body);
    expect([closed.status, closed.body.resolution_code]).toEqual([200, code]);
  });
});

describe('a bulk change', () => {
  it('rejects unknown values before it starts', async () => {
    const { number } = await people.ticket();
    const change = { category: 'war', type: 'peace', status: 'resolved', resolution_code: 'magic' };
    const answer = await people.bob.post(`${TICKETS}/bulk`, { ticket_ids: [number], change });
    expectProblem(answer, 422, 'invalid_input');
    expect([...faultPaths(answer)].sort()).toEqual([
      'change.category',
      'change.resolution_code',
      'change.type',
    ]);
    const filtered = { filter: { category: ['war'] }, change: { priority: 'low' } };
    expectProblem(await people.bob.post(`${TICKETS}/bulk`, filtered), 422, 'invalid_input');
  });
});

describe('an SLA policy', () => {
  it('accepts categories of the list, also retired ones', async () => {
    const { body: policy } = await people.maya.get(`${V1}/sla/policies/default`);
    const { targets } = policy;
    const add = (category: string) =>
      people.maya.post(`${V1}/sla/policies`, {
        name: newKey(),
        targets,
        exceptions: [{ category, targets }],
      });
    const answer = await add('war');
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['exceptions.0.category']);
    const category = await addCategory();
    expect((await add(category)).status).toBe(201);
    expect((await people.maya.send('DELETE', `${CATEGORIES}/${category}`)).status).toBe(204);
    expect((await people.maya.get(`${CATEGORIES}/${category}`)).body.is_active).toBe(false);
    expect((await add(category)).status).toBe(201);
  });
});
