import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { authenticateToken } from '../../../src/app/accounts/authenticate.js';
import { issueLiveToken } from '../../../src/app/live/live-tokens.js';
import { matchesFilter } from '../../../src/app/live/matches-filter.js';
import { readFileText } from '../../../src/app/files/read-file-text.js';
import { finishFile } from '../../../src/app/tickets/files/finish-file.js';
import type { TicketFilter } from '../../../src/ports/tickets/ticket-repository.js';
import { accountsOf, editPerson } from '../../support/api/accounts.js';
import { about, expectProblem, TICKET, withPeople } from '../../support/api/people.js';
import { upload } from '../../support/files/uploads.js';
import { dataOf } from '../../support/http-client.js';
import { followAs, liveToken, openSocket, type Frame, type TestSocket } from '../../support/live.js';
import { waitFor } from '../../support/wait-for.js';

const aboutFile = (file: string) => ({ params: { path: { file } } });
const people = withPeople();
const { someone } = accountsOf(people);

const open: TestSocket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

async function follow(client: Parameters<typeof followAs>[1], choice?: Frame): Promise<TestSocket> {
  const socket = await followAs(people.holdfast.url, client, choice);
  open.push(socket);
  return socket;
}

function say(ticket: string, body: string, isInternal = false) {
  return dataOf(
    people.bob.api.POST(`${TICKET}/comments`, { ...about(ticket), body: { body, is_internal: isInternal } }),
  );
}

describe('a token for a live connection', () => {
  it('works once, for 30 seconds, and not for a person who has signed out', async () => {
    const { url, deps } = people.holdfast;
    const token = await liveToken(people.alice);
    open.push(await openSocket(url, token, { path: '/api/v1/ws/tickets' }));
    await expect(openSocket(url, token)).rejects.toThrow('refused: 401');

    const { client, session } = await someone();
    const past = { ...deps, clock: { now: () => new Date(Date.now() - 31_000) } };
    const actor = await authenticateToken(deps, session.access_token, 'api');
    const late = await issueLiveToken(past, actor);
    await expect(openSocket(url, late.token)).rejects.toThrow('refused: 401');

    const before = await liveToken(client);
    await dataOf(client.api.POST('/api/v1/auth/logout'));
    await expect(openSocket(url, before)).rejects.toThrow('refused: 401');
  });

  it('is taken at known paths and from known origins only', async () => {
    const { url } = people.holdfast;
    const attempt = async (path: string, headers: Readonly<Record<string, string>>) =>
      openSocket(url, await liveToken(people.alice), { path, headers });
    await expect(attempt('/ws/secrets', {})).rejects.toThrow('refused: 404');
    await expect(attempt('/ws/tickets', { origin: 'https://evil.example' })).rejects.toThrow('refused: 403');
    open.push(await attempt('/ws/tickets', { origin: url }));
    expectProblem(await people.nobody.post('/api/v1/live/tokens'), 401, 'unauthenticated');
  });
});

