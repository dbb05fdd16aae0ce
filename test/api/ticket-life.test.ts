import { describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, TICKETS, withPeople } from './people.js';

const people = withPeople();

describe('PATCH /tickets/{ticket}/status', () => {
  it('walks a ticket along its life', async () => {
    const { number } = await people.ticket();
    const move = (client: typeof people.bob, body: object) =>
      client.patch(`${TICKETS}/${number}/status`, body);
    expect((await move(people.bob, { status: 'in_progress' })).body).toMatchObject({
      status: 'in_progress',
      version: 2,
    });
    expect((await move(people.bob, { status: 'waiting_on_user' })).body.sla.state).toBe('paused');
    expect((await move(people.bob, { status: 'resolved', resolution_code: 'fixed' })).body).toMatchObject({
      status: 'resolved',
      resolution_code: 'fixed',
      resolved_at: expect.any(String),
      sla: { state: 'stopped', resolution: { met_at: expect.any(String), remaining_seconds: null } },
    });
    expect((await move(people.alice, { status: 'in_progress' })).body).toMatchObject({ resolved_at: null });
    await move(people.bob, { status: 'resolved' });
    const closed = await move(people.alice, { status: 'closed', resolution_code: 'confirmed' });
    expect(closed.body).toMatchObject({ status: 'closed', closed_at: expect.any(String), version: 7 });
    expectProblem(await move(people.bob, { status: 'in_progress' }), 409, 'illegal_transition');
    expectProblem(
      await people.bob.patch(`${TICKETS}/${number}`, { priority: 'low' }),
      409,
      'illegal_transition',
    );
  });

  it('refuses what the table does not allow, and changes nothing', async () => {
    const { number } = await people.ticket();
    for (const status of ['resolved', 'closed', 'open']) {
      const answer = await people.bob.patch(`${TICKETS}/${number}/status`, { status, resolution_code: 'x' });
      expectProblem(answer, 409, 'illegal_transition');
      expect(answer.body.detail).toContain('in_progress, waiting_on_user, cancelled');
    }
    expect((await people.bob.get(`${TICKETS}/${number}`)).body).toMatchObject({ status: 'open', version: 1 });
  });

  it('leaves the work to staff, and withdrawing to the requester as well', async () => {
    const { number } = await people.ticket();
    expectProblem(
      await people.alice.patch(`${TICKETS}/${number}/status`, { status: 'in_progress' }),
      403,
      'forbidden',
    );
    expect((await people.alice.patch(`${TICKETS}/${number}/status`, { status: 'cancelled' })).status).toBe(
      200,
    );
    const hidden = await people.ticket({}, people.bob);
    const answer = await people.alice.patch(`${TICKETS}/${hidden.number}/status`, { status: 'cancelled' });
    expectProblem(answer, 404, 'not_found');
    expectProblem(
      await people.nobody.patch(`${TICKETS}/${number}/status`, { status: 'open' }),
      401,
      'unauthenticated',
    );
  });

  it.each([
    [{}, ['status']],
    [{ status: 'done' }, ['status']],
    [{ status: { $ne: 'open' } }, ['status']],
    [{ status: 'closed', resolution_code: '' }, ['resolution_code']],
    [{ status: 'resolved', force: true }, ['force']],
  ])('refuses %j', async (body, paths) => {
    const { number } = await people.ticket();
    const answer = await people.bob.patch(`${TICKETS}/${number}/status`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
  });
});

describe('POST /tickets/{ticket}/close', () => {
  it('closes a resolved ticket with a code', async () => {
    const { number } = await people.ticket();
    const close = (body: object) => people.alice.post(`${TICKETS}/${number}/close`, body);
    expectProblem(await close({ resolution_code: 'fixed' }), 403, 'forbidden');
    const tooEarly = await people.bob.post(`${TICKETS}/${number}/close`, { resolution_code: 'fixed' });
    expectProblem(tooEarly, 409, 'illegal_transition');
    await people.bob.patch(`${TICKETS}/${number}/status`, { status: 'in_progress' });
    await people.bob.patch(`${TICKETS}/${number}/status`, { status: 'resolved' });
    const without = await close({});
    expectProblem(without, 422, 'invalid_input');
    expect(faultPaths(without)).toEqual(['resolution_code']);
    const closed = await close({ resolution_code: 'fixed' });
    expect(closed.status).toBe(200);
    expect(closed.body).toMatchObject({ status: 'closed', resolution_code: 'fixed' });
    expectProblem(await people.nobody.post(`${TICKETS}/${number}/close`, {}), 401, 'unauthenticated');
  });
});

describe('PATCH and PUT /tickets/{ticket}/assign', () => {
  it.each(['patch', 'put'] as const)(
    '%s gives the ticket to a moderator, and takes it back',
    async (method) => {
      const { number } = await people.ticket();
      const [bob, carol] = [await people.idOf(people.bob), await people.idOf(people.carol)];
      const assign = (id: string | null) =>
        people.maya[method](`${TICKETS}/${number}/assign`, { assignee_id: id });
      expect((await assign(bob)).body.assignee).toEqual({ id: bob, name: 'Bob' });
      const again = await assign(bob);
      expect(again.body.version).toBe(2);
      expect((await assign(carol)).body.assignee).toEqual({ id: carol, name: 'Carol' });
      expect((await assign(null)).body).toMatchObject({ assignee: null, version: 4 });
    },
  );

  it('is for staff, and for moderators to be given', async () => {
    const { number } = await people.ticket();
    const bob = await people.idOf(people.bob);
    const path = `${TICKETS}/${number}/assign`;
    expectProblem(await people.alice.patch(path, { assignee_id: bob }), 403, 'forbidden');
    expectProblem(await people.nobody.patch(path, { assignee_id: bob }), 401, 'unauthenticated');
    expectProblem(await people.maya.patch(`${TICKETS}/nope/assign`, { assignee_id: bob }), 404, 'not_found');
    for (const id of ['nobody', await people.idOf(people.alice), await people.idOf(people.maya)]) {
      const answer = await people.maya.patch(path, { assignee_id: id });
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['assignee_id']);
    }
    for (const body of [{}, { assignee_id: { $ne: null } }, { assignee_id: '' }, { assignee_id: ['a'] }]) {
      const answer = await people.maya.put(path, body);
      expectProblem(answer, 422, 'invalid_input');
      expect(faultPaths(answer)).toEqual(['assignee_id']);
    }
    await people.alice.patch(`${TICKETS}/${number}/status`, { status: 'cancelled' });
    expectProblem(await people.maya.patch(path, { assignee_id: bob }), 409, 'illegal_transition');
  });
});

