import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sendPush } from '../../../src/app/notifications/send-push.js';
import { accountsOf } from '../../support/api/accounts.js';
import { about, expectProblem, TICKET, withPeople } from '../../support/api/people.js';
import { dataOf } from '../../support/http-client.js';
import { startPushStandIn, webPushKeys, type PushStandIn } from '../../support/servers/push-stand-in.js';
import { waitFor } from '../../support/wait-for.js';

const PUSH = '/api/v1/users/me/push-subscriptions';
const KEYS = webPushKeys();
const publicKey = KEYS.WEB_PUSH_PUBLIC_KEY;

const people = withPeople({ environment: { ...KEYS, OUTBOUND_ALLOWED_HOSTS: '127.0.0.1' } });
const { someone } = accountsOf(people);
let service: PushStandIn;
beforeAll(async () => {
  service = await startPushStandIn(publicKey);
});
afterAll(() => service.close());

type PersonClient = Awaited<ReturnType<typeof someone>>['client'];

async function subscribe(client: PersonClient) {
  const browser = service.browser();
  const subscription = await dataOf(client.api.POST(PUSH, { body: browser.subscription }));
  return { ...browser, subscription, body: browser.subscription };
}

const listed = async (client: PersonClient) => (await dataOf(client.api.GET(PUSH))).push_subscriptions;

/** Bob answers a new ticket of this requester. */
async function answer(client: PersonClient) {
  const ticket = await people.ticket({ title: 'A secret title' }, client);
  await dataOf(
    people.bob.api.POST(`${TICKET}/comments`, { ...about(ticket.id), body: { body: 'Secret words.' } }),
  );
  return ticket;
}

/** The notification of the answer, once the consumer has stored it. */
async function notificationOf({ id }: { readonly id: string }) {
  return waitFor('the notification', async () => {
    const stored = await people.holdfast.mongo
      .collection<any>('notifications')
      .findOne({ ticketId: id, kind: 'answered' });
    return stored ?? undefined;
  });
}

it('pushes to every browser of a person, until a push service has it, with no text of the ticket', async () => {
  const { client } = await someone();
  await dataOf(client.api.PUT('/api/v1/users/me', { body: { ...(await profile(client)), language: 'de' } }));
  const [phone, desk] = [await subscribe(client), await subscribe(client)];
  expect(await dataOf(client.api.GET(PUSH))).toMatchObject({
    public_key: publicKey,
    push_subscriptions: [{ id: phone.subscription.id, service: '127.0.0.1', is_this_session: true }, {}],
  });
  service.script(503);
  const ticket = await answer(client);
  await waitFor('both browsers', () => phone.received[0] && desk.received[0]);
  const { _id: id } = await notificationOf(ticket);
  const expected = {
    ...{ id, kind: 'answered', ticket: ticket.number, title: ticket.number },
    ...{ body: 'Es gibt eine Antwort', path: `/tickets/${ticket.number}` },
  };
  expect([...phone.received, ...desk.received]).toEqual([expected, expected]);
  // A worker that was killed after the request repeats it: who has it gets nothing.
  const before = service.requests;
  await sendPush(people.holdfast.deps, id);
  expect(service.requests).toBe(before);
});

it.each([404, 410])('removes a browser that its push service no longer knows (%i)', async (status) => {
  const { client } = await someone();
  const { received } = await subscribe(client);
  service.script(status);
  await answer(client);
  await waitFor('the removal', async () => ((await listed(client)).length === 0 ? true : undefined));
  expect(received).toEqual([]);
});

it('pushes nothing that was read or switched off, in quiet hours, or after the session', async () => {
  const { client, id: personId } = await someone();
  const { deps, mongo } = people.holdfast;
  const browser = await subscribe(client);
  const ticket = await answer(client);
  await waitFor('the first', () => browser.received[0]);
  const { _id: id } = await notificationOf(ticket);
  const forget = () => mongo.collection<any>('push_subscriptions').updateMany({}, { $set: { sent: [] } });
  const repeat = async () => {
    await forget();
    await sendPush(deps, id);
    return browser.received.length;
  };
  const quiet = (quietHours: unknown) =>
    mongo.collection<any>('users').updateOne({ _id: personId }, { $set: { quietHours } });
  const minute = (shift: number) => new Date(Date.now() + shift * 60_000).toISOString().slice(11, 16);
  await quiet({ from: minute(-60), to: minute(60), timeZone: 'UTC' });
  expect(await repeat()).toBe(1);
  await quiet(null);
  expect(await repeat()).toBe(2);
  await client.api.PUT('/api/v1/notifications/read', { body: {} });
  expect(await repeat()).toBe(2);
  await mongo.collection<any>('notifications').updateOne({ _id: id }, { $set: { readAt: null } });
  await dataOf(client.api.POST('/api/v1/auth/logout'));
  expect(await repeat()).toBe(2);
  expect(await deps.pushSubscriptions.of(personId)).toEqual([]);
});

it('subscribes browsers only, at public addresses, each for one person', async () => {
  const { client } = await someone();
  const other = await someone();
  const { subscription, body } = await subscribe(client);
  const taken = await dataOf(other.client.api.POST(PUSH, { body }));
  expect(taken.id).toBe(subscription.id);
  expect(await listed(client)).toEqual([]);
  const one = { params: { path: { subscription: taken.id } } };
  expect((await client.api.DELETE(`${PUSH}/{subscription}`, one)).response.status).toBe(404);
  expect((await other.client.api.DELETE(`${PUSH}/{subscription}`, one)).response.status).toBe(204);
  for (const bad of [
    { ...body, endpoint: 'http://10.0.0.1/push' },
    { ...body, endpoint: 'file:///etc/passwd' },
    { ...body, keys: { ...body.keys, p256dh: 'BAAA' } },
    { ...body, keys: { ...body.keys, auth: 'AAAA' } },
  ])
    expectProblem(await client.post(PUSH, bad), 422, 'invalid_input');
  for (let count = 0; count < 11; count += 1) await subscribe(client);
  expect(await listed(client)).toHaveLength(10);
});

async function profile(client: PersonClient) {
  const me = await dataOf(client.api.GET('/api/v1/auth/me'));
  const { name, first_name, last_name, phone, department, location, languages, time_zone } = me;
  return { name, first_name, last_name, phone, department, location, languages, time_zone };
}
