import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { notificationConsumer } from '../../../src/app/notifications/notification-consumer.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { ticketSearchConsumer } from '../../../src/app/ticket-search/ticket-search-consumer.js';
import { dataOf } from '../../support/http-client.js';
import { CheckedClient } from '../../support/api/contract.js';
import { about, expectProblem, faultPaths, TICKET, TICKETS, withPeople } from '../../support/api/people.js';

const people = withPeople();
type Person = typeof people.bob;

const TOMBSTONES = '/api/v1/admin/deleted-tickets';

function remove({ api }: Person, ticket: string, reason?: string) {
  const query = reason === undefined ? {} : { reason };
  return api.DELETE(TICKET, { params: { path: { ticket }, query } });
}

const read = ({ api }: Person, ticket: string) => dataOf(api.GET(TICKET, about(ticket)));
const tombstones = async (query: { page_size?: number; cursor?: string } = {}) =>
  dataOf(people.admin.api.GET(TOMBSTONES, { params: { query } }));

function link({ api }: Person, ticket: string, type: 'blocks' | 'relates_to', other: string) {
  return dataOf(api.POST(`${TICKET}/links`, { ...about(ticket), body: { type, ticket: other } }));
}

function merge({ api }: Person, ticket: string, into: string) {
  return dataOf(api.POST(`${TICKET}/merge`, { ...about(ticket), body: { into } }));
}

async function give(ticket: string, assignee: Person): Promise<void> {
  const body = { assignee_id: await people.idOf(assignee) };
  await dataOf(people.maya.api.PATCH(`${TICKET}/assign`, { ...about(ticket), body }));
}

async function loadOf(person: Person): Promise<number> {
  const id = await people.idOf(person);
  return (await people.holdfast.deps.users.find(id))!.load;
}

async function say(person: Person, ticket: string, body: string): Promise<void> {
  await dataOf(person.api.POST(`${TICKET}/comments`, { ...about(ticket), body: { body } }));
}

/** What reading, writing and searching leave beside a ticket. */
async function keepByproducts(ticket: string): Promise<void> {
  const { deps, mongo } = people.holdfast;
  const at = `${TICKETS}/${ticket}`;
  const visits = [
    await people.bob.send('PUT', `${at}/draft`, { body: 'It is 4711.', version: 0 }),
    await people.bob.send('PUT', `${at}/read`, {}),
    await people.bob.send('PUT', `${at}/presence`, { state: 'viewing' }),
    await people.bob.post(`${at}/requester-links`),
  ];
  expect(visits.every(({ status }) => status < 300)).toBe(true);
  for (const consumer of [notificationConsumer(deps), ticketSearchConsumer(deps)])
    for (const event of await deps.eventLog.readTickets(new Date(0), null, 1_000))
      if (consumer.wants?.(event) !== false) await consumer.handle(event);
  for (const name of ['drafts', 'notifications', 'presences', 'read_marks', 'requester_links'])
    expect(await mongo.collection(name).countDocuments({ ticketId: ticket })).toBeGreaterThan(0);
}

