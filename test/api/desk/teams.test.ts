import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openRepositories } from '../../../src/adapters/mongo/repositories.js';
import { MAX_TEAMS } from '../../../src/domain/desk/teams.js';
import { expectProblem, faultPaths, TICKETS, withPeople } from '../../support/api/people.js';
import { addTeam, TEAMS, teamRef } from '../../support/api/teams.js';
import { aTeam } from '../../support/tickets/builders.js';

const people = withPeople();

let count = 0;
const newKey = () => `team-${(count += 1)}`;

const edit = (user: string, body: object) => people.admin.patch(`/api/v1/users/${user}`, body);

async function ticketIn(team: string) {
  const { number } = await people.ticket();
  const { status, body } = await people.maya.patch(`${TICKETS}/${number}`, { team });
  expect(status).toBe(200);
  return body;
}

const teamOf = async (number: string) => (await people.alice.get(`${TICKETS}/${number}`)).body.team;

describe('a team', () => {
  it('is created, read, changed and deleted by managers, with versions', async () => {
    const key = newKey();
    const calendar = (await people.bob.get('/api/v1/sla/calendars')).body.calendars[0].name;
    const body = {
      key,
      name: 'Network',
      lead_id: await people.idOf(people.bob),
      skills: ['vpn', 'vpn', 'wifi'],
      calendar,
      assigns: 'round_robin',
    };
    const made = await people.maya.post(TEAMS, body);
    expect([made.status, made.headers.get('location'), made.headers.get('etag')]).toEqual([
      201,
      `${TEAMS}/${key}`,
      '"1"',
    ]);
    expect(made.body).toEqual({
      id: key,
      key,
      name: 'Network',
      members: [],
      lead: { id: body.lead_id, name: 'Bob' },
      skills: ['vpn', 'wifi'],
      calendar,
      mail_address: null,
      assigns: 'round_robin',
      is_active: true,
      moved_to: null,
      version: 1,
      created_at: expect.any(String),
      created_by: { id: expect.any(String), name: 'Maya' },
    });
    expect((await people.bob.get(`${TEAMS}/${key}`)).body).toEqual(made.body);
    expectProblem(await people.admin.post(TEAMS, body), 409, 'duplicate');
    const changed = await people.admin.at(1).patch(`${TEAMS}/${key}`, { name: 'Netze', lead_id: null });
    expect(changed.body).toMatchObject({ name: 'Netze', lead: null, assigns: 'round_robin', version: 2 });
    expectProblem(await people.maya.at(1).patch(`${TEAMS}/${key}`, { name: 'x' }), 412, 'version_conflict');
    expectProblem(await people.maya.at(1).send('DELETE', `${TEAMS}/${key}`), 412, 'version_conflict');
    expect((await people.maya.send('DELETE', `${TEAMS}/${key}`)).status).toBe(204);
    expectProblem(await people.maya.get(`${TEAMS}/${key}`), 404, 'not_found');
    expectProblem(await people.maya.send('DELETE', `${TEAMS}/${key}`), 404, 'not_found');
    expect(await addTeam(people, key, { name: 'Again' })).toMatchObject({ name: 'Again', version: 1 });
  });

  it('is created once by a repeated request, and changed by one of several parallel ones', async () => {
    const key = newKey();
    const headers = { 'idempotency-key': randomUUID() };
    const [first, second] = [
      await people.maya.with(headers).post(TEAMS, { key, name: 'Once' }),
      await people.maya.with(headers).post(TEAMS, { key, name: 'Once' }),
    ];
    expect([second.status, second.body]).toEqual([201, first.body]);
    const together = await Promise.all(
      ['a', 'b', 'c'].map((name) => people.maya.at(1).patch(`${TEAMS}/${key}`, { name })),
    );
    expect(together.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('names every fault', async () => {
    const alice = await people.idOf(people.alice);
    const answers = [
      await people.maya.post(TEAMS, {}),
      await people.maya.post(TEAMS, { key: 'No', name: '', skills: [''], assigns: 'dice', members: [] }),
      await people.maya.post(TEAMS, {
        key: newKey(),
        name: 'Lost',
        lead_id: alice,
        calendar: 'nowhere',
        mail_address: 'network@elsewhere.example',
      }),
      await people.maya.patch(`${TEAMS}/workplace`, {}),
      await people.maya.patch(`${TEAMS}/workplace`, { is_active: false, key: 'x' }),
    ];
    for (const answer of answers) expectProblem(answer, 422, 'invalid_input');
    expect(answers.map(faultPaths)).toEqual([
      ['key', 'name'],
      ['assigns', 'key', 'members', 'name', 'skills.0'],
      ['calendar', 'lead_id', 'mail_address'],
      [''],
      ['is_active', 'key'],
    ]);
  });

  it('is for staff to read, and for managers to change', async () => {
    expectProblem(await people.alice.get(TEAMS), 403, 'forbidden');
    expectProblem(await people.bob.post(TEAMS, { key: newKey(), name: 'x' }), 403, 'forbidden');
    expectProblem(await people.bob.patch(`${TEAMS}/workplace`, { name: 'x' }), 403, 'forbidden');
    expectProblem(await people.bob.send('DELETE', `${TEAMS}/workplace`), 403, 'forbidden');
    expectProblem(await people.nobody.get(TEAMS), 401, 'unauthenticated');
  });

  it('has the active staff whose team it is', async () => {
    const key = newKey();
    await addTeam(people, key);
    const [carol, alice] = [await people.idOf(people.carol), await people.idOf(people.alice)];
    const { body } = await edit(carol, { team: key });
    expect(body.team).toEqual(teamRef(key));
    await edit(alice, { team: key });
    const members = async () => (await people.bob.get(`${TEAMS}/${key}`)).body.members;
    expect(await members()).toEqual([{ id: carol, name: 'Carol' }]);
    const listed = await people.bob.get(`/api/v1/users?team=${key}`);
    expect(listed.body.users.map(({ name }: { name: string }) => name).sort()).toEqual(['Alice', 'Carol']);
    await edit(carol, { team: 'workplace' });
    expect(await members()).toEqual([]);
    const unknown = await edit(carol, { team: 'nowhere' });
    expectProblem(unknown, 422, 'invalid_input');
    expect(unknown.body.errors[0].message).toContain('choose one of: infrastructure');
    await edit(alice, { team: null });
  });

  it('shows staff how long a ticket was with it, and requesters nothing', async () => {
    const [first, second] = [newKey(), newKey()];
    for (const key of [first, second]) await addTeam(people, key);
    const { number } = await ticketIn(first);
    await people.maya.patch(`${TICKETS}/${number}`, { team: second });
    const { status, body } = await people.bob.get(`${TICKETS}/${number}/team-times`);
    expect(status).toBe(200);
    expect(body.periods.slice(-2)).toMatchObject([
      { team: { key: first }, to: body.periods.at(-1).from },
      { team: { key: second }, to: null },
    ]);
    expect(body.totals.map(({ team }: any) => team?.key)).toEqual(expect.arrayContaining([first, second]));
    expectProblem(await people.alice.get(`${TICKETS}/${number}/team-times`), 403, 'forbidden');
    expectProblem(await people.bob.get(`${TICKETS}/TKT-2026-999999/team-times`), 404, 'not_found');
  });

  it('gets and loses members by managers, who change nothing else of them', async () => {
    const key = newKey();
    await addTeam(people, key);
    const carol = await people.idOf(people.carol);
    const path = `/api/v1/users/${carol}`;
    const before = (await people.maya.get(path)).body.team?.key ?? null;
    const members = async () => (await people.bob.get(`${TEAMS}/${key}`)).body.members;
    expect((await people.maya.patch(path, { team: key })).status).toBe(200);
    expect(await members()).toEqual([{ id: carol, name: 'Carol' }]);
    const log = await people.admin.get(`/api/v1/admin/security-events?user=${carol}&page_size=1`);
    expect(log.body.security_events[0]).toMatchObject({
      action: 'account.edited',
      actor: { name: 'Maya' },
      details: { team: { to: key } },
    });
    expectProblem(await people.maya.patch(path, { team: key, capacity: 1 }), 403, 'forbidden');
    expectProblem(await people.maya.patch(path, { role: 'admin' }), 403, 'forbidden');
    expectProblem(await people.bob.patch(path, { team: null }), 403, 'forbidden');
    expect((await people.maya.patch(path, { team: before })).status).toBe(200);
    expect(await members()).toEqual([]);
  });

  it('is listed by name, page by page', async () => {
    const { body } = await people.bob.get(`${TEAMS}?page_size=100`);
    const keys = body.teams.map(({ key }: { key: string }) => key);
    const names = body.teams.map(({ name }: { name: string }) => name.toLowerCase());
    expect(names).toEqual([...names].sort());
    expect(keys).toEqual(expect.arrayContaining(['infrastructure', 'workplace']));
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await people.bob.get(`${TEAMS}?page_size=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      pages.push(...page.body.teams.map(({ key }: { key: string }) => key));
      cursor = page.body.next_cursor as string | null;
    }
    expect(pages).toEqual(keys);
  });
});

describe('a dissolved team', () => {
  it('needs no open tickets, or passes them and its members to another team in one change', async () => {
    const [from, to, last] = [newKey(), newKey(), newKey()];
    for (const key of [from, to, last]) await addTeam(people, key);
    const open = await ticketIn(from);
    const over = await ticketIn(from);
    await people.alice.post(`${TICKETS}/${over.number}/cancel`, {});
    const bob = await people.idOf(people.bob);
    await edit(bob, { team: from });
    const url = `${TEAMS}/${from}`;
    const refused = await people.maya.send('DELETE', url);
    expectProblem(refused, 409, 'illegal_transition');
    expect(refused.body.detail).toContain('an open ticket');
    for (const other of ['nowhere', from]) {
      const wrong = await people.maya.send('DELETE', `${url}?move_to=${other}`);
      expectProblem(wrong, 422, 'invalid_input');
      expect(faultPaths(wrong)).toEqual(['move_to']);
    }
    expect((await people.maya.send('DELETE', `${url}?move_to=${to}`)).status).toBe(204);
    // A repeat, after a lost answer, finds it done.
    expect((await people.maya.send('DELETE', `${url}?move_to=${to}`)).status).toBe(204);
    expect((await people.bob.get(url)).body).toMatchObject({ is_active: false, moved_to: to, version: 2 });
    expect(await teamOf(open.number)).toEqual(teamRef(to));
    const found = await people.maya.get(`${TICKETS}?team=${to}&sort=created_at`);
    expect(found.body.tickets.map(({ number }: { number: string }) => number)).toEqual([
      open.number,
      over.number,
    ]);
    const summary = await people.maya.get(`${TICKETS}/stats/summary?team=${to}`);
    expect(summary.body.total).toBe(2);
    const work = await people.bob.get('/api/v1/moderator/tickets');
    expect(work.body.tickets.map(({ number }: { number: string }) => number)).toContain(open.number);
    expect((await people.bob.get('/api/v1/auth/me')).body.team).toEqual(teamRef(to));
    expect((await people.bob.get(`${TEAMS}/${to}`)).body.members).toEqual([{ id: bob, name: 'Bob' }]);
    expect((await people.bob.get(`/api/v1/users?team=${to}`)).body.total).toBe(1);
    const { number } = await people.ticket();
    const choose = await people.maya.patch(`${TICKETS}/${number}`, { team: from });
    expectProblem(choose, 422, 'invalid_input');
    expect(choose.body.errors[0].message).toContain('is a dissolved team');

    // Its tickets are open tickets of the other.
    expectProblem(await people.maya.send('DELETE', `${TEAMS}/${to}`), 409, 'illegal_transition');
    expect((await people.maya.send('DELETE', `${TEAMS}/${to}?move_to=${last}`)).status).toBe(204);
    expect(await teamOf(open.number)).toEqual(teamRef(last));
    const back = await people.maya.patch(url, { is_active: true });
    expect(back.body).toMatchObject({ is_active: true, moved_to: null });
    expect(await teamOf(open.number)).toEqual(teamRef(from));
    await edit(bob, { team: 'infrastructure' });
  });

  it('remains readable on closed tickets', async () => {
    const key = newKey();
    await addTeam(people, key, { name: 'Gone' });
    const { number } = await ticketIn(key);
    await people.alice.post(`${TICKETS}/${number}/cancel`, {});
    expect((await people.maya.send('DELETE', `${TEAMS}/${key}`)).status).toBe(204);
    expect(await teamOf(number)).toEqual(teamRef(key, 'Gone'));
    expect((await people.maya.get(`${TICKETS}?team=${key}`)).body.total).toBe(1);
  });
});

describe('another process', () => {
  const revision = (name: string, version = 1) => ({
    content: aTeam(name, { version }),
    requestId: null,
    createdAt: null,
    createdBy: null,
  });

  it('sees new teams immediately, restores no deleted one, and respects the maximum', async () => {
    const { teams } = await openRepositories(people.holdfast.mongo);
    await ticketIn('workplace');
    const key = newKey();
    await teams.add(revision(key));
    expect((await ticketIn(key)).team).toEqual(teamRef(key));
    const gone = newKey();
    await teams.add(revision(gone));
    await teams.remove(gone);
    await expect(teams.add(revision(gone, 2))).rejects.toMatchObject({ code: 'not_found' });
    const address = { mailAddress: 'one@holdfast.local' };
    await teams.add({ ...revision(newKey()), content: aTeam(newKey(), address) });
    await expect(
      teams.add({ ...revision(newKey()), content: aTeam(newKey(), address) }),
    ).rejects.toMatchObject({ code: 'duplicate' });
    const free = MAX_TEAMS - (await teams.current()).length;
    for (let index = 0; index < free; index += 1) await teams.add(revision(`one-of-many-${index}`));
    await expect(teams.add(revision('too-many'))).rejects.toMatchObject({ code: 'illegal_transition' });
  });
});
