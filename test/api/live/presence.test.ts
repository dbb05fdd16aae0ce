import { describe, expect, it } from '@jest/globals';
import { about, expectProblem, TICKET, TICKETS, withPeople } from '../../support/api/people.js';
import { dataOf } from '../../support/http-client.js';
import { followAs } from '../../support/live.js';

const people = withPeople();

describe('a draft', () => {
  it('is the own one of a person, and loses no text of two tabs', async () => {
    const { number } = await people.ticket();
    const save = (body: string, version: number) =>
      dataOf(people.bob.api.PUT(`${TICKET}/draft`, { ...about(number), body: { body, version } }));
    const saved = await Promise.all([save('First tab.', 0), save('Second tab.', 0)]);
    const { body, version, replaced } = await dataOf(people.bob.api.GET(`${TICKET}/draft`, about(number)));
    expect(version).toBe(2);
    expect([body, ...replaced.map((text) => text.body)].sort()).toEqual(['First tab.', 'Second tab.']);
    expect(saved.map((draft) => draft.version).sort()).toEqual([1, 2]);
    const none = { body: '', version: 0, saved_at: null };
    expect(await dataOf(people.carol.api.GET(`${TICKET}/draft`, about(number)))).toMatchObject(none);
    const note = { body: { body: 'Psst.', is_internal: true, version: 0 } };
    expectProblem(
      await people.alice.api.PUT(`${TICKET}/draft`, { ...about(number), ...note }),
      403,
      'forbidden',
    );
    expect((await people.bob.api.DELETE(`${TICKET}/draft`, about(number))).response.status).toBe(204);
    expect(await dataOf(people.bob.api.GET(`${TICKET}/draft`, about(number)))).toMatchObject(none);
  });

  it('is deleted with its ticket', async () => {
    const { id } = await people.ticket();
    await dataOf(
      people.bob.api.PUT(`${TICKET}/draft`, { ...about(id), body: { body: 'Hello', version: 0 } }),
    );
    await people.admin.send('DELETE', `${TICKETS}/${id}`, { reason: 'A test.' });
    expect(await people.holdfast.mongo.collection('drafts').countDocuments({ ticketId: id })).toBe(0);
  });
});

describe('presence and reading', () => {
  it('is shown on tickets, lists and sockets, to those who may see it', async () => {
    const ticket = await people.ticket();
    const alice = await followAs(people.holdfast.url, people.alice);
    const be = (state: 'viewing' | 'typing' | 'away', isInternal = false) =>
      dataOf(
        people.bob.api.PUT(`${TICKET}/presence`, {
          ...about(ticket.id),
          body: { state, is_internal: isInternal },
        }),
      );
    await be('viewing');
    const read = (client = people.carol) => dataOf(client.api.GET(TICKET, about(ticket.id)));
    expect(await read()).toMatchObject({
      unread: true,
      presence: [{ person: { name: 'Bob' }, state: 'viewing' }],
    });
    expect(await read(people.alice)).toMatchObject({ unread: false, presence: [] });
    await be('typing');
    await alice.next({ type: 'presence', ticket: ticket.id });
    const { tickets } = await dataOf(people.alice.api.GET(TICKETS, {}));
    expect(tickets.find(({ id }) => id === ticket.id)?.presence).toHaveLength(1);
    await be('away');
    expect((await read()).presence).toEqual([]);
    expect(alice.frames.filter(({ type }) => type === 'presence')[0]).toMatchObject({
      people: [{ state: 'typing' }],
    });
    alice.close();
  });

  it('ends unread, also in the counts of views', async () => {
    const view = await dataOf(
      people.carol.api.POST('/api/v1/views', { body: { name: 'Unread', filters: { tag: 'unread' } } }),
    );
    const [first, second] = [
      await people.ticket({ tags: ['unread'] }),
      await people.ticket({ tags: ['unread'] }),
    ];
    const count = async () => {
      const { views } = await dataOf(
        people.carol.api.GET('/api/v1/views', { params: { query: { unread: true } } }),
      );
      return views.find(({ id }) => id === view.id)?.unread_count;
    };
    expect(await count()).toBe(2);
    expect(
      (await people.carol.api.PUT(`${TICKET}/read`, { ...about(first.id), body: {} })).response.status,
    ).toBe(204);
    expect(await count()).toBe(1);
    const { activities } = await dataOf(people.carol.api.GET(`${TICKET}/activities`, about(second.id)));
    const seen = { body: { seen_event_id: activities[0]!.id } };
    await people.carol.api.PUT(`${TICKET}/read`, { ...about(second.id), ...seen });
    expect(await count()).toBe(0);
    const forget = await people.carol.api.DELETE(`${TICKET}/read`, about(first.id));
    expect([forget.response.status, await count()]).toEqual([204, 1]);
    expectProblem(
      await people.carol.api.PUT(`${TICKET}/read`, { ...about(first.id), ...seen }),
      404,
      'not_found',
    );
  });

  it('refuses a comment of a person who has not seen another one', async () => {
    const { id } = await people.ticket();
    const trail = await dataOf(people.bob.api.GET(`${TICKET}/activities`, about(id)));
    const seen = trail.activities.at(-1)!.id;
    const say = (client: typeof people.bob, body: string, more = {}) =>
      client.api.POST(`${TICKET}/comments`, { ...about(id), body: { body, ...more } });
    await dataOf(say(people.bob, 'My own does not count.', { seen_event_id: seen }));
    await dataOf(say(people.bob, 'Still mine.', { seen_event_id: seen }));
    await dataOf(say(people.carol, 'A note.', { is_internal: true }));
    await dataOf(say(people.bob, 'A second answer.'));
    const refused = await say(people.bob, 'Blind.', { seen_event_id: seen });
    expectProblem(refused, 409, 'unseen_comments');
    expect(refused.error).toMatchObject({
      errors: [{ path: 'seen_event_id', message: expect.stringContaining('Carol') }],
    });
    expectProblem(await say(people.alice, 'Blind.', { seen_event_id: seen }), 409, 'unseen_comments');
    expectProblem(await say(people.alice, 'Other.', { seen_event_id: 'unknown' }), 422, 'invalid_input');
  });
});

