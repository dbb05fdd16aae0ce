import { expect, it } from '@jest/globals';
import type { Schemas } from '../../../src/client/client.js';
import { DraftKeeper, type LocalDraft } from '../../../web/features/drafts/draft-keeper.js';

type ServerDraft = Schemas['Draft'];

const EMPTY: ServerDraft = { body: '', is_internal: false, version: 0, saved_at: null, replaced: [] };

/** A server as the API is: a text that the writer has not seen is kept beside the new one. */
function harness({
  server = EMPTY,
  local = null,
}: { server?: ServerDraft; local?: Partial<LocalDraft> | null } = {}) {
  const world = { server, local, isAway: false };
  const timers: (() => void)[] = [];
  const answer = <T>(make: () => T): Promise<T> =>
    world.isAway ? Promise.reject(new Error('away')) : Promise.resolve(make());
  const keeper = new DraftKeeper({
    load: () => world.local,
    keep: (draft) => {
      world.local = draft;
    },
    read: () => answer(() => world.server),
    save: (body, isNote, version) =>
      answer(() => {
        const before = world.server;
        const isUnseen = before.version !== version && before.version > 0 && before.body !== body;
        const kept = { body: before.body, is_internal: before.is_internal, saved_at: 'before' };
        world.server = {
          ...before,
          body,
          is_internal: isNote,
          version: before.version + 1,
          saved_at: 'now',
          replaced: isUnseen ? [kept, ...before.replaced] : before.replaced,
        };
        return world.server;
      }),
    remove: () =>
      answer(() => {
        world.server = EMPTY;
      }),
    schedule: (run) => {
      timers.push(run);
      return () => {
        const at = timers.indexOf(run);
        if (at >= 0) timers.splice(at, 1);
      };
    },
  });
  const pause = async () => {
    timers.splice(0).forEach((run) => run());
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { keeper, world, pause };
}

it('keeps each key on the device, and the text on the server after a pause', async () => {
  const { keeper, world, pause } = harness();
  await keeper.start();
  keeper.write('Hel');
  keeper.write('Hello');
  expect([world.local?.reply, keeper.current().place, world.server.body]).toEqual(['Hello', 'device', '']);
  await pause();
  expect([world.server.body, keeper.current().place, keeper.current().savedAt]).toEqual([
    'Hello',
    'server',
    'now',
  ]);
});

it('goes on with the text of the server, or with that of the device when the server is away', async () => {
  const saved = { ...EMPTY, body: 'From the phone', version: 3 };
  const elsewhere = harness({ server: saved });
  await elsewhere.keeper.start();
  expect(elsewhere.keeper.current().text).toBe('From the phone');
  const offline = harness({ local: { reply: 'Here', version: 0 } });
  offline.world.isAway = true;
  await offline.keeper.start();
  offline.keeper.write('Here, more');
  await offline.pause();
  expect(offline.keeper.current()).toMatchObject({ text: 'Here, more', place: 'device' });
  offline.world.isAway = false;
  await offline.pause();
  expect(offline.world.server.body).toBe('Here, more');
});

it('offers the text of another tab, and loses neither', async () => {
  const { keeper, world, pause } = harness({
    server: { ...EMPTY, body: 'Of the other tab', version: 2, saved_at: 'then' },
    local: { reply: 'Of this tab', version: 1 },
  });
  await keeper.start();
  expect(keeper.current()).toMatchObject({ text: 'Of this tab', others: [{ text: 'Of the other tab' }] });
  await pause();
  expect(world.server).toMatchObject({ body: 'Of this tab', replaced: [{ body: 'Of the other tab' }] });
  keeper.exchange(keeper.current().others[0]!);
  expect(keeper.current()).toMatchObject({ text: 'Of the other tab', others: [{ text: 'Of this tab' }] });
});

it('leaves nothing of a text that was sent, and keeps what was written since', async () => {
  const { keeper, world, pause } = harness();
  await keeper.start();
  keeper.write('Sent');
  await pause();
  keeper.markSent();
  expect([keeper.current().text, world.local]).toEqual(['', null]);
  await keeper.removeSent();
  expect(world.server).toEqual(EMPTY);
  keeper.write('The next');
  await keeper.removeSent();
  await pause();
  expect(world.server.body).toBe('The next');
});

it('never mixes a reply with a note, whose text the server may have', async () => {
  const { keeper, world, pause } = harness({
    server: { ...EMPTY, body: 'For staff', is_internal: true, version: 4, saved_at: 'then' },
  });
  await keeper.start();
  expect(keeper.current()).toMatchObject({ mode: 'reply', text: '', hasOther: true, place: 'nowhere' });
  keeper.write('For Alice');
  await pause();
  expect(world.server).toMatchObject({ body: 'For Alice', is_internal: false });
  keeper.setMode('note');
  expect(keeper.current()).toMatchObject({ text: 'For staff', place: 'device' });
  await pause();
  expect([world.server.is_internal, keeper.current().place]).toEqual([true, 'server']);
  keeper.markSent('note');
  keeper.setMode('reply');
  expect(keeper.current()).toMatchObject({ text: 'For Alice', hasOther: false });
});

it('puts a text that comes back above what was written since', async () => {
  const { keeper } = harness();
  keeper.write('Refused');
  keeper.markSent();
  keeper.write('The next', 'reply');
  keeper.giveBack('Refused', 'reply');
  expect(keeper.current().text).toBe('Refused\n\nThe next');
  await keeper.removeSent();
  expect(keeper.current().text).toContain('Refused');
});