describe('POST /tickets/{ticket}/accept', () => {
  it('is the moderator’s, once', async () => {
    const { number } = await people.ticket();
    const path = `${TICKETS}/${number}/accept`;
    expectProblem(await people.alice.post(path), 403, 'forbidden');
    expectProblem(await people.maya.post(path), 403, 'forbidden');
    expectProblem(await people.nobody.post(path), 401, 'unauthenticated');
    expectProblem(await people.bob.post(`${TICKETS}/nope/accept`), 404, 'not_found');
    await people.maya.patch(`${TICKETS}/${number}/assign`, { assignee_id: await people.idOf(people.bob) });
    expectProblem(await people.carol.post(path), 409, 'assignment_conflict');
    const accepted = await people.bob.post(path);
    expect(accepted.status).toBe(200);
    expect(accepted.body).toMatchObject({ status: 'in_progress', assignee: { name: 'Bob' } });
    expectProblem(await people.bob.post(path), 409, 'illegal_transition');
  });
});

describe('two people on one ticket', () => {
  it('lets the one who saw the ticket as it is change it, and tells the other', async () => {
    const { number } = await people.ticket();
    const path = `${TICKETS}/${number}`;
    const answers = await Promise.all([
      people.bob.at(1).patch(path, { priority: 'urgent' }),
      people.carol.at(1).patch(path, { priority: 'low' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200)!;
    expectProblem(
      answers.find(({ status }) => status === 412)!,
      412,
      'version_conflict',
    );
    const now = await people.maya.get(path);
    expect(now.body).toMatchObject({ priority: winner.body.priority, version: 2 });
    expect(now.headers.get('etag')).toBe('"2"');
  });

  it('asks for the version wherever one is named', async () => {
    const { number } = await people.ticket();
    const path = `${TICKETS}/${number}`;
    const stale = people.bob.at(9);
    expectProblem(await stale.patch(path, { priority: 'low' }), 412, 'version_conflict');
    expectProblem(await stale.patch(`${path}/status`, { status: 'in_progress' }), 412, 'version_conflict');
    expectProblem(await stale.patch(`${path}/assign`, { assignee_id: null }), 412, 'version_conflict');
    expectProblem(await stale.put(`${path}/assign`, { assignee_id: null }), 412, 'version_conflict');
    expectProblem(await stale.post(`${path}/accept`), 412, 'version_conflict');
    expectProblem(await stale.post(`${path}/close`, { resolution_code: 'x' }), 412, 'version_conflict');
    expect((await people.bob.get(path)).body.version).toBe(1);
    expect((await people.bob.with({ 'if-match': '*' }).post(`${path}/accept`)).status).toBe(200);
    expect((await people.bob.with({ 'if-match': 'W/"2"' }).patch(path, { priority: 'low' })).status).toBe(
      200,
    );
  });

  it.each(['7', '"x"', '"1", "2"', '""', '"-1"'])('cannot read If-Match: %s', async (tag) => {
    const { number } = await people.ticket();
    const answer = await people.bob
      .with({ 'if-match': tag })
      .patch(`${TICKETS}/${number}`, { priority: 'low' });
    expectProblem(answer, 400, 'malformed_request');
  });

  it("does not tell by the version that another's ticket is there", async () => {
    const { number } = await people.ticket({}, people.bob);
    const answer = await people.alice.at(9).patch(`${TICKETS}/${number}`, { title: 'Mine now' });
    expectProblem(answer, 404, 'not_found');
  });

  it('loses no change of those who name no version', async () => {
    const { number } = await people.ticket();
    const changes = [{ priority: 'high' }, { category: 'network' }, { type: 'bug' }, { team: 'network' }];
    const answers = await Promise.all(
      changes.map((change) => people.maya.patch(`${TICKETS}/${number}`, change)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body } = await people.maya.get(`${TICKETS}/${number}`);
    expect(body).toMatchObject({ ...Object.assign({}, ...changes), version: 5 });
  });
});