describe('a socket', () => {
  it('carries to a requester what their activity log shows, and nothing else', async () => {
    const ticket = await people.ticket();
    const [alice, bob] = [await follow(people.alice), await follow(people.bob, { tickets: [ticket.id] })];
    const { bob: moderator } = people;
    await say(ticket.id, 'A secret note.', true);
    await dataOf(
      moderator.api.PATCH(TICKET, { ...about(ticket.id), body: { tags: ['secret'], priority: 'high' } }),
    );
    await dataOf(
      moderator.api.PATCH(`${TICKET}/assign`, {
        ...about(ticket.id),
        body: { assignee_id: await people.idOf(moderator) },
      }),
    );
    const { id: commentId } = await say(ticket.id, 'Try another cable.');
    await bob.next({ action: 'ticket.commented', ticket_version: 5 });
    const last = await alice.next({ action: 'ticket.commented' });
    expect(last).toMatchObject({
      ticket: ticket.id,
      number: ticket.number,
      details: { comment_id: commentId },
    });

    const log = await dataOf(people.alice.api.GET(`${TICKET}/activities`, about(ticket.id)));
    const known = new Map(log.activities.map((activity) => [activity.id, activity]));
    const events = alice.frames.filter(({ type, ticket: id }) => type === 'event' && id === ticket.id);
    expect(events.map(({ id }) => known.has(id))).toEqual(events.map(() => true));
    for (const { type: _, ticket: __, number: ___, ticket_version: ____, ...activity } of events) {
      expect(activity).toEqual(known.get(activity['id']));
    }
    const ofBob = bob.frames.filter(({ action }) => action === 'ticket.commented');
    expect(ofBob).toHaveLength(2);
  });

  it('resumes after an event, also with an older id that was committed later', async () => {
    const ticket = await people.ticket();
    const first = await follow(people.bob, { tickets: [ticket.id] });
    await say(ticket.id, 'One.');
    const { id: known } = await first.next({ action: 'ticket.commented' });
    first.close();
    const events = people.holdfast.mongo.collection<any>('events');
    const stored = await events.findOne({ _id: known });
    const earlier = new Date(stored.at.getTime() - 20_000).getTime().toString(16).padStart(12, '0');
    const older = `${earlier.slice(0, 8)}-${earlier.slice(8)}-7${randomUUID().slice(15)}`;
    await events.insertOne({ ...stored, _id: older, ticketVersion: 3 });
    await events.insertOne({ ...stored, _id: `${known}-newer`, ticketVersion: 4 });

    const again = await follow(people.bob, { tickets: [ticket.number], after: known });
    await again.next({ id: `${known}-newer` });
    const ids = again.frames.filter(({ ticket_version: version }) => version > 1).map(({ id }) => id);
    expect(ids).toEqual([known, older, `${known}-newer`]);

    const lost = await follow(people.bob, { tickets: [ticket.number], after: randomUUID() });
    await lost.next({ type: 'resync' });
  });

  it('ends at a sign-out, a new role and a deactivation', async () => {
    const [leaving, demoted, gone] = [await someone(), await someone('moderator'), await someone()];
    const sockets = [];
    for (const { client } of [leaving, demoted, gone]) sockets.push(await follow(client));
    await dataOf(leaving.client.api.POST('/api/v1/auth/logout'));
    await dataOf(editPerson(people.admin, demoted.id, { role: 'user' }));
    await dataOf(editPerson(people.admin, gone.id, { is_active: false }));
    expect(await Promise.all(sockets.map(async ({ ended }) => (await ended).reason))).toEqual([
      'signed_out',
      // A new role ends the sessions of the old one.
      expect.stringMatching(/^(?:rights_changed|signed_out)$/u),
      'signed_out',
    ]);
    await people.ticket();
    for (const { frames } of sockets) expect(frames.filter(({ type }) => type === 'event')).toEqual([]);
  });

  it('follows a view, whose tickets come and go', async () => {
    const view = await dataOf(
      people.bob.api.POST('/api/v1/views', { body: { name: 'Urgent', filters: { priority: ['urgent'] } } }),
    );
    const bob = await follow(people.bob, { view: view.id });
    const ticket = await people.ticket({ priority: 'urgent' });
    await people.ticket({ priority: 'low' });
    await bob.next({ ticket: ticket.id, action: 'ticket.created' });
    await dataOf(people.bob.api.PATCH(TICKET, { ...about(ticket.id), body: { priority: 'low' } }));
    await bob.next({ type: 'gone', ticket: ticket.id });
    expect(new Set(bob.frames.flatMap(({ ticket: id }) => id ?? []))).toEqual(new Set([ticket.id]));

    const alice = await follow(people.alice, { tickets: [ticket.id, 'TKT-2026-999999'] });
    expect(alice.frames).toEqual([{ type: 'subscribed', unknown_tickets: ['TKT-2026-999999'] }]);
    const refused = await openSocket(people.holdfast.url, await liveToken(people.alice));
    open.push(refused);
    refused.send({ type: 'subscribe', queue: 'me' });
    await refused.next({ type: 'error', code: 'forbidden' });
  });
});

