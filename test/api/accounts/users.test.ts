import { describe, expect, it } from '@jest/globals';
import type { paths } from '../../../src/client/api-types.js';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { aboutPerson, editPerson, USER, USERS } from '../../support/api/accounts.js';
import { pages } from '../../support/api/pages.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';
import { addTeam, teamRef } from '../../support/api/teams.js';

const people = withPeople();
type Caller = typeof people.nobody;
type Query = NonNullable<paths[typeof USERS]['get']['parameters']['query']>;

let count = 0;

const create = (body: Schemas['NewUser']) => people.admin.api.POST(USERS, { body });
const list = ({ api }: Caller, query: Query) => dataOf(api.GET(USERS, { params: { query } }));
const editMyself = ({ api }: Caller, body: Schemas['Profile']) => api.PUT(`${USERS}/me`, { body });

async function newUser(fields: Partial<Schemas['NewUser']> = {}): Promise<Schemas['User']> {
  count += 1;
  const body = {
    email: `user-${count}@example.org`,
    name: `User ${count}`,
    password: 'correct horse battery',
    ...fields,
  };
  return dataOf(create(body));
}

describe('POST /users', () => {
  it('creates an account with all given fields', async () => {
    const { data, response } = await create({
      email: 'Dan@Example.org',
      name: 'Dan',
      role: 'moderator',
      skills: ['network', 'vpn', 'network'],
      team: 'infrastructure',
      capacity: 7,
      password: 'correct horse battery',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`${USERS}/${data!.id}`);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(data).toMatchObject({
      email: 'dan@example.org',
      role: 'moderator',
      skills: ['network', 'vpn'],
      team: teamRef('infrastructure', 'Infrastructure'),
      capacity: 7,
      availability: null,
      is_active: true,
    });
    expect(await dataOf(people.admin.api.GET(USER, aboutPerson(data!.id)))).toEqual(data);
    const { mail_problem: problem, ...forStaff } = data!;
    expect(problem).toBeNull();
    expect(await dataOf(people.bob.api.GET(USER, aboutPerson(data!.id)))).toEqual(forStaff);
  });

  it('refuses a taken address and bad fields, all at once', async () => {
    const taken = { email: 'bob@holdfast.local', name: 'Bob II' };
    expectProblem(await create(taken), 409, 'duplicate');
    const lost = await create({ email: 'eve@example.org', name: 'Eve', team: 'nowhere' });
    expect(faultPaths(lost)).toEqual(['team']);
    const bad = await people.admin.post(USERS, {
      email: 'x',
      name: '',
      role: 'god',
      skills: [''],
      capacity: -1,
      password: 'short',
      hat: 1,
    });
    expectProblem(bad, 422, 'invalid_input');
    expect(faultPaths(bad)).toEqual(['capacity', 'email', 'hat', 'name', 'password', 'role', 'skills.0']);
  });
});

describe('GET /users', () => {
  it('filters by role, activity, team, skill and the beginning of names and addresses', async () => {
    const emails = async (query: Query) => (await list(people.maya, query)).users.map(({ email }) => email);
    const chiefs = await emails({ role: ['manager', 'admin'] });
    expect(chiefs).toEqual(['admin@holdfast.local', 'maya@holdfast.local']);
    const byCommas = await people.maya.get(`${USERS}?role=manager,admin`);
    expect(byCommas.body.users.map((user: Schemas['User']) => user.email)).toEqual(chiefs);
    expect(await emails({ team: 'workplace' })).toEqual(['carol@holdfast.local']);
    expect(await emails({ skill: 'wifi' })).toEqual(['bob@holdfast.local']);
    expect(await emails({ q: 'CAR' })).toEqual(['carol@holdfast.local']);
    expect(await emails({ q: 'bob@' })).toEqual(['bob@holdfast.local']);
    expect(await emails({ q: '.*' })).toEqual([]);
    expect(await emails({ active: false })).toEqual([]);
  });

  it('is read page by page, each person once', async () => {
    await addTeam(people, 'paged');
    for (let i = 0; i < 7; i += 1) await newUser({ team: 'paged' });
    const seen = await pages(3, async (query) => {
      const page = await list(people.bob, { team: 'paged', ...query });
      expect(page).toMatchObject({ page_size: 3, total: 7, total_capped: false });
      return { ...page, rows: page.users.map(({ id }) => id) };
    });
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    const numbered = [1, 2, 3, 4].map((page) => list(people.bob, { team: 'paged', page_size: 3, page }));
    const rows = (await Promise.all(numbered)).map(({ users }) => users.map(({ id }) => id));
    expect(rows).toEqual([seen.slice(0, 3), seen.slice(3, 6), seen.slice(6), []]);
  });

  it.each([
    'page_size=0',
    'page_size=101',
    'role=god',
    'active=perhaps',
    'cursor=x',
    'page=0',
    'page=2&cursor=x',
    'hat=1',
  ])('refuses %s', async (query) =>
    expectProblem(await people.bob.get(`${USERS}?${query}`), 422, 'invalid_input'),
  );
});

describe('PATCH /users/{user}', () => {
  it('changes the given fields and keeps the others', async () => {
    const user = await newUser({ role: 'moderator', skills: ['vpn'], capacity: 3 });
    const until = '2026-12-24T10:00:00.000Z';
    const { data, response } = await editPerson(people.admin.at(1), user.id, {
      skills: ['network'],
      availability: { from: '2026-12-01T10:00:00+02:00', until },
    });
    expect([response.status, response.headers.get('etag')]).toEqual([200, '"2"']);
    const availability = { from: '2026-12-01T08:00:00.000Z', until };
    expect(data).toEqual({ ...user, skills: ['network'], availability, version: 2 });
  });

  it('refuses to overwrite a change that the caller has not seen', async () => {
    const { id } = await newUser();
    const edit = (version: number, name: string) => editPerson(people.admin.at(version), id, { name });
    const answers = await Promise.all([edit(1, 'A'), edit(1, 'B'), edit(1, 'C')]);
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 412, 412]);
    expectProblem(await edit(1, 'D'), 412, 'version_conflict');
    expect((await editPerson(people.admin, id, { name: 'E' })).response.status).toBe(200);
  });

  it('lets people change their own name and absence, and nothing else', async () => {
    const id = await people.idOf(people.carol);
    const any = people.carol.with({ 'if-match': '*' });
    const edit = { name: 'Carola', availability: { from: '2030-01-01T00:00:00Z' } };
    const edited = await dataOf(editPerson(any, id, edit));
    expect(edited).toMatchObject({ name: 'Carola', availability: { until: null } });
    const away = await dataOf(editMyself(any, { name: 'Carola', availability: {} }));
    expect(Date.parse(away.availability!.from)).toBeLessThanOrEqual(Date.now());
    const over = await editMyself(any, { name: 'Carola', availability: { until: '2020-01-01T00:00:00Z' } });
    expect(faultPaths(over)).toEqual(['availability.until']);
    const forbidden: Schemas['UserEdit'][] = [
      { role: 'admin' },
      { capacity: 1 },
      { name: 'x', skills: [] },
      { is_active: true },
    ];
    for (const body of forbidden) expectProblem(await editPerson(any, id, body), 403, 'forbidden');
    const back = await dataOf(editMyself(any, { name: 'Carol', availability: null }));
    expect(back).toMatchObject({ name: 'Carol', availability: null });
    expectProblem(await any.put(`${USERS}/me`, { name: 'Carol', role: 'admin' }), 422, 'invalid_input');
  });

  it('sets an existing calendar, and removes it again', async () => {
    const user = await newUser({ role: 'moderator' });
    const edit = (calendar: string | null) => people.admin.patch(`${USERS}/${user.id}`, { calendar });
    expect((await edit('always')).body).toMatchObject({ calendar: 'always', version: 2 });
    const unknown = await edit('nowhere');
    expectProblem(unknown, 422, 'invalid_input');
    expect(faultPaths(unknown)).toEqual(['calendar']);
    expect((await edit(null)).body).toMatchObject({ calendar: null, version: 3 });
  });

  it('refuses an absence that ends before it begins', async () => {
    const { id } = await newUser();
    const availability = { from: '2026-12-02T00:00:00Z', until: '2026-12-01T00:00:00Z' };
    const answer = await editPerson(people.admin.at(1), id, { availability });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['availability.until']);
  });

  it('refuses the address of another person', async () => {
    const { id } = await newUser();
    const answer = await editPerson(people.admin.at(1), id, { email: 'bob@holdfast.local' });
    expectProblem(answer, 409, 'duplicate');
  });

  it('changes nothing when nothing differs', async () => {
    const { id, name } = await newUser();
    expect((await dataOf(editPerson(people.admin.at(1), id, { name }))).version).toBe(1);
  });
});

describe('the last administrator', () => {
  it('cannot be removed in any way, even when two are removed at once', async () => {
    const id = await people.idOf(people.admin);
    const any = people.admin.with({ 'if-match': '*' });
    expectProblem(await editPerson(any, id, { role: 'user' }), 409, 'last_admin');
    const deactivation = await any.api.PATCH('/api/v1/admin/users/{user}', {
      ...aboutPerson(id),
      body: { is_active: false },
    });
    expectProblem(deactivation, 409, 'last_admin');
    expectProblem(await any.api.DELETE(USER, aboutPerson(id)), 409, 'last_admin');

    const second = await newUser({ role: 'admin' });
    const demote = (who: string) => editPerson(any, who, { is_active: false });
    const answers = await Promise.all([demote(second.id), demote(id)]);
    const statuses = answers.map(({ response }) => response.status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    const left = await people.holdfast.mongo
      .collection('users')
      .countDocuments({ role: 'admin', isActive: true });
    expect(left).toBeGreaterThanOrEqual(1);
    await people.holdfast.mongo
      .collection('users')
      .updateOne({ email: 'admin@holdfast.local' }, { $set: { isActive: true } });
  });
});
