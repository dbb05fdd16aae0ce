import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WebSocket, WebSocketServer } from 'ws';
import { closingOf } from '../../../src/api/live/closing.js';
import { EventStream } from '../../../src/api/live/event-stream.js';
import { frameOf } from '../../../src/api/live/presenter.js';
import { LiveSocket } from '../../../src/api/live/socket.js';
import type { SignedIn } from '../../../src/app/accounts/authenticate.js';
import { LiveConnection, occurrenceOf, type LiveMessage } from '../../../src/app/live/live-connection.js';
import { Audience } from '../../../src/app/live/audience.js';
import { LiveFeed } from '../../../src/app/live/live-feed.js';
import { missedEvents } from '../../../src/app/live/replay.js';
import type { Role } from '../../../src/domain/access/actor.js';
import { inOrderOfVersions } from '../../../src/domain/live/replay.js';
import { ticketAt } from '../../../src/domain/live/ticket-at.js';
import { ticketBefore } from '../../../src/domain/live/ticket-before.js';
import { EVENT_TYPES, type TicketEvent } from '../../../src/domain/tickets/events.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { LogHistoryLost } from '../../../src/ports/operations/event-log.js';
import { PromMetrics } from '../../../src/adapters/metrics/prom-metrics.js';
import { aTicket, T0 } from '../../support/tickets/builders.js';
import { waitFor } from '../../support/wait-for.js';

function anEvent(fields: Partial<TicketEvent> = {}): TicketEvent {
  return {
    id: 'event-1',
    ticketId: 'ticket-1',
    ticketNumber: 'TKT-2026-000042',
    type: 'ticket.edited',
    at: T0,
    actor: { type: 'user', id: 'bob', name: 'Bob' },
    origin: 'api',
    isInternal: false,
    details: {},
    ticketVersion: 1,
    lifecycleToldAt: null,
    ...fields,
  };
}

function aPerson(id: string, role: Role, fields: Partial<SignedIn> = {}): SignedIn {
  return { type: 'user', id, name: id, role, sessionId: `session of ${id}`, apiKeyId: null, ...fields };
}

function connectionOf(actor: SignedIn, matches: (ticket: Ticket) => boolean = () => true) {
  const sent: LiveMessage[] = [];
  const connection = new LiveConnection(actor, {
    send: (message) => sent.push(message),
    close: () => undefined,
  });
  connection.follow({ ticketIds: null, unknown: [], matches });
  connection.release([]);
  return { connection, sent };
}

const SECRET = 'internal-byte';

