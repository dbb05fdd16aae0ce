import { describe, expect, it } from '@jest/globals';
import { BATCH_MS, createBatch } from '../../../web/live/batch.js';
import { LiveConnection, type LiveSocket, type LiveState } from '../../../web/live/connection.js';
import { createRefresher } from '../../../web/live/refresher.js';
import { effectsOf } from '../../../web/live/patches/all.js';
import type { LiveEvent, LiveMessage } from '../../../web/live/protocol.js';

const event = (id: string, action = 'ticket.commented'): LiveEvent => ({
  type: 'event',
  id,
  ticket: 't1',
  number: 'TKT-2026-000001',
  ticket_version: 1,
  at: '2026-12-01T00:00:00Z',
  actor: { name: 'Bob' },
  action,
  details: {},
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

function harness() {
  const sockets: (LiveSocket & { sent: string[] })[] = [];
  const messages: LiveMessage[] = [];
  const states: LiveState[] = [];
  const timers: { run: () => void; afterMs: number }[] = [];
  const returns: number[] = [];
  const connection = new LiveConnection(
    {
      takeToken: () => Promise.resolve('token'),
      connect: () => {
        const sent: string[] = [];
        const socket = { sent, send: (text: string) => sent.push(text), close: () => undefined };
        sockets.push({ ...socket, onopen: null, onmessage: null, onclose: null });
        return sockets.at(-1)!;
      },
      schedule: (run, afterMs) => {
        timers.push({ run, afterMs });
        return () => undefined;
      },
      random: () => 0.5,
      onMessage: (message) => messages.push(message),
      onState: (state) => states.push(state),
      onReturn: () => returns.push(sockets.length),
    },
    {},
  );
  const say = (message: LiveMessage) => sockets.at(-1)!.onmessage?.({ data: JSON.stringify(message) });
  return { connection, sockets, messages, states, timers, returns, say };
}

describe('the live connection', () => {
  it('resumes after the last event, and drops events that it knows', async () => {
    const { connection, sockets, messages, timers, say } = harness();
    connection.start();
    await settled();
    sockets[0]!.onopen?.();
    say(event('e1'));
    sockets[0]!.onclose?.({ code: 1006 });
    expect(timers[0]!.afterMs).toBe(500);
    timers[0]!.run();
    await settled();
    sockets[1]!.onopen?.();
    expect(sockets[1]!.sent).toEqual(['{"type":"subscribe","after":"e1"}']);
    say(event('e1'));
    say(event('e2'));
    expect(messages).toMatchObject([{ id: 'e1' }, { id: 'e2' }]);
  });

  it('reads everything again after a return if it has seen no event', async () => {
    const { connection, sockets, messages, timers, returns, say } = harness();
    connection.start();
    await settled();
    sockets[0]!.onopen?.();
    say({ type: 'subscribed', unknown_tickets: [] });
    sockets[0]!.onclose?.({ code: 1006 });
    timers[0]!.run();
    await settled();
    sockets[1]!.onopen?.();
    say({ type: 'subscribed', unknown_tickets: [] });
    expect(messages.map(({ type }) => type)).toEqual(['subscribed', 'subscribed', 'resync']);
    expect(returns).toEqual([2]);
  });

  it('tries again at least every 2.4 seconds, however long the server is away', async () => {
    const { connection, sockets, timers } = harness();
    connection.start();
    await settled();
    for (let failure = 0; failure < 6; failure += 1) {
      sockets.at(-1)!.onclose?.({ code: 1006 });
      timers.at(-1)!.run();
      await settled();
    }
    expect(timers.map(({ afterMs }) => afterMs)).toEqual([500, 1_000, 1_600, 1_600, 1_600, 1_600]);
  });

  it('waits as long as the server says, and not at all after a sign-out', async () => {
    const { connection, sockets, states, timers, say } = harness();
    connection.start();
    await settled();
    sockets[0]!.onopen?.();
    say({ type: 'closing', reason: 'restart', reconnect_after_ms: 1_234 });
    sockets[0]!.onclose?.({ code: 1012 });
    expect(timers[0]!.afterMs).toBe(1_234);
    timers[0]!.run();
    await settled();
    sockets[1]!.onclose?.({ code: 4401 });
    expect(states.at(-1)).toBe('signed-out');
    expect(timers).toHaveLength(1);
  });
});

it('batches messages, so that screens render at most four times a second', () => {
  const batches: (readonly number[])[] = [];
  const timers: { run: () => void; afterMs: number }[] = [];
  const take = createBatch<number>(
    (items) => batches.push(items),
    (run, afterMs) => timers.push({ run, afterMs }),
  );
  for (const item of [1, 2, 3]) take(item);
  timers.shift()!.run();
  take(4);
  expect(timers.map(({ afterMs }) => afterMs)).toEqual([BATCH_MS]);
  timers.shift()!.run();
  timers.shift()!.run();
  take(5);
  timers.shift()!.run();
  expect(batches).toEqual([[1, 2, 3], [4], [5]]);
});

it('reads each query again once, however many events name it', () => {
  const effects = effectsOf([event('e1'), event('e2'), event('e3', 'ticket.an_action_of_tomorrow')]);
  expect(effects.invalidated()).toEqual([
    ['tickets', 'TKT-2026-000001', 'head'],
    ['tickets', 'TKT-2026-000001', 'activities'],
    ['tickets', 'TKT-2026-000001', 'outlook'],
    ['ticket-lists'],
    ['tickets', 'TKT-2026-000001', 'comments'],
  ]);
});

describe('a refresher', () => {
  function harness() {
    const reads: (() => void)[] = [];
    const timers: { run: () => void; afterMs: number }[] = [];
    let now = 0;
    const refresh = createRefresher({
      read: () => new Promise<void>((resolve) => reads.push(resolve)),
      schedule: (run, afterMs) => timers.push({ run, afterMs }),
      now: () => now,
    });
    const answer = async (tookMs: number) => {
      now += tookMs;
      reads.at(-1)!();
      await settled();
    };
    return { refresh, reads, timers, answer };
  }

  it('lets a read end before the next begins, however often something changes', async () => {
    const { refresh, reads, timers, answer } = harness();
    refresh(['ticket-lists']);
    refresh(['ticket-lists']);
    refresh(['ticket-lists']);
    refresh(['ticket-counts']);
    expect(reads).toHaveLength(2);
    reads[0]!();
    await answer(0);
    timers.forEach(({ run }) => run());
    expect(reads).toHaveLength(3);
  });

  it('rests for longer after a long read, and not at all after a rest without changes', async () => {
    const { refresh, reads, timers, answer } = harness();
    refresh(['ticket-lists']);
    await answer(3_000);
    expect(timers.map(({ afterMs }) => afterMs)).toEqual([15_000]);
    timers[0]!.run();
    expect(reads).toHaveLength(1);
    refresh(['ticket-lists']);
    expect(reads).toHaveLength(2);
  });
});

it('shows what an event says in its row at once, and leaves all other rows as they are', () => {
  const ticket = (number: string) => ({ number, priority: 'low', status: 'open', version: 3 });
  const list = {
    pages: [{ tickets: [ticket('TKT-2026-000001'), ticket('TKT-2026-000002')] }, { tickets: [] }],
  };
  const details = {
    priority: { from: 'low', to: 'high' },
    status: { from: 'open', to: 'a status of tomorrow' },
  };
  const [{ update } = { update: () => null }] = effectsOf([
    { ...event('e1', 'ticket.edited'), details },
  ]).updates;
  const after = update(list) as typeof list;
  expect(after.pages[0]!.tickets[0]).toEqual({
    ...ticket('TKT-2026-000001'),
    priority: 'high',
    updated_at: '2026-12-01T00:00:00Z',
  });
  expect(after.pages[0]!.tickets[1]).toBe(list.pages[0]!.tickets[1]);
  expect(after.pages[1]).toBe(list.pages[1]);
  const short = [ticket('TKT-2026-000001')];
  expect(update(short)).toBe(short);
});
