import { expect, it } from '@jest/globals';
import { notificationConsumer } from '../../../src/app/notifications/notification-consumer.js';
import { about, TICKET, withPeople } from '../../support/api/people.js';
import { dataOf } from '../../support/http-client.js';
import { liveToken, openSocket } from '../../support/live.js';

const NOTIFICATIONS = '/api/v1/notifications';
const people = withPeople();

/** Handles every event twice, as after a crash. */
async function consume(): Promise<void> {
  const { deps } = people.holdfast;
  const consumer = notificationConsumer(deps);
  const events = await deps.eventLog.readTickets(new Date(0), null, 1_000);
  for (const event of [...events, ...events])
    if (consumer.wants?.(event) !== false) await consumer.handle(event);
}

const list = (client: typeof people.bob) => dataOf(client.api.GET(NOTIFICATIONS, {}));

it('tells people once, over their socket and in a list, until they have read it', async () => {
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