it('shows a ticket as it was, and as its requester saw it', async () => {
  const ticket = await people.ticket({ title: 'First title' });
  const edit = (body: object) => dataOf(people.bob.api.PATCH(TICKET, { ...about(ticket.id), body }));
  await edit({ title: 'Second title', priority: 'urgent' });
  await edit({ tags: ['later'] });
  const { activities } = await dataOf(people.bob.api.GET(`${TICKET}/activities`, about(ticket.id)));
  const at = (client: typeof people.bob, query: { at?: string; as?: 'requester' }) =>
    client.api.GET(TICKET, { params: { path: { ticket: ticket.id }, query } });
  const first = await dataOf(at(people.bob, { at: activities[0]!.id, as: 'requester' }));
  expect(first).toMatchObject({
    title: 'First title',
    version: 1,
    tags: [],
    sla: { state: 'none', resolution: null },
  });
  expect(first).not.toHaveProperty('required_skills');
  expect(first.workflow).not.toHaveProperty('url');
  expect(await dataOf(at(people.alice, { at: activities[1]!.id }))).toMatchObject({
    title: 'Second title',
    tags: [],
  });
  expect(await dataOf(at(people.bob, {}))).toMatchObject({ title: 'Second title', tags: ['later'] });
  expectProblem(await at(people.bob, { at: 'unknown' }), 404, 'not_found');
});

it('opens one ticket for its requester by a link, until it is revoked', async () => {
  const { id, number } = await people.ticket();
  await dataOf(
    people.bob.api.POST(`${TICKET}/comments`, { ...about(id), body: { body: 'A note.', is_internal: true } }),
  );
  await dataOf(
    people.bob.api.POST(`${TICKET}/comments`, { ...about(id), body: { body: '<b>Try</b> again.' } }),
  );
  const LINKS = `${TICKETS}/${id}/requester-links`;
  const { body: link } = await people.bob.post(LINKS);
  const url = people.holdfast.url + new URL(link.url).pathname;
  const get = async () => {
    const response = await fetch(url, { headers: { 'accept-language': 'de' } });
    return { status: response.status, page: await response.text() };
  };
  const { page } = await get();
  expect(page).toContain(number);
  expect(page).toContain('Ihr Ticket');
  expect(page).toContain('&lt;b&gt;Try&lt;/b&gt; again.');
  expect(page).not.toContain('A note.');
  const commentId = /name="id" value="([^"]+)"/u.exec(page)![1]!;
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers });
  const answer = { id: commentId, body: 'It works.' };
  expect((await post(answer, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await post({ ...answer, body: ' ' })).status).toBe(422);
  expect([(await post(answer)).status, (await post(answer)).status]).toEqual([200, 200]);
  const { comments } = await dataOf(people.alice.api.GET(`${TICKET}/comments`, about(id)));
  expect(comments.map(({ author, body }) => [author.name, body])).toEqual([
    ['Bob', '<b>Try</b> again.'],
    ['Alice', 'It works.'],
  ]);
  expectProblem(await people.alice.post(LINKS), 403, 'forbidden');
  expect((await people.bob.send('DELETE', LINKS)).status).toBe(204);
  expect((await get()).status).toBe(410);
});