describe('DELETE /tickets/{ticket}', () => {
  it('leaves nothing of the ticket but a tombstone', async () => {
    const ticket = await people.ticket({ title: 'My salary is wrong' });
    await give(ticket.number, people.bob);
    await say(people.alice, ticket.number, 'It is 4711.');
    const load = await loadOf(people.bob);
    await keepByproducts(ticket.id);
    const gone = await remove(people.admin, ticket.number, 'Personal data');
    expect(gone.response.status).toBe(204);
    for (const path of ['', '/comments', '/activities']) {
      for (const reference of [ticket.number, ticket.id])
        for (const person of [people.alice, people.bob, people.admin])
          expectProblem(await person.get(`${TICKETS}/${reference}${path}`), 404, 'not_found');
    }
    expect(await loadOf(people.bob)).toBe(load - 1);
    expect((await tombstones()).deleted_tickets[0]).toEqual({
      id: ticket.id,
      number: ticket.number,
      deleted_at: expect.any(String),
      deleted_by: { id: await people.idOf(people.admin), name: 'Admin' },
      reason: 'Personal data',
    });
    const { mongo } = people.holdfast;
    for (const room of ['tickets', 'comments', 'deliveries', 'events']) {
      const left = JSON.stringify(await mongo.collection(room).find().toArray());
      expect(left).not.toMatch(/My salary is wrong|4711/u);
    }
    const left: string[] = [];
    for (const { name } of await mongo.db!.listCollections().toArray()) {
      const rows = await mongo.collection(name).find().toArray();
      if (rows.some((row) => JSON.stringify(row).includes(ticket.id))) left.push(name);
    }
    // The tombstone, and the request that asked for the ticket.
    expect(left.sort()).toEqual(['events']);
  });

  it('works once, and no change is possible afterwards', async () => {
    const { number } = await people.ticket();
    expect((await remove(people.admin, number)).response.status).toBe(204);
    expectProblem(await remove(people.admin, number), 404, 'not_found');
    const late = await people.bob.api.PATCH(TICKET, { ...about(number), body: { title: 'Still there?' } });
    expectProblem(late, 404, 'not_found');
    expect((await people.ticket()).number).not.toBe(number);
    expect((await tombstones()).deleted_tickets.filter((each) => each.number === number)).toMatchObject([
      { reason: null },
    ]);
  });

  it('removes its links from the other tickets, and records this in their activity logs', async () => {
    const [gone, other] = [await people.ticket(), await people.ticket()];
    await link(people.bob, gone.number, 'blocks', other.number);
    await link(people.bob, other.number, 'relates_to', gone.number);
    await remove(people.admin, gone.number);
    expect(await read(people.alice, other.number)).toMatchObject({ links: [], version: 4 });
    const { activities } = await dataOf(people.bob.api.GET(`${TICKET}/activities`, about(other.number)));
    expect(activities.slice(-2)).toMatchObject([
      { action: 'ticket.unlinked', details: { link: { type: 'blocks', ticket: gone.number } } },
      { action: 'ticket.unlinked', details: { link: { type: 'relates_to', ticket: gone.number } } },
    ]);
  });

  it('of a merged ticket removes its comments from every ticket that shows them', async () => {
    const [first, second, third] = [await people.ticket(), await people.ticket(), await people.ticket()];
    await say(people.alice, first.number, 'Said on the first.');
    await say(people.alice, second.number, 'Said on the second.');
    await merge(people.bob, first.number, second.number);
    await merge(people.bob, second.number, third.number);
    await remove(people.admin, first.number);
    const { comments } = await dataOf(people.bob.api.GET(`${TICKET}/comments`, about(third.number)));
    expect(comments.map(({ body }) => body)).toEqual(['Said on the second.']);
    for (const { number } of [second, third])
      expect(JSON.stringify((await read(people.bob, number)).links)).not.toContain(first.number);
  });

  it('is for administrators, who may name the version that they delete', async () => {
    const { number } = await people.ticket();
    for (const person of [people.alice, people.bob, people.maya])
      expectProblem(await remove(person, number), 403, 'forbidden');
    expectProblem(await remove(people.nobody, number), 401, 'unauthenticated');
    const hidden = await people.ticket({}, people.bob);
    expectProblem(await remove(people.alice, hidden.number), 404, 'not_found');
    expectProblem(await remove(people.admin.at(9), number), 412, 'version_conflict');
    expectProblem(await remove(people.admin.with({ 'if-match': '' }), number), 400, 'malformed_request');
    const wrong = await people.admin.send('DELETE', `${TICKETS}/${number}?reason=a%0Ab&why=x`);
    expectProblem(wrong, 422, 'invalid_input');
    expect(faultPaths(wrong)).toEqual(['reason', 'why']);
    expect(await read(people.alice, number)).toMatchObject({ version: 1 });
    const versioned = await people.holdfast.client('admin', { headers: { 'if-match': '"1"' } });
    expect((await versioned.send('DELETE', `${TICKETS}/${number}`)).status).toBe(204);
    const unversioned = new CheckedClient(
      await (await people.holdfast.client()).signIn('admin@holdfast.local', DEMO_PASSWORD),
      people.contract,
    );
    expect((await unversioned.send('DELETE', `${TICKETS}/${hidden.number}`)).status).toBe(204);
  });

  it('and a change at the same time: the change is lost, or the ticket found changed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { number } = await people.ticket();
      const [, said] = await Promise.all([
        remove(people.admin, number),
        people.alice.post(`${TICKETS}/${number}/comments`, { body: randomUUID() }),
      ]);
      expect([201, 404]).toContain(said.status);
      expectProblem(await people.admin.get(`${TICKETS}/${number}`), 404, 'not_found');
    }
    const { mongo } = people.holdfast;
    const ids = (await mongo.collection<{ _id: string }>('tickets').find().toArray()).map(({ _id }) => _id);
    const orphans = { ticketId: { $nin: ids }, type: { $ne: 'ticket.deleted' }, kind: { $ne: 'account' } };
    expect(await mongo.collection('comments').countDocuments({ ticketId: { $nin: ids } })).toBe(0);
    expect(await mongo.collection('events').find(orphans).toArray()).toEqual([]);
  });
});

describe('GET /admin/deleted-tickets', () => {
  beforeAll(async () => {
    for (let count = 0; count < 3; count += 1) await remove(people.admin, (await people.ticket()).number);
  });

  it('is read page by page, newest first', async () => {
    const all = await tombstones({ page_size: 100 });
    const first = await tombstones({ page_size: 2 });
    const second = await tombstones({ page_size: 2, cursor: first.next_cursor! });
    expect(first.total).toBe(all.deleted_tickets.length);
    expect([...first.deleted_tickets, ...second.deleted_tickets]).toEqual(all.deleted_tickets.slice(0, 4));
  });

  it('is for administrators only', async () => {
    expectProblem(await people.maya.get(TOMBSTONES), 403, 'forbidden');
    expectProblem(await people.nobody.get(TOMBSTONES), 401, 'unauthenticated');
    expectProblem(await people.admin.get(`${TOMBSTONES}?cursor=x`), 422, 'invalid_input');
  });
});
