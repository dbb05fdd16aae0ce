import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { dataOf } from '../../support/http-client.js';
import { pages, type PageQuery } from '../../support/api/pages.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();

function say({ api }: typeof people.bob, ticket: string, body: Schemas['NewComment']) {
  return api.POST(`${TICKET}/comments`, { ...about(ticket), body });
}

function talk({ api }: typeof people.bob, ticket: string) {
  return api.GET(`${TICKET}/comments`, about(ticket));
}

function trail({ api }: typeof people.bob, ticket: string) {
  return api.GET(`${TICKET}/activities`, about(ticket));
}

describe('comments', () => {
  it('are written by requester and staff, and listed oldest first', async () => {
    const { number } = await people.ticket();
    const said = await say(people.alice, number, { body: 'It is <b>urgent</b>.\nReally.' });
    expect(said.response.status).toBe(201);
    expect(said.response.headers.get('location')).toBe(`${TICKETS}/${number}/comments`);
    expect(said.data).toEqual({
      id: expect.any(String),
      author: { id: await people.idOf(people.alice), name: 'Alice' },
      body: 'It is <b>urgent</b>.\nReally.',
      is_internal: false,
      attachments: [],
      files: [],
      created_at: expect.any(String),
      edited_at: null,
      deleted_at: null,
      deleted_by: null,
      version: 1,
    });
    const answered = await dataOf(say(people.bob, number, { body: 'On it.' }));
    expect(await dataOf(talk(people.alice, number))).toEqual({
      comments: [said.data, answered],
      page_size: 100,
      next_cursor: null,
      total: 2,
      total_capped: false,
    });
    const { sla } = await dataOf(people.alice.api.GET(TICKET, about(number)));
    expect(sla.first_response!.met_at).not.toBeNull();
  });

  it('are shown to staff only if they are internal, and others see no sign of them', async () => {
    const { number } = await people.ticket();
    const note = await dataOf(
      say(people.bob, number, { body: 'Alice does this every week.', is_internal: true }),
    );
    expect(note.is_internal).toBe(true);
    expect((await dataOf(talk(people.carol, number))).comments).toEqual([note]);
    const asAlice = await Promise.all([
      dataOf(talk(people.alice, number)),
      dataOf(trail(people.alice, number)),
    ]);
    expect(asAlice[0].comments).toEqual([]);
    expect(asAlice[1].activities.length).toBeGreaterThan(0);
    expect(JSON.stringify(asAlice)).not.toMatch(/every week|ticket\.commented/u);
    expectProblem(await say(people.alice, number, { body: 'Me too', is_internal: true }), 403, 'forbidden');
  });

  it('cannot be read or written by strangers', async () => {
    const { number } = await people.ticket({}, people.bob);
    for (const reference of [number, 'nope']) {
      expectProblem(await talk(people.alice, reference), 404, 'not_found');
      expectProblem(await say(people.alice, reference, { body: 'Hi' }), 404, 'not_found');
      expectProblem(await trail(people.alice, reference), 404, 'not_found');
    }
    expectProblem(await talk(people.nobody, number), 401, 'unauthenticated');
    expectProblem(await say(people.nobody, number, { body: 'x' }), 401, 'unauthenticated');
    expectProblem(await trail(people.nobody, number), 401, 'unauthenticated');
  });

  it('are refused once the ticket is over', async () => {
    const { number } = await people.ticket();
    const cancelled = people.alice.api.PATCH(`${TICKET}/status`, {
      ...about(number),
      body: { status: 'cancelled' },
    });
    await dataOf(cancelled);
    expectProblem(await say(people.alice, number, { body: 'One more thing' }), 409, 'illegal_transition');
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
    expect((await dataOf(talk(people.bob, number))).comments).toEqual([]);
  });
});

describe('GET /tickets/{ticket}/activities', () => {
  it('shows who did what, oldest first', async () => {
    const { number } = await people.ticket();
    const bob = { type: 'user', id: await people.idOf(people.bob), name: 'Bob' };
    await dataOf(people.bob.api.POST(`${TICKET}/accept`, about(number)));
    await dataOf(people.bob.api.PATCH(TICKET, { ...about(number), body: { priority: 'high' } }));
    await dataOf(say(people.bob, number, { body: 'Hello' }));
    const { activities } = await dataOf(trail(people.alice, number));
    expect(activities.map(({ action }) => action)).toEqual([
      'ticket.created',
      'ticket.accepted',
      'ticket.edited',
      'ticket.commented',
    ]);
    expect(activities[1]).toMatchObject({
      actor: bob,
      details: { status: { from: 'open', to: 'in_progress' }, assignee: { from: null, to: { name: 'Bob' } } },
    });
    expect(activities[2]).toMatchObject({ details: { priority: { from: 'medium', to: 'high' } } });
  });
});

describe('a long comment thread and its activity log', () => {
  it('are read page by page, in order, each row once, and without what is internal', async () => {
    const { number } = await people.ticket();
    for (let i = 1; i <= 7; i += 1) {
      await dataOf(say(people.bob, number, { body: `Step ${i}`, is_internal: i % 3 === 0 }));
    }
    const said = await pages(2, async (query) => {
      const data = await dataOf(people.alice.api.GET(`${TICKET}/comments`, paged(number, query)));
      return { ...data, rows: data.comments.map(({ body }) => body) };
    });
    expect(said).toEqual(['Step 1', 'Step 2', 'Step 4', 'Step 5', 'Step 7']);
    const happened = await pages(2, async (query) => {
      const data = await dataOf(people.bob.api.GET(`${TICKET}/activities`, paged(number, query)));
      return { ...data, rows: data.activities.map(({ id }) => id) };
    });
    const whole = await dataOf(trail(people.bob, number));
    expect(happened).toEqual(whole.activities.map(({ id }) => id));
    expect(happened).toHaveLength(8);
    const bad = await people.bob.get(`${TICKETS}/${number}/comments?cursor=nonsense`);
    expectProblem(bad, 422, 'invalid_input');
  });
});

function paged(ticket: string, query: PageQuery) {
  return { params: { path: { ticket }, query } };
}
