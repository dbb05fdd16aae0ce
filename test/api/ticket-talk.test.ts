import { describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, TICKETS, withPeople } from './people.js';

const people = withPeople();

describe('comments', () => {
  it('lets requester and staff talk, oldest first', async () => {
    const { number } = await people.ticket();
    const path = `${TICKETS}/${number}/comments`;
    const said = await people.alice.post(path, { body: 'It is <b>urgent</b>.\nReally.' });
    expect(said.status).toBe(201);
    expect(said.headers.get('location')).toBe(path);
    expect(said.body).toEqual({
      id: expect.any(String),
      author: { id: await people.idOf(people.alice), name: 'Alice' },
      body: 'It is <b>urgent</b>.\nReally.',
      is_internal: false,
      created_at: expect.any(String),
    });
    const answered = await people.bob.post(path, { body: 'On it.' });
    expect((await people.alice.get(path)).body).toEqual({ comments: [said.body, answered.body] });
    expect((await people.alice.get(`${TICKETS}/${number}`)).body.sla.first_response.met_at).not.toBeNull();
  });

  it('shows internal notes to staff and to nobody else, not even that there are any', async () => {
    const { number } = await people.ticket();
    const path = `${TICKETS}/${number}/comments`;
    const note = await people.bob.post(path, { body: 'Alice does this every week.', is_internal: true });
    expect(note.body.is_internal).toBe(true);
    expect((await people.carol.get(path)).body.comments).toEqual([note.body]);
    const asAlice = await Promise.all([
      people.alice.get(path),
      people.alice.get(`${TICKETS}/${number}/activities`),
    ]);
    expect(asAlice[0].body.comments).toEqual([]);
    expect(JSON.stringify(asAlice.map(({ body }) => body))).not.toMatch(/every week|ticket\.commented/u);
    expectProblem(await people.alice.post(path, { body: 'Me too', is_internal: true }), 403, 'forbidden');
  });

  it("keeps strangers out of another's talk", async () => {
    const { number } = await people.ticket({}, people.bob);
    for (const reference of [number, 'nope']) {
      expectProblem(await people.alice.get(`${TICKETS}/${reference}/comments`), 404, 'not_found');
      expectProblem(
        await people.alice.post(`${TICKETS}/${reference}/comments`, { body: 'Hi' }),
        404,
        'not_found',
      );
      expectProblem(await people.alice.get(`${TICKETS}/${reference}/activities`), 404, 'not_found');
    }
    expectProblem(await people.nobody.get(`${TICKETS}/${number}/comments`), 401, 'unauthenticated');
    expectProblem(
      await people.nobody.post(`${TICKETS}/${number}/comments`, { body: 'x' }),
      401,
      'unauthenticated',
    );
    expectProblem(await people.nobody.get(`${TICKETS}/${number}/activities`), 401, 'unauthenticated');
  });

  it('ends with the ticket', async () => {
    const { number } = await people.ticket();
    await people.alice.patch(`${TICKETS}/${number}/status`, { status: 'cancelled' });
    const answer = await people.alice.post(`${TICKETS}/${number}/comments`, { body: 'One more thing' });
    expectProblem(answer, 409, 'illegal_transition');
  });

  it.each([
    [{}, ['body']],
    [{ body: '   ' }, ['body']],
    [{ body: 'x'.repeat(20_001), is_internal: 'yes' }, ['body', 'is_internal']],
    [{ body: { $gt: '' }, author: 'bob' }, ['author', 'body']],
  ])('refuses %j', async (body, paths) => {
    const { number } = await people.ticket();
    const answer = await people.bob.post(`${TICKETS}/${number}/comments`, body);
    expectProblem(answer, 422, 'invalid_input');
    expect(faultPaths(answer)).toEqual(paths);
    expect((await people.bob.get(`${TICKETS}/${number}/comments`)).body.comments).toEqual([]);
  });
});

describe('GET /tickets/{ticket}/activities', () => {
  it('tells who did what, oldest first', async () => {
    const { number } = await people.ticket();
    const bob = { type: 'user', id: await people.idOf(people.bob), name: 'Bob' };
    await people.bob.post(`${TICKETS}/${number}/accept`);
    await people.bob.patch(`${TICKETS}/${number}`, { priority: 'high' });
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'Hello' });
    const { status, body } = await people.alice.get(`${TICKETS}/${number}/activities`);
    expect(status).toBe(200);
    expect(body.activities.map(({ action }: any) => action)).toEqual([
      'ticket.created',
      'ticket.accepted',
      'ticket.edited',
      'ticket.commented',
    ]);
    expect(body.activities[1]).toMatchObject({
      actor: bob,
      details: { status: { from: 'open', to: 'in_progress' }, assignee: { from: null, to: { name: 'Bob' } } },
    });
    expect(body.activities[2]).toMatchObject({ details: { priority: { from: 'medium', to: 'high' } } });
  });
});
