import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { accountsOf, USERS } from '../../support/api/accounts.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
const { someone, signIn, login, securityEvents } = accountsOf(people);
const ME = `${USERS}/me`;
const any = { 'if-match': '*' };
const patch = (id: string, body: object, client = people.admin) =>
  client.with(any).patch(`${USERS}/${id}`, body);
const address = () => `second-${randomUUID()}@c.example`;
const identity = () => `slack:U${randomUUID()}`;

describe('names', () => {
  it('are made of their parts, and a name alone removes the parts', async () => {
    const { id } = await someone();
    const names = async (body: object) => {
      const answer = await patch(id, body);
      return [answer.body.name, answer.body.first_name, answer.body.last_name];
    };
    expect(await names({ first_name: 'Ada' })).toEqual(['Ada', 'Ada', null]);
    expect(await names({ last_name: 'Lovelace' })).toEqual(['Ada Lovelace', 'Ada', 'Lovelace']);
    expect(await names({ name: 'Ada Lovelace', phone: '1' })).toEqual(['Ada Lovelace', 'Ada', 'Lovelace']);
    expect(await names({ name: 'Countess' })).toEqual(['Countess', null, null]);
    const all = { name: 'Lovelace Ada', first_name: 'Ada', last_name: 'Lovelace' };
    expect(await names(all)).toEqual(['Lovelace Ada', 'Ada', 'Lovelace']);
    expect(await names({ first_name: null, last_name: null })).toEqual(['Lovelace Ada', null, null]);
  });
});

describe('contact details', () => {
  const details = {
    phone: '+49 30 1234',
    department: 'Sales',
    location: 'Berlin',
    language: 'de',
    time_zone: 'Europe/Berlin',
  };

  it('are changed by people themselves, and by staff for requesters', async () => {
    const pat = await someone();
    const own = await pat.client.with(any).send('PUT', ME, { name: 'Pat', ...details });
    expect(own.body).toMatchObject({ name: 'Pat', ...details });
    const byStaff = await patch(pat.id, { phone: null, last_name: 'Doe' }, people.bob);
    expect(byStaff.body).toMatchObject({ ...details, phone: null, name: 'Doe' });
    const bob = await people.idOf(people.bob);
    for (const client of [people.carol, pat.client])
      expect([403, 404]).toContain((await patch(bob, { phone: '1' }, client)).status);
    for (const field of [{ email: address() }, { role: 'admin' }, { other_addresses: [address()] }]) {
      for (const client of [people.bob, people.maya, pat.client])
        expectProblem(await patch(pat.id, field, client), 403, 'forbidden');
    }
    const wrong = await patch(pat.id, { time_zone: 'Berlin', calendar: 'none' });
    expectProblem(wrong, 422, 'invalid_input');
    expect([...faultPaths(wrong)].sort()).toEqual(['calendar', 'time_zone']);
    const created = await people.admin.post(USERS, { email: address(), name: 'New', time_zone: 'X' });
    expect([created.status, ...faultPaths(created)]).toEqual([422, 'time_zone']);
    const { security_events: trail } = await securityEvents({ user: pat.id, page_size: 1 });
    expect(trail[0]).toMatchObject({ actor: { name: 'Bob' }, details: { last_name: { to: 'Doe' } } });
    const { body: exported } = await pat.client.get(`${USERS}/${pat.id}/export`);
    expect(exported.person).toMatchObject({ department: 'Sales', last_name: 'Doe', other_addresses: [] });
  });
});