describe('what a live connection carries', () => {
  it('is never internal for people who are not staff, over every kind of event', () => {
    const readers = [
      aPerson('alice', 'user'),
      aPerson('in-copy', 'user'),
      aPerson('colleague', 'user', { organisationId: 'org', readsOrganisation: true }),
      aPerson('stranger', 'user'),
      aPerson('bob', 'moderator', { scopes: ['people:read'] }),
    ];
    const inCopy = {
      id: 'in-copy',
      address: 'c@example.org',
      name: 'C',
      fingerprint: 'f',
      addedAt: T0,
      removedAt: null,
    };
    const ticket = aTicket({ organisationId: 'org', participants: [inCopy], requiredSkills: [SECRET] });
    const event = fc.record({
      type: fc.constantFrom(...EVENT_TYPES),
      isInternal: fc.boolean(),
      isDeleted: fc.boolean(),
      isLeft: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), fc.constantFrom(...readers), (events, reader) => {
        let isThere = true;
        const { connection, sent } = connectionOf(reader, () => isThere);
        for (const { type, isInternal, isDeleted, isLeft } of events) {
          isThere = !isLeft;
          const details = isInternal ? { note: SECRET, team: { from: SECRET, to: SECRET } } : {};
          connection.take(occurrenceOf(anEvent({ type, isInternal, details }), isDeleted ? null : ticket));
        }
        expect(sent.map(frameOf).join('\n')).not.toContain(SECRET);
        const canRead = ['alice', 'in-copy', 'colleague'].includes(reader.id);
        if (!canRead) expect(sent).toEqual([]);
      }),
    );
  });

  it('says that a ticket has left what the client follows, or that it may no longer read it', () => {
    const bob = connectionOf(aPerson('bob', 'moderator'), ({ team }) => team === 'network');
    const gone = { type: 'gone', ticket: { id: 'ticket-1', number: 'TKT-2026-000042' } };
    const moved = anEvent({ details: { team: { from: 'network', to: 'access' } } });
    bob.connection.take(occurrenceOf(moved, aTicket({ team: 'access' })));
    expect(bob.sent).toEqual([{ type: 'event', event: moved }, gone]);
    bob.connection.take(occurrenceOf(anEvent(), aTicket({ team: 'access' })));
    expect(bob.sent).toHaveLength(2);

    const alice = connectionOf(aPerson('alice', 'user'));
    alice.connection.take(occurrenceOf(anEvent(), aTicket()));
    alice.connection.take(
      occurrenceOf(anEvent({ id: 'event-2' }), aTicket({ requester: { id: 'other', name: 'Other' } })),
    );
    expect(alice.sent.slice(1)).toEqual([gone]);
  });

  it('waits while missed events are read, and none comes twice', () => {
    const { connection, sent } = connectionOf(aPerson('bob', 'moderator'));
    connection.follow({ ticketIds: null, unknown: [], matches: () => true });
    for (const id of ['b', 'c']) connection.take(occurrenceOf(anEvent({ id }), aTicket()));
    connection.release([
      occurrenceOf(anEvent({ id: 'a' }), aTicket()),
      occurrenceOf(anEvent({ id: 'b' }), aTicket()),
    ]);
    expect(sent.map((message) => (message.type === 'event' ? message.event.id : message.type))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('knows the lists of a ticket before an event', () => {
    const after = aTicket({
      status: 'in_progress',
      team: null,
      tags: ['new'],
      customFields: [{ field: 'site', value: 'B' }],
    });
    const details = {
      status: { from: 'open', to: 'in_progress' },
      team: { from: 'network', to: null },
      tags: { from: ['old'], to: ['new'] },
      assignee: { from: { id: 'bob', name: 'Bob' }, to: null },
      custom_fields: { site: { from: 'A', to: 'B' } },
    };
    expect(ticketBefore(after, { details })).toMatchObject({
      status: 'open',
      priority: after.priority,
      team: 'network',
      tags: ['old'],
      assignment: { assignee: { id: 'bob' } },
      customFields: [{ field: 'site', value: 'A' }],
    });
  });
});

describe('a client that was away', () => {
  it('gets the events of a ticket in the order of its versions, whichever id was made first', () => {
    const events = [
      anEvent({ id: '1', ticketVersion: 3 }),
      anEvent({ id: '2', ticketId: 'other', ticketVersion: 9 }),
      anEvent({ id: '3', ticketVersion: 2 }),
      anEvent({ id: '4', ticketVersion: 2 }),
    ];
    expect(inOrderOfVersions(events).map(({ id }) => id)).toEqual(['3', '2', '4', '1']);
  });

  it.each([
    ['10,000 missed events', 10_000, true],
    ['an event that the log does not have', 0, false],
  ])('reads its data again after %s', async (_name, count, isKnown) => {
    const liveHistory = {
      find: () => Promise.resolve(isKnown ? anEvent() : null),
      since: (_from: Date, _ids: readonly string[] | null, limit: number) => {
        const length = Math.min(limit, count);
        return Promise.resolve(Array.from({ length }, (_none, index) => anEvent({ id: String(index) })));
      },
    };
    expect(await missedEvents({ liveHistory }, { ticketIds: null }, 'event-1')).toBeNull();
  });

  it('is told so when the log has lost the position of the process', async () => {
    let tokens = 0;
    const deps = {
      eventLog: {
        newestToken: () => Promise.resolve(String((tokens += 1))),
        readAfter: async (token: string, _onEntry: unknown, signal: AbortSignal) => {
          if (token === '1') throw new LogHistoryLost('gone');
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
        },
        readTickets: () => Promise.resolve([]),
      },
      sessions: {
        find: () =>
          Promise.resolve({ id: 's', person: { id: 'bob', name: 'bob', role: 'moderator' as const } }),
      },
      factorRule: 'off' as const,
      clock: { now: () => T0 },
      logger: silentLogger,
      metrics: new PromMetrics(),
    };
    const feed = new LiveFeed(deps as unknown as ConstructorParameters<typeof LiveFeed>[0], {
      connections: 2,
      connectionsPerAccount: 1,
    });
    const sent: string[] = [];
    const sink = { send: ({ type }: LiveMessage) => sent.push(type), close: () => undefined };
    const bob = aPerson('bob', 'moderator', { sessionId: 's', mustAddFactor: false });
    await feed.open(bob, sink);
    await waitFor('a resync', () => (sent.includes('resync') ? true : undefined));
    await expect(feed.open(bob, sink)).rejects.toMatchObject({ code: 'too_many_requests' });
    await feed.end();
  });

  it('comes back at a time of its own', () => {
    expect([0, 0.5].map((share) => closingOf('restart', () => share).reconnectAfterMs)).toEqual([0, 5_000]);
    expect(closingOf('signed_out').reconnectAfterMs).toBeNull();
  });
});

describe('a reader that stops reading', () => {
  const big = anEvent({ details: { text: 'x'.repeat(300_000) } });

  it('loses its stream at a megabyte', async () => {
    let ends = 0;
    const stream = new EventStream(() => (ends += 1));
    for (let count = 0; count < 10; count += 1) stream.send({ type: 'event', event: big });
    const chunks: string[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk).toString());
    expect(ends).toBe(1);
    expect(chunks.at(-1)).toMatch(/^retry: \d+\nevent: closing\ndata: .*"too_slow"/u);
    expect(chunks.length).toBeLessThan(8);
  });

  it('loses its socket, so that memory stays bounded', async () => {
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const reader = new WebSocket(
      `ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    );
    const closed: string[] = [];
    let live: LiveSocket | undefined;
    const metrics = new PromMetrics();
    metrics.liveClosed = (reason) => void closed.push(reason);
    const feed = {
      open: (_actor: SignedIn, sink: LiveSocket) => {
        live = sink;
        return Promise.resolve({});
      },
      close: () => undefined,
    };
    sockets.on('connection', (socket) => {
      const deps = { live: feed, logger: silentLogger, metrics } as unknown as Parameters<
        typeof LiveSocket.open
      >[0];
      LiveSocket.open(deps, aPerson('bob', 'moderator'), socket, 'tickets');
    });
    await new Promise((resolve) => reader.once('open', resolve));
    reader.pause();
    const socket = await waitFor('the socket', () => live);
    for (let count = 0; count < 200 && closed.length === 0; count += 1)
      socket.send({ type: 'event', event: big });
    expect(closed).toEqual(['too_slow']);
    reader.terminate();
    sockets.close();
    server.close();
  });
});

it('takes a ticket back to an event', () => {
  const assignee = { id: 'bob', name: 'Bob' };
  const now = aTicket({
    title: 'New title',
    status: 'on_hold',
    hold: { reason: 'vendor', pausesClock: true, until: null },
    priority: 'urgent',
    assignment: { assignee, at: T0, acceptedAt: null },
    links: [
      {
        id: 'l',
        type: 'blocks',
        direction: 'outward',
        ticket: { id: 'o', number: 'TKT-2026-000001', requester: { id: 'x' } },
      },
    ],
    resolvedAt: new Date(T0.getTime() + 5),
    version: 5,
  });
  const later = [
    anEvent({
      ticketVersion: 2,
      details: { title: { from: 'Old title', to: 'New title' }, priority: { from: 'low', to: 'high' } },
    }),
    anEvent({
      ticketVersion: 3,
      details: { priority: { from: 'high', to: 'urgent' }, assignee: { from: null, to: assignee } },
    }),
    anEvent({
      ticketVersion: 4,
      type: 'ticket.linked',
      details: { link: { type: 'blocks', ticket: 'TKT-2026-000001' } },
    }),
    anEvent({
      ticketVersion: 5,
      details: { status: { from: 'open', to: 'on_hold' }, hold_reason: { from: null, to: 'vendor' } },
    }),
  ];
  const then = ticketAt(now, anEvent({ ticketVersion: 1 }), later);
  expect(then).toMatchObject({
    ...{ title: 'Old title', status: 'open', priority: 'low', assignment: null, links: [], version: 1 },
    ...{ resolvedAt: null, sla: { state: 'none' } },
  });
  expect(then.hold).toBeUndefined();
  expect(ticketAt(now, anEvent({ ticketVersion: 4 }), later.slice(3))).toMatchObject({
    title: 'New title',
    status: 'open',
  });
});

it('asks only the connections that an event may concern', () => {
  const audience = new Audience();
  const sink = { send: () => undefined, close: () => undefined };
  const [one, two, broad] = ['a', 'b', 'c'].map((id) => new LiveConnection(aPerson(id, 'moderator'), sink));
  const place = (connection: LiveConnection, ticketIds: readonly string[] | null) => {
    audience.add(connection);
    audience.place(connection, ticketIds);
    connection.follow({ ticketIds, unknown: [], matches: () => true });
  };
  place(one!, ['t1', 't2']);
  place(two!, ['t2']);
  place(broad!, null);
  expect(audience.of('t1')).toEqual([broad, one]);
  expect(audience.of('t2')).toEqual([broad, one, two]);
  place(one!, ['t3']);
  audience.remove(broad!);
  expect([audience.of('t1'), audience.of('t2'), audience.of('t3')]).toEqual([[], [two], [one]]);
});
