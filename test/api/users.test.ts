import { describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, withPeople } from './people.js';

const people = withPeople();
const USERS = '/api/v1/users';

let count = 0;

async function newUser(fields: object = {}): Promise<any> {
  count += 1;
  const input = {
    email: `user-${count}@example.org`,
    name: `User ${count}`,
    password: 'correct horse battery',
    ...fields,
  };
  const { status, body } = await people.admin.post(USERS, input);
  expect(status).toBe(201);
  return body;
}

describe('POST /users', () => {
  it('makes an account with everything that is said of it', async () => {
    const answer = await people.admin.post(USERS, {
      email: 'Dan@Example.org',
      name: 'Dan',
      role: 'moderator',
      skills: ['network', 'vpn', 'network'],
      team: 'infrastructure',
      capacity: 7,
      password: 'correct horse battery',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`${USERS}/${answer.body.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toMatchObject({
      email: 'dan@example.org',
      role: 'moderator',
      skills: ['network', 'vpn'],
      team: 'infrastructure',
      capacity: 7,
      availability: null,
      is_active: true,
    });
    expect((await people.bob.get(`${USERS}/${answer.body.id}`)).body).toEqual(answer.body);
  });

  it('refuses a taken address and bad fields, all at once', async () => {
    const taken = { email: 'bob@holdfast.local', name: 'Bob II' };
    expectProblem(await people.admin.post(USERS, taken), 409, 'duplicate');
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
    const emails = async (query: string) =>
      (await people.maya.get(`${USERS}?${query}`)).body.users.map((user: { email: string }) => user.email);
    expect(await emails('role=manager,admin')).toEqual(['admin@holdfast.local', 'maya@holdfast.local']);
    expect(await emails('team=workplace')).toEqual(['carol@holdfast.local']);
    expect(await emails('skill=wifi')).toEqual(['bob@holdfast.local']);
    expect(await emails('q=CAR')).toEqual(['carol@holdfast.local']);
    expect(await emails('q=bob%40')).toEqual(['bob@holdfast.local']);
    expect(await emails('q=.*')).toEqual([]);
    expect(await emails('active=false')).toEqual([]);
  });

  it('is read page by page, each person once', async () => {
    for (let i = 0; i < 7; i += 1) await newUser({ team: 'paged' });
    const seen: string[] = [];
    let query = `${USERS}?team=paged&page_size=3`;
    for (;;) {
      const { body } = await people.bob.get(query);
      expect(body).toMatchObject({ page_size: 3, total: 7, total_capped: false });
      seen.push(...body.users.map((user: { id: string }) => user.id));
      if (body.next_cursor === null) break;
      query = `${USERS}?team=paged&page_size=3&cursor=${body.next_cursor}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  it.each(['page_size=0', 'page_size=101', 'role=god', 'active=perhaps', 'cursor=x', 'hat=1'])(
    'refuses %s',
    async (query) => expectProblem(await people.bob.get(`${USERS}?${query}`), 422, 'invalid_input'),
  );
});

describe('PATCH /users/{user}', () => {
  it('changes what is named and keeps the rest', async () => {
    const user = await newUser({ role: 'moderator', skills: ['vpn'], capacity: 3 });
    const until = '2026-12-24T10:00:00.000Z';
    const { status, body, headers } = await people.admin.at(1).patch(`${USERS}/${user.id}`, {
      skills: ['network'],
      availability: { from: '2026-12-01T10:00:00+02:00', until },
    });
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    const availability = { from: '2026-12-01T08:00:00.000Z', until };
    expect(body).toEqual({ ...user, skills: ['network'], availability, version: 2 });
  });

  it('lets nobody overwrite what they have not seen', async () => {
    const { id } = await newUser();
    const edit = (version: number, name: string) =>
      people.admin.at(version).patch(`${USERS}/${id}`, { name });
    const answers = await Promise.all([edit(1, 'A'), edit(1, 'B'), edit(1, 'C')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expectProblem(await edit(1, 'D'), 412, 'version_conflict');
  });

  it('lets people change their own name and absence, and nothing else', async () => {
    const id = await people.idOf(people.carol);
    const any = people.carol.with({ 'if-match': '*' });
    const edit = { name: 'Carola', availability: { from: '2030-01-01T00:00:00Z' } };
    expect((await any.patch(`${USERS}/${id}`, edit)).body).toMatchObject({
      name: 'Carola',
      availability: { until: null },
    });
    for (const forbidden of [
      { role: 'admin' },
      { capacity: 1 },
      { name: 'x', skills: [] },
      { is_active: true },
    ]) {
      expectProblem(await any.patch(`${USERS}/${id}`, forbidden), 403, 'forbidden');
    }
    const back = await any.put(`${USERS}/me`, { name: 'Carol', availability: null });
    expect(back.body).toMatchObject({ name: 'Carol', availability: null });
    expectProblem(await any.put(`${USERS}/me`, { name: 'Carol', role: 'admin' }), 422, 'invalid_input');
  });

  it('refuses an absence that ends before it begins', async () => {
    const { id } = await newUser();
    const availability = { from: '2026-12-02T00:00:00Z', until: '2026-12-01T00:00:00Z' };
    const answer = await people.admin.at(1).patch(`${USERS}/${id}`, { availability });
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(['availability.until']);
  });

  it('refuses an address that somebody else has', async () => {
    const { id } = await newUser();
    const answer = await people.admin.at(1).patch(`${USERS}/${id}`, { email: 'bob@holdfast.local' });
    expectProblem(answer, 409, 'duplicate');
  });

  it('changes nothing when nothing differs', async () => {
    const { id, name } = await newUser();
    expect((await people.admin.at(1).patch(`${USERS}/${id}`, { name })).body.version).toBe(1);
  });
});

describe('the last administrator', () => {
  it('cannot go, whichever way, even when two go at once', async () => {
    const id = await people.idOf(people.admin);
    const any = people.admin.with({ 'if-match': '*' });
    expectProblem(await any.patch(`${USERS}/${id}`, { role: 'user' }), 409, 'last_admin');
    expectProblem(await any.patch(`/api/v1/admin/users/${id}`, { is_active: false }), 409, 'last_admin');
    expectProblem(await any.send('DELETE', `${USERS}/${id}`), 409, 'last_admin');

    const second = await newUser({ role: 'admin' });
    const demote = (who: string) => any.patch(`${USERS}/${who}`, { is_active: false });
    const statuses = (await Promise.all([demote(second.id), demote(id)])).map(({ status }) => status);
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
