import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { assigned, submit, ticketWhen, trail, VPN_TICKET } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

let holdfast: Holdfast;
let admin: Client;
let alice: Client;

beforeAll(async () => {
  holdfast = await startHoldfast();
  [admin, alice] = await Promise.all([holdfast.client('admin'), holdfast.client('alice')]);
});
afterAll(() => holdfast.close());

const any = { 'if-match': '*' };

/** A second network moderator, whom nobody is sent to before Bob is gone. */
async function networkModerator(email: string, fields: object = {}): Promise<any> {
  const { body } = await admin.post('/api/v1/users', {
    email,
    name: 'Frida',
    role: 'moderator',
    skills: ['network', 'vpn'],
    capacity: 10_000,
    password: 'correct horse battery staple',
    ...fields,
  });
  return body;
}

const idOf = async (client: Client) => (await client.get('/api/v1/auth/me')).body.id as string;

const heldBy = (name: string) => (ticket: any) => ticket.assignee?.name === name;

describe('a moderator who leaves', () => {
  it('hands back open tickets, which go to the next suitable moderator, with one mail each', async () => {
    const bob = await holdfast.client('bob');
    const bobId = await idOf(bob);
    const tickets = await Promise.all(Array.from({ length: 5 }, () => submit(alice, VPN_TICKET)));
    for (const { number } of tickets) await assigned(alice, number);
    const [worked, ...others] = tickets;
    await bob.post(`/api/v1/tickets/${worked!.number}/accept`);
    await networkModerator('frida@example.org');

    const gone = await admin.with(any).patch(`/api/v1/admin/users/${bobId}`, { is_active: false });
    expect(gone.status).toBe(200);
    for (const { number } of [worked!, ...others]) {
      await ticketWhen(alice, number, 'with Frida', heldBy('Frida'));
      const actions = (await trail(admin, number)).map(({ action }) => action);
      expect(actions.filter((action) => action === 'ticket.unassigned')).toHaveLength(1);
      expect(actions.filter((action) => action === 'ticket.assigned')).toHaveLength(2);
      await holdfast.sink.received(1, isAbout(number, 'frida@example.org'));
      expect(holdfast.sink.mails.filter(isAbout(number, 'frida@example.org'))).toHaveLength(1);
    }
    const users = holdfast.mongo.collection<{ _id: string; load: number }>('users');
    expect((await users.findOne({ _id: bobId }))!.load).toBe(0);

    await admin.with(any).patch(`/api/v1/admin/users/${bobId}`, { is_active: true });
  });

  it('also hands them back with another role, and if the worker starts later', async () => {
    const frida = (await admin.get('/api/v1/users?q=frida@')).body.users[0];
    const before = holdfast.mongo.collection('tickets');
    expect(
      await before.countDocuments({ 'assignment.assignee.id': frida.id, status: { $ne: 'closed' } }),
    ).toBeGreaterThan(0);
    await holdfast.stopWorker();
    await admin.with(any).patch(`/api/v1/admin/users/${frida.id}`, { role: 'user' });
    await holdfast.startWorker();
    await waitFor('all tickets to leave Frida', async () =>
      (await before.countDocuments({ 'assignment.assignee.id': frida.id })) === 0 ? true : undefined,
    );
  });

  it('is not given a ticket that is reopened later', async () => {
    const [gustav, client] = [
      await networkModerator('gustav@example.org', { name: 'Gustav' }),
      await holdfast.client(),
    ];
    const session = await client.signIn('gustav@example.org', 'correct horse battery staple');
    const { number } = await submit(alice, VPN_TICKET);
    await admin.with(any).put(`/api/v1/tickets/${number}/assign`, { assignee_id: gustav.id });
    await session.post(`/api/v1/tickets/${number}/accept`);
    await session.with(any).patch(`/api/v1/tickets/${number}/status`, { status: 'resolved' });
    await admin.send('DELETE', `/api/v1/users/${gustav.id}`);
    const reopened = await alice.patch(`/api/v1/tickets/${number}/status`, { status: 'in_progress' });
    expect([reopened.status, reopened.body.assignee]).toEqual([200, null]);
    await ticketWhen(alice, number, 'with somebody else', (ticket) => ticket.assignee !== null);
  });
});

