import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { about, expectProblem, faultPaths, TICKET, withPeople } from '../../support/api/people.js';

const people = withPeople();
type Person = typeof people.bob;

const VIEWS = '/api/v1/views';
const VIEW = `${VIEWS}/{view}` as const;
const the = (view: string) => ({ params: { path: { view } } });

function keep({ api }: Person, body: Partial<Schemas['NewView']> = {}) {
  return api.POST(VIEWS, { body: { name: 'A view', ...body } });
}

const listed = async ({ api }: Person) => (await dataOf(api.GET(VIEWS, {}))).views.map(({ id }) => id);
const edit = ({ api }: Person, view: string, body: Schemas['ViewEdit']) =>
  api.PATCH(VIEW, { ...the(view), body });
const remove = ({ api }: Person, view: string) => api.DELETE(VIEW, the(view));
const numbers = async ({ api }: Person, view: string) =>
  (await dataOf(api.GET(`${VIEW}/tickets`, the(view)))).tickets.map(({ number }) => number);

async function give(ticket: string, assignee: Person): Promise<void> {
  const body = { assignee_id: await people.idOf(assignee) };
  await dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(ticket), body }));
}

describe('a view', () => {
  it('is created, read, changed and deleted', async () => {
    const filters = {
      status: ['open' as const],
      assignee: 'none',
      tag: '$where',
      created_from: '2020-01-01T00:00:00.000Z',
      q: 'vpn',
    };
    const { data, response } = await keep(people.bob, { filters, sort: 'updated_at' });
    expect(response.headers.get('location')).toBe(`${VIEWS}/${data!.id}`);
    expect(data).toMatchObject({
      filters,
      sort: 'updated_at',
      is_shared: false,
      owner: { name: 'Bob' },
      version: 1,
    });
    expect(await dataOf(people.bob.api.GET(VIEW, the(data!.id)))).toEqual(data);
    expect(await listed(people.bob)).toContain(data!.id);
    const edited = await edit(people.bob.at(1), data!.id, { name: 'Another', filters: {} });
    expect(edited.response.headers.get('etag')).toBe('"2"');
    expect(edited.data).toMatchObject({ name: 'Another', filters: {}, sort: 'updated_at', version: 2 });
    expectProblem(await edit(people.bob.at(1), data!.id, { name: 'Late' }), 412, 'version_conflict');
    expectProblem(await remove(people.bob.at(1), data!.id), 412, 'version_conflict');
    expect((await remove(people.bob.at(2), data!.id)).response.status).toBe(204);
    expectProblem(await remove(people.bob, data!.id), 404, 'not_found');
  });

  it('that is changed twice at once is changed once', async () => {
    const { id } = await dataOf(keep(people.bob));
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => edit(people.bob.at(1), id, { name })));
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 412, 412]);
  });

  it('is visible to its owner only until it is shared, then to staff', async () => {
    const { id } = await dataOf(keep(people.maya));
    for (const person of [people.alice, people.bob, people.admin]) {
      expectProblem(await person.get(`${VIEWS}/${id}`), 404, 'not_found');
      expectProblem(await person.get(`${VIEWS}/${id}/tickets`), 404, 'not_found');
      expectProblem(await edit(person, id, { name: 'Mine' }), 404, 'not_found');
      expectProblem(await remove(person, id), 404, 'not_found');
      expect(await listed(person)).not.toContain(id);
    }
    await dataOf(edit(people.maya, id, { is_shared: true }));
    expect(await listed(people.bob)).toContain(id);
    expect(await listed(people.alice)).not.toContain(id);
    expectProblem(await people.alice.get(`${VIEWS}/${id}/tickets`), 404, 'not_found');
    expectProblem(await edit(people.bob, id, { name: 'Mine' }), 403, 'forbidden');
    expectProblem(await remove(people.bob, id), 403, 'forbidden');
    expect((await dataOf(edit(people.admin, id, { name: 'Ours' }))).owner.name).toBe('Maya');
    expect((await remove(people.admin, id)).response.status).toBe(204);
  });

  it('can be shared by managers and administrators only', async () => {
    for (const person of [people.alice, people.bob]) {
      expectProblem(await keep(person, { is_shared: true }), 403, 'forbidden');
      const { id } = await dataOf(keep(person));
      expectProblem(await edit(person, id, { is_shared: true }), 403, 'forbidden');
    }
    expect((await keep(people.admin, { is_shared: true })).response.status).toBe(201);
    expectProblem(await people.nobody.get(VIEWS), 401, 'unauthenticated');
  });

  it.each([
    [{ status: ['broken'] }, ['filters.status.0']],
    [{ status: 'open' }, ['filters.status']],
    [{ tag: { $ne: 'x' }, $where: '1' }, ['filters.$where', 'filters.tag']],
    [{ created_from: 'yesterday', page: 1 }, ['filters.created_from', 'filters.page']],
    [{ custom_field: ['__proto__:1'] }, ['filters.custom_field.0']],
    [{ custom_field: ['not_there:1'] }, ['custom_field.0']],
    [[], ['filters']],
  ])('cannot have the filters %j', async (filters, paths) => {
    const answer = await people.bob.post(VIEWS, { name: 'Wrong', filters });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});

describe('GET /views/{view}/tickets', () => {
  it('lists tickets that the caller may read, and `me` is the caller', async () => {
    const tags = ['viewed'];
    const [his, hers] = [await people.ticket({ tags }), await people.ticket({ tags }, people.carol)];
    await give(his.number, people.bob);
    await give(hers.number, people.carol);
    const filters = { tag: 'viewed', assignee: 'me' };
    const { id } = await dataOf(keep(people.maya, { filters, is_shared: true }));
    expect(await numbers(people.bob, id)).toEqual([his.number]);
    expect(await numbers(people.carol, id)).toEqual([hers.number]);
    expect(await numbers(people.maya, id)).toEqual([]);
    const own = await dataOf(keep(people.alice, { filters: { tag: 'viewed' } }));
    expect(await numbers(people.alice, own.id)).toEqual([his.number]);
  });

  it('is read page by page, in the order of the view', async () => {
    const tags = ['paged'];
    const made = [
      await people.ticket({ tags }),
      await people.ticket({ tags }),
      await people.ticket({ tags }),
    ];
    const { id } = await dataOf(keep(people.bob, { filters: { tag: 'paged' }, sort: 'created_at' }));
    const page = (query: string) => people.bob.get(`${VIEWS}/${id}/tickets?page_size=2${query}`);
    const first = (await page('')).body;
    expect(first).toMatchObject({ total: 3, page_size: 2 });
    const second = (await page(`&cursor=${first.next_cursor}`)).body;
    const seen = [...first.tickets, ...second.tickets].map(({ number }: { number: string }) => number);
    expect(seen).toEqual(made.map(({ number }) => number));
    const wrong = await page('&status=open&page=0');
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['page', 'status']);
  });
});