describe('a socket of files', () => {
  it('carries the states of files to those who can read them at that moment', async () => {
    const { url, deps } = people.holdfast;
    const client = await people.holdfast.client('alice');
    const filesOf = async (person: Parameters<typeof liveToken>[0], files?: readonly string[]) => {
      const socket = await openSocket(url, await liveToken(person), { path: '/ws/files' });
      open.push(socket);
      const { unknown_files: unknown } = await socket.subscribe(files === undefined ? {} : { files });
      const states = () => socket.frames.flatMap(({ file }) => (file === undefined ? [] : [file]));
      const reaches = (id: string, state: string) =>
        waitFor(`${state} of ${id}`, () => states().find((file) => file.id === id && file.state === state));
      return { socket, unknown, states, reaches };
    };
    const own = await filesOf(people.alice);
    const { body: shown } = await upload(client, { name: 'shown.txt', content: 'It does not print.' });
    await own.reaches(shown.id, 'stored');
    const stranger = await filesOf(people.carol, [shown.id, 'none']);
    expect(stranger.unknown).toEqual([shown.id, 'none']);

    const moderator = await people.holdfast.client('bob');
    const { body: secret } = await upload(moderator, { name: 'secret.txt', content: 'A secret note.' });
    const { id } = await people.ticket({ file_ids: [shown.id] });
    await dataOf(
      people.bob.api.POST(`${TICKET}/comments`, {
        ...about(id),
        body: { body: 'See the file.', is_internal: true, file_ids: [secret.id] },
      }),
    );
    const requester = await filesOf(people.alice, [shown.id, secret.id]);
    const staff = await filesOf(people.bob, [shown.id, secret.id]);
    expect([requester.unknown, staff.unknown]).toEqual([[secret.id], []]);

    for (const file of [secret, shown]) {
      await readFileText(deps, file.id, AbortSignal.timeout(30_000));
      await staff.reaches(file.id, 'analysing');
      await finishFile(deps, file.id);
      await staff.reaches(file.id, 'ready');
    }
    // It was a stranger's file when Carol asked, and it is one of a ticket now, which she can read.
    await stranger.reaches(shown.id, 'ready');
    const last = await requester.reaches(shown.id, 'ready');
    await own.reaches(shown.id, 'ready');
    expect(last).toEqual(await dataOf(people.alice.api.GET('/api/v1/files/{file}', aboutFile(shown.id))));
    for (const { states } of [requester, own]) {
      expect(states().filter((file) => file.id === secret.id)).toEqual([]);
    }
    requester.socket.send({ type: 'subscribe', tickets: [id] });
    await requester.socket.next({ type: 'error', code: 'invalid_input' });
  });
});

describe('the event stream', () => {
  it('sends the same events to scripts', async () => {
    const { client, session } = await someone();
    const ticket = await people.ticket({}, client);
    const stop = new AbortController();
    const response = await fetch(`${people.holdfast.url}/api/v1/events/stream?tickets=${ticket.id}`, {
      headers: { authorization: `Bearer ${session.access_token}` },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await say(ticket.id, 'A secret note.', true);
    const { id } = await say(ticket.id, 'Try another cable.');
    let text = '';
    while (!text.includes(id)) text += (await reader.read()).value ?? '';
    expect(text).toMatch(/^retry: 2000\n\nevent: subscribed\n/u);
    expect(text.match(/^event: event$/gmu)).toHaveLength(1);
    stop.abort();
    expectProblem(await people.alice.get('/api/v1/events/stream?view=unknown'), 404, 'not_found');
  });
});

it('filters tickets in memory as MongoDB does', async () => {
  const { deps } = people.holdfast;
  const tickets = [
    await people.ticket({ priority: 'urgent', category: 'network', tags: ['vpn'] }),
    await people.ticket({ priority: 'low', type: 'bug' }),
  ];
  const bob = await people.idOf(people.bob);
  await dataOf(
    people.bob.api.PATCH(`${TICKET}/assign`, { ...about(tickets[0]!.id), body: { assignee_id: bob } }),
  );
  await dataOf(people.bob.api.PATCH(TICKET, { ...about(tickets[1]!.id), body: { team: 'infrastructure' } }));
  const alice = await people.idOf(people.alice);
  const filters: readonly TicketFilter[] = [
    {},
    { status: ['open'], priority: ['urgent', 'high'] },
    { category: ['network'], tag: 'vpn' },
    { type: ['bug'] },
    { slaState: ['running'] },
    { slaPolicyOtherThan: 'default@1' },
    { slaPolicyOtherThan: 'default@7' },
    { triageState: ['pending'] },
    { requesterId: alice },
    { organisationId: 'none' },
    { readableBy: { requesterId: 'none', organisationId: 'none' } },
    { assigneeId: null },
    { assigneeId: bob },
    { workOf: { id: bob, teams: ['infrastructure'] } },
    { workOf: { id: '', teams: [] } },
    { team: 'infrastructure' },
    { team: 'access', mergedTeams: ['network'] },
    { customFields: [{ field: 'site', value: 'A' }] },
    { createdFrom: new Date(0), createdTo: new Date() },
  ];
  const all = await deps.tickets.findMany(await deps.tickets.listIds({}, 100, null));
  for (const filter of filters) {
    const listed = await deps.tickets.listIds(filter, 100, null);
    const matched = all.filter((ticket) => matchesFilter(ticket, filter)).map(({ id }) => id);
    expect([filter, [...matched].sort()]).toEqual([filter, [...listed].sort()]);
  }
});
