import { expect, it } from '@jest/globals';
import { latestComments } from '../../../src/app/assist/latest-comments.js';
import { articleOfTicket } from '../../../src/app/knowledge/article-of-ticket.js';
import { notificationConsumer } from '../../../src/app/notifications/notification-consumer.js';
import { ticketSearchConsumer } from '../../../src/app/ticket-search/ticket-search-consumer.js';
import { advanceTicket } from '../../../src/app/tickets/advance-ticket.js';
import { changeStatus } from '../../../src/app/tickets/status/change-status.js';
import { actorOf } from '../../../src/domain/access/actor.js';
import { addMinutes } from '../../../src/domain/time.js';
import { about, expectProblem, TICKET, TICKETS, withPeople } from '../../support/api/people.js';
import { dataOf } from '../../support/http-client.js';
import { followAs, liveToken, openSocket } from '../../support/live.js';

const NOTIFICATIONS = '/api/v1/notifications';
const people = withPeople();

/** Handles every event twice, as after a crash. */
async function consume(): Promise<void> {
  const { deps } = people.holdfast;
  const events = await deps.eventLog.readTickets(new Date(0), null, 1_000);
  for (const consumer of [notificationConsumer(deps), ticketSearchConsumer(deps)])
    for (const event of [...events, ...events])
      if (consumer.wants?.(event) !== false) await consumer.handle(event);
}

const list = (client: typeof people.bob) => dataOf(client.api.GET(NOTIFICATIONS, {}));

it('notifies people once, over their socket and in a list, until they have read it', async () => {
  const { bob, alice, carol } = people;
  const socket = await openSocket(people.holdfast.url, await liveToken(bob), { path: '/ws/notifications' });
  const ticket = await people.ticket();
  const [bobId, carolId] = [await people.idOf(bob), await people.idOf(carol)];
  await dataOf(
    people.maya.api.PATCH(`${TICKET}/assign`, { ...about(ticket.id), body: { assignee_id: bobId } }),
  );
  const say = (client: typeof bob, body: string, isInternal = false) =>
    dataOf(
      client.api.POST(`${TICKET}/comments`, { ...about(ticket.id), body: { body, is_internal: isInternal } }),
    );
  await say(alice, 'Hello?');
  await say(bob, '@carol do you know this?', true);
  await say(bob, 'We look into it.');
  await consume();

  const ofBob = await list(bob);
  expect(ofBob.notifications.map(({ kind, actor }) => [kind, actor?.name])).toEqual([
    ['answered', 'Alice'],
    ['assigned', 'Maya'],
  ]);
  expect(ofBob.unread_count).toBe(2);
  expect((await list(carol)).notifications).toMatchObject([
    { kind: 'mentioned', ticket: { number: ticket.number } },
  ]);
  expect((await list(alice)).notifications.map(({ kind }) => kind)).toEqual(['answered']);
  await socket.next({ type: 'notification', kind: 'answered', unread_count: 2 });
  expect(socket.frames.filter(({ type }) => type === 'notification')).toHaveLength(2);
  socket.close();

  const ids = ofBob.notifications.slice(0, 1).map(({ id }) => id);
  expect((await bob.api.PUT(`${NOTIFICATIONS}/read`, { body: { ids } })).response.status).toBe(204);
  expect((await list(bob)).unread_count).toBe(1);
  await bob.api.PUT(`${NOTIFICATIONS}/read`, { body: {} });
  const unread = { params: { query: { unread: true } } };
  expect((await dataOf(bob.api.GET(NOTIFICATIONS, unread))).notifications).toEqual([]);

  const choice = { assigned: true, mentioned: false, answered: true, sla: true };
  await dataOf(carol.api.PUT(`${NOTIFICATIONS}/settings`, { body: choice }));
  expect(await dataOf(carol.api.GET(`${NOTIFICATIONS}/settings`))).toEqual(choice);
  await say(bob, 'Carol? @carol', true);
  await consume();
  expect((await list(carol)).notifications).toHaveLength(1);

  // A person who loses the right to read notes no longer sees that one named them.
  await people.holdfast.mongo
    .collection<any>('sessions')
    .updateMany({ 'person.id': carolId }, { $set: { 'person.role': 'user' } });
  expect((await list(carol)).notifications).toEqual([]);
});

