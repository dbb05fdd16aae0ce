import { expect, it } from '@jest/globals';
import {
  fileIds,
  MAX_FILES,
  mustWait,
  Uploads,
  type KeptUploads,
} from '../../../web/features/files/uploads.js';

type Stored = Parameters<typeof harnessAnswer>[0];
const harnessAnswer = (state: 'stored' | 'ready') =>
  ({ id: 'file-1', name: 'a.png', size_bytes: 3, type: 'image/png', state }) as const;

function harness(kept: KeptUploads | null = null) {
  const world = { kept, removed: [] as string[], states: [] as string[], cancelled: 0 };
  const sends: {
    resolve: (state: Stored) => void;
    reject: (error: unknown) => void;
    share: (n: number) => void;
  }[] = [];
  const timers: (() => void)[] = [];
  let keys = 0;
  const uploads = new Uploads({
    load: () => world.kept,
    keep: (next) => {
      world.kept = next;
    },
    send: (_file, share) => ({
      done: new Promise((resolve, reject) => {
        sends.push({ resolve: (state) => resolve(harnessAnswer(state)), reject, share });
      }),
      cancel: () => {
        world.cancelled += 1;
        sends.at(-1)?.reject(new Error('abort'));
      },
    }),
    read: (id) => {
      const state = world.states.shift() ?? 'ready';
      if (state === 'gone')
        return Promise.reject(Object.assign(new Error(), { code: 'not_found', detail: '' }));
      const rejected = state === 'rejected' ? 'Eicar' : null;
      return Promise.resolve({ ...harnessAnswer('stored'), id, state, rejected_because: rejected } as never);
    },
    remove: (id) => {
      world.removed.push(id);
      return Promise.resolve();
    },
    schedule: (run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), 1);
    },
    newKey: () => String((keys += 1)),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const tick = async () => {
    timers.splice(0).forEach((run) => run());
    await settle();
  };
  return { uploads, world, sends, settle, tick };
}

const file = (name = 'a.png') => new File(['abc'], name);

it('sends a file, shows how far it is, and watches it until it is read', async () => {
  const { uploads, world, sends, settle, tick } = harness();
  uploads.add([file()]);
  sends[0]!.share(0.5);
  expect(uploads.current()).toMatchObject([{ state: 'sending', share: 0.5 }]);
  expect([mustWait(uploads.current()), world.kept]).toEqual([true, null]);
  sends[0]!.resolve('stored');
  await settle();
  world.states = ['analysing', 'ready'];
  await tick();
  expect(uploads.current()[0]!.state).toBe('analysing');
  await tick();
  expect(uploads.current()[0]!.state).toBe('ready');
  expect([mustWait(uploads.current()), fileIds(uploads.current())]).toEqual([false, ['file-1']]);
  expect(world.kept).toMatchObject([{ id: 'file-1' }]);
});

it('says why a file failed, sends it again, and does not let a rejected one go', async () => {
  const { uploads, world, sends, settle, tick } = harness();
  uploads.add([file()]);
  sends[0]!.reject(Object.assign(new Error(), { code: 'payload_too_large', detail: 'At most 25 MB.' }));
  await settle();
  expect(uploads.current()).toMatchObject([{ state: 'failed', reason: 'At most 25 MB.' }]);
  uploads.retry(uploads.current()[0]!.key);
  sends[1]!.resolve('stored');
  await settle();
  world.states = ['rejected'];
  await tick();
  expect(uploads.current()).toMatchObject([{ state: 'rejected', reason: 'Eicar' }]);
  expect(mustWait(uploads.current())).toBe(true);
});

it('stops a file on its way, deletes one that has arrived, and forgets one that is gone', async () => {
  const { uploads, world, sends, settle, tick } = harness([
    { key: 'old', name: 'old.txt', sizeBytes: 1, state: 'analysing', share: 1, id: 'file-0' },
  ]);
  uploads.start();
  uploads.add([file()]);
  uploads.remove(uploads.current()[1]!.key);
  await settle();
  expect([world.cancelled, uploads.current().length]).toEqual([1, 1]);
  uploads.add([file()]);
  sends[1]!.resolve('ready');
  await settle();
  uploads.remove(uploads.current()[1]!.key);
  expect(world.removed).toEqual(['file-1']);
  world.states = ['gone'];
  await tick();
  expect([uploads.current(), world.kept]).toEqual([[], null]);
});

it('takes no more files than the API, and gives them back with a refused text', () => {
  const { uploads } = harness();
  expect(uploads.add(Array.from({ length: MAX_FILES + 2 }, () => file()))).toBe(2);
  const taken = uploads.take();
  expect([taken.length, uploads.current()]).toEqual([MAX_FILES, []]);
  uploads.restore(taken);
  expect(uploads.current()).toHaveLength(MAX_FILES);
});