describe('a person who is erased', () => {
  it('leaves readable tickets and no name or address anywhere', async () => {
    const nobody = await holdfast.client();
    const account = {
      email: 'zebulon@example.net',
      password: 'correct horse battery staple',
      name: 'Zebulon Quark',
    };
    const { body: registered } = await nobody.post('/api/v1/auth/register', account);
    const zebulon = await nobody.signIn(account.email, account.password);
    const { number } = await submit(zebulon, { ...VPN_TICKET, title: 'VPN drops again' });
    await assigned(admin, number);
    await zebulon.post(`/api/v1/tickets/${number}/comments`, { body: 'It is worse today.' });
    await zebulon.put('/api/v1/users/me', { name: 'Zebulon M. Quark' });
    await nobody.post('/api/v1/auth/request-otp', { email: account.email });
    await holdfast.sink.received(1, (mail) => mail.subject?.includes('code') === true);

    const { body: data } = await zebulon.get(`/api/v1/users/${registered.user.id}/export`);
    expect(data).toMatchObject({ person: { email: account.email }, truncated: false });
    expect(data.tickets.map((ticket: any) => ticket.number)).toEqual([number]);
    expect(data.comments.map((comment: any) => comment.body)).toEqual(['It is worse today.']);
    expect(data.activities.map((event: any) => event.action)).toEqual(['ticket.created', 'ticket.commented']);
    expect(data.mails.map((mail: any) => mail.kind).sort()).toEqual(['received', 'sign_in_code']);
    expect(data.sessions).toHaveLength(1);

    expect((await admin.send('DELETE', `/api/v1/users/${registered.user.id}`)).status).toBe(204);
    await waitFor('the name to be gone everywhere', async () =>
      (await everything()).includes('Zebulon') ? undefined : true,
    );
    expect(await everything()).not.toContain('zebulon@example.net');
    const { body: ticket } = await admin.get(`/api/v1/tickets/${number}`);
    expect(ticket).toMatchObject({ title: 'VPN drops again', requester: { name: 'Erased person' } });
    const { body: talk } = await admin.get(`/api/v1/tickets/${number}/comments`);
    expect(talk.comments[0]).toMatchObject({ body: 'It is worse today.', author: { name: 'Erased person' } });
    expect((await trail(admin, number))[0]!.actor.name).toBe('Erased person');
  });
});

describe('two people who are merged', () => {
  it('have their tickets and comments together, also if the worker starts later, and separate again after an undo', async () => {
    const client = await holdfast.client();
    const password = 'correct horse battery staple';
    const register = async (email: string) =>
      (await client.post('/api/v1/auth/register', { email, password, name: 'Twin' })).body.user.id as string;
    const [from, into] = [await register('twin-1@example.net'), await register('twin-2@example.net')];
    const { number } = await submit(await client.signIn('twin-1@example.net', password), VPN_TICKET);
    await assigned(admin, number);
    const at = `/api/v1/users/${from}/merge`;
    const reached = (state: string) =>
      waitFor(`the merge to be ${state}`, async () => {
        const { merge } = (await admin.get(at)).body;
        return merge.state === state ? merge : undefined;
      });
    const requester = async () => (await admin.get(`/api/v1/tickets/${number}`)).body.requester.id;

    await holdfast.stopWorker();
    expect((await admin.post(at, { into })).status).toBe(202);
    await holdfast.startWorker();
    expect(await reached('done')).toMatchObject({ tickets: 1 });
    expect(await requester()).toBe(into);
    expect((await admin.post(`${at}/undo`, {})).status).toBe(202);
    expect(await reached('undone')).toMatchObject({ tickets: 1 });
    expect(await requester()).toBe(from);
    const actions = (await trail(admin, number)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'ticket.requester_changed')).toHaveLength(2);
  });
});

/** The whole database as text. */
async function everything(): Promise<string> {
  const rooms = await holdfast.mongo.db!.collections();
  const rows = await Promise.all(rooms.map(async (room) => room.find().toArray()));
  return JSON.stringify(rows);
}

function isAbout(number: string, address: string) {
  return (mail: { readonly subject?: string | undefined; readonly to?: unknown }) =>
    mail.subject?.startsWith(`[${number}]`) === true && JSON.stringify(mail.to).includes(address);
}
