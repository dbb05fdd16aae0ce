import { describe, expect, it } from '@jest/globals';
import { Outbox, type NewOutboxItem, type OutboxItem, type SendOutcome } from '../../../web/app/outbox.js';

const COMMENT: NewOutboxItem = {
  method: 'POST',
  path: '/api/v1/tickets/TKT-2026-000001/comments',
  body: { body: 'Hello' },
  label: { text: 'Reply', ticket: 'TKT-2026-000001' },
};

function harness(outcomes: SendOutcome[], kept: OutboxItem[] = []) {
  let items: readonly OutboxItem[] = kept;
  const sent: string[] = [];
  const timers: { run: () => void; afterMs: number }[] = [];
  let keys = 0;
  const outbox = new Outbox({
    load: () => items,
    save: (next) => {
      items = next;
    },
    send: (item) => {
      sent.push(item.key);
      return Promise.resolve(outcomes.shift() ?? { kind: 'done', answer: null });
    },
    schedule: (run, afterMs) => {
      timers.push({ run, afterMs });
      return () => undefined;
    },
    newKey: () => `key-${(keys += 1)}`,
    now: () => new Date(0),
    exclusively: (run) => run(),
  });
  return { outbox, sent, timers, kept: () => items };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the outbox', () => {
  it('keeps an action until the server has answered, and then forgets it', async () => {
    const { outbox, kept } = harness([]);
    const outcome = outbox.add(COMMENT);
    expect(kept()).toMatchObject([{ key: 'key-1', state: 'waiting' }]);
    expect(await outcome).toEqual({ kind: 'done', answer: null });
    expect(kept()).toEqual([]);
  });

  it('sends again with the same key, later and later', async () => {
    const { outbox, sent, timers } = harness([{ kind: 'later' }, { kind: 'later', afterMs: 5_000 }]);
    const outcome = outbox.add(COMMENT);
    await settled();
    timers[0]!.run();
    await settled();
    timers[1]!.run();
    await outcome;
    expect(sent).toEqual(['key-1', 'key-1', 'key-1']);
    expect(timers.map(({ afterMs }) => afterMs)).toEqual([1_000, 5_000]);
  });

  it('shows what the server refused, and sends it again only when asked', async () => {
    const { outbox, sent, kept } = harness([{ kind: 'refused', reason: 'Closed.', problem: null }]);
    await outbox.add(COMMENT);
    expect(kept()).toMatchObject([{ state: 'refused', refusal: 'Closed.' }]);
    await outbox.add({ ...COMMENT, label: { text: 'Another' } });
    expect(sent).toEqual(['key-1', 'key-2']);
    outbox.retry('key-1');
    await settled();
    expect(sent).toEqual(['key-1', 'key-2', 'key-1']);
    expect(kept()).toEqual([]);
  });

  it('goes on with what a closed tab has left, after the sign-in', async () => {
    const left: OutboxItem = { ...COMMENT, key: 'left', createdAt: '', state: 'waiting' };
    const { outbox, sent, kept } = harness([{ kind: 'signed-out' }], [left]);
    outbox.resume();
    await settled();
    expect(kept()).toEqual([left]);
    outbox.resume();
    await settled();
    expect(sent).toEqual(['left', 'left']);
    expect(kept()).toEqual([]);
  });
});