it('hides a scheduled comment from its requester everywhere, and notifies them when it is sent', async () => {
  const { alice, bob, maya, holdfast } = people;
  const { deps, url } = holdfast;
  const { id } = await people.ticket();
  const { body: link } = await bob.post(`${TICKETS}/${id}/requester-links`);
  const [socket, bobs] = [await followAs(url, alice), await followAs(url, bob, { tickets: [id] })];
  const told = async () => (await list(alice)).notifications.filter(({ ticket }) => ticket.id === id);
  const mayaId = await people.idOf(maya);
  const toldBefore = await deps.notifications.countUnread(mayaId);
  const schedule = () => {
    const send_at = addMinutes(new Date(), 5).toISOString();
    const body = { body: 'Xylophone, @maya.', send_at };
    return dataOf(bob.api.POST(`${TICKET}/comments`, { ...about(id), body }));
  };
  const seen = async () => {
    await consume();
    const [page, comments, trail, search, ticket] = await Promise.all([
      fetch(url + new URL(link.url).pathname).then((response) => response.text()),
      dataOf(alice.api.GET(`${TICKET}/comments`, about(id))),
      dataOf(alice.api.GET(`${TICKET}/activities`, about(id))),
      alice.get(`${TICKETS}?sort=relevance&q=xylophone`),
      dataOf(alice.api.GET(TICKET, about(id))),
    ]);
    return {
      page: page.includes('Xylophone'),
      comments: comments.comments.map(({ body }) => body),
      trail: trail.activities.map(({ action }) => action),
      found: search.body.tickets.length,
      unread: ticket.unread,
      notified: (await told()).map(({ kind, actor }) => [kind, actor?.name]),
      pushed: socket.frames.filter((frame) => frame['ticket'] === id).map(({ action }) => action),
      toModel: (await latestComments(deps, id, true)).length,
    };
  };
  const nothing = {
    ...{ page: false, comments: [], trail: ['ticket.created'], found: 0, unread: false },
    ...{ notified: [], pushed: [], toModel: 0 },
  };

  const first = await schedule();
  const planned = await bobs.next({ action: 'ticket.commented' });
  expect(await seen()).toEqual(nothing);
  expect((await bob.get(`${TICKETS}?sort=relevance&q=xylophone`)).body.tickets).toHaveLength(1);
  const asAlice = `${TICKETS}/${id}?at=${planned['id']}&as=requester`;
  for (const client of [bob, alice]) expectProblem(await client.get(asAlice), 404, 'not_found');
  const mark = { seen_event_id: planned['id'] };
  expectProblem(await alice.send('PUT', `${TICKETS}/${id}/read`, mark), 404, 'not_found');
  expect((await bob.post(`${TICKETS}/${id}/comments/${first.id}/take-back`)).status).toBe(200);
  await bobs.next({ action: 'ticket.comment_deleted' });
  expect(await seen()).toEqual(nothing);
  const { comments } = (await bob.get(`${TICKETS}/${id}/comments`)).body;
  expect(comments.at(-1)).toMatchObject({ id: first.id, is_taken_back: true, body: '' });

  await schedule();
  const author = actorOf((await deps.users.find(await people.idOf(bob)))!);
  const later = { ...deps, clock: { now: () => addMinutes(new Date(), 6) } };
  for (const status of ['in_progress', 'resolved'] as const)
    await changeStatus(deps, author, id, status, { resolutionCode: 'fixed' });
  const doer = { actor: author, address: null };
  const draft = await articleOfTicket(deps, doer, id, deps.newId());
  expect(JSON.stringify(draft)).not.toContain('Xylophone');
  expect((await seen()).notified).toEqual([]);
  await advanceTicket(later, id);
  await socket.next({ action: 'ticket.commented' });
  expect(await seen()).toMatchObject({
    ...{ page: true, comments: ['Xylophone, @maya.'], found: 1, unread: true, toModel: 1 },
    ...{ notified: [['answered', 'Bob']] },
  });
  expect(await deps.notifications.countUnread(mayaId)).toBe(toldBefore);
  for (const each of [socket, bobs]) each.close();
});