describe('further addresses and identities', () => {
  it('belong to one person, and find them; sign-in takes the primary address', async () => {
    const [pat, sam] = [await someone(), await someone()];
    const [second, slack] = [address(), identity()];
    const body = { other_addresses: [second.toUpperCase(), second, pat.email], identities: [slack] };
    const changed = await patch(pat.id, body);
    expect(changed.body).toMatchObject({ other_addresses: [second], identities: [slack] });
    const found = async (query: string) =>
      (await people.bob.get(`${USERS}?${query}`)).body.users.map((user: { id: string }) => user.id);
    expect([await found(`address=${second}`), await found(`identity=${slack}`)]).toEqual([
      [pat.id],
      [pat.id],
    ]);
    expect(await found(`address=${pat.email}`)).toEqual([pat.id]);
    const taken = [
      await patch(sam.id, { other_addresses: [second] }),
      await patch(sam.id, { other_addresses: [pat.email] }),
      await patch(sam.id, { email: second }),
      await patch(sam.id, { identities: [slack] }),
      await people.admin.post(USERS, { email: second, name: 'Third' }),
      await people.nobody.post('/api/v1/auth/register', { email: second, name: 'X', password: randomUUID() }),
    ];
    for (const answer of taken) expectProblem(answer, 409, 'duplicate');
    expect((await login(second)).response.status).toBe(401);
    const racing = address();
    const both = await Promise.all([pat, sam].map(({ id }) => patch(id, { other_addresses: [racing] })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    for (const wrong of ['U1', 'Slack:U1', 'slack:', 'slack:a b', `slack:${'x'.repeat(201)}`])
      expectProblem(await patch(sam.id, { identities: [wrong] }), 422, 'invalid_input');
    expect((await patch(pat.id, { identities: [], other_addresses: [] })).status).toBe(200);
    expect((await patch(sam.id, { identities: [], other_addresses: [second] })).status).toBe(200);
  });
});

describe('a ticket for another person', () => {
  it('is opened by staff, and the activity log says so', async () => {
    const pat = await someone();
    const opened = await people.ticket({ requester_id: pat.id }, people.bob);
    expect(opened.requester.id).toBe(pat.id);
    const { activities } = (await people.bob.get(`${TICKETS}/${opened.number}/activities`)).body;
    expect(activities[0]).toMatchObject({
      action: 'ticket.created',
      actor: { name: 'Bob' },
      details: { opened_from: 'on_behalf' },
    });
    expect((await pat.client.get(`${TICKETS}/${opened.number}`)).status).toBe(200);
    const alice = await people.idOf(people.alice);
    const body = { title: 'Not mine', description: 'At all.' };
    expect((await people.ticket({ requester_id: alice })).requester.id).toBe(alice);
    expectProblem(await people.alice.post(TICKETS, { ...body, requester_id: pat.id }), 403, 'forbidden');
    await patch(pat.id, { is_active: false });
    for (const requester_id of [pat.id, 'unknown']) {
      const answer = await people.bob.post(TICKETS, { ...body, requester_id });
      expectProblem(answer, 422, 'invalid_input');
      expect([...faultPaths(answer)]).toEqual(['requester_id']);
    }
  });
});

describe('POST /users/{user}/merge', () => {
  const at = (id: string) => `${USERS}/${id}/merge`;

  it('merges two people: sessions and keys end, both have it in their security events, and it can be undone', async () => {
    const [pat, sam] = [await someone(), await someone()];
    expect((await people.maya.get(at(pat.id))).body).toEqual({ merge: null });
    const client = people.maya.with({ 'idempotency-key': randomUUID() });
    const answers = [
      await client.post(at(pat.id), { into: sam.id }),
      await client.post(at(pat.id), { into: sam.id }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(answers[0]!.body.merge).toMatchObject({ into_id: sam.id, state: 'moving' });
    expectProblem(await pat.client.get('/api/v1/auth/me'), 401, 'unauthenticated');
    expect((await login(pat.email)).response.status).toBe(401);
    expectProblem(await people.maya.get(`${USERS}/${pat.id}`), 404, 'not_found');
    expectProblem(await patch(pat.id, { name: 'x' }), 404, 'not_found');
    expectProblem(await people.admin.get(`${USERS}/${pat.id}/export`), 404, 'not_found');
    const listed = (await people.bob.get(`${USERS}?address=${pat.email}`)).body.users;
    expect(listed).toMatchObject([{ id: sam.id, role: 'user', other_addresses: [pat.email] }]);
    for (const { id } of [pat, sam]) {
      const { security_events: trail } = await securityEvents({ user: id, page_size: 1 });
      expect(trail[0]).toMatchObject({ action: 'account.merged', actor: { name: 'Maya' } });
    }
    const undone = await people.maya.post(`${at(pat.id)}/undo`, {});
    expect([undone.status, undone.body.merge.state]).toEqual([202, 'undoing']);
    expect((await people.bob.get(`${USERS}/${pat.id}`)).body).toMatchObject({
      email: pat.email,
      is_active: true,
    });
    await signIn(pat.email);
    expectProblem(await people.maya.post(`${at(pat.id)}/undo`, {}), 409, 'illegal_transition');
  });

  it('refuses staff, the caller, people who have left, and callers without the permission', async () => {
    const [pat, sam] = [await someone(), await someone()];
    const bob = await people.idOf(people.bob);
    const merge = (from: string, into: string, client = people.maya) => client.post(at(from), { into });
    expectProblem(await merge(bob, pat.id), 409, 'illegal_transition');
    expectProblem(await merge(bob, await people.idOf(people.admin), people.admin), 409, 'illegal_transition');
    expectProblem(await merge(pat.id, bob), 403, 'forbidden');
    for (const into of [pat.id, 'unknown']) {
      const answer = await merge(pat.id, into);
      expectProblem(answer, 422, 'invalid_input');
      expect([...faultPaths(answer)]).toEqual(['into']);
    }
    expectProblem(await merge('unknown', pat.id), 404, 'not_found');
    for (const client of [people.bob, pat.client])
      expectProblem(await merge(pat.id, sam.id, client), 403, 'forbidden');
    expect((await merge(pat.id, bob, people.admin)).status).toBe(202);
    const { body } = await people.admin.get(`${USERS}/${bob}`);
    expect([body.role, body.other_addresses]).toEqual(['moderator', [pat.email]]);
  });
});
