import { describe, expect, it } from '@jest/globals';
import { runUntilCancelled } from '../../src/adapters/system/cancellation.js';
import { KeyedQueue } from '../../src/adapters/system/keyed-queue.js';

/** Work that goes on until it is ended by hand, and the order in which it began. */
function pieces() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const piece = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, end: (name: string) => ends.get(name)!(), piece };
}

const queueOf = (bounds: Partial<ConstructorParameters<typeof KeyedQueue>[0]> = {}) =>
  new KeyedQueue({ maxWaiting: 10, maxBehindSlow: 10, maxWaitMs: 60_000, ...bounds });
/** What has been asked for so far has begun where it can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const UNAVAILABLE = { code: 'unavailable', retryAfterSeconds: 2 };

describe('work under one key', () => {
  it('runs one after another in the order asked for, also after a failure, and beside that of other keys', async () => {
    const queue = queueOf();
    const { begun, end, piece } = pieces();
    const failing = queue.run(['a'], () => Promise.reject(new Error('no')));
    const [first, second, both] = [
      queue.run(['a'], piece('1')),
      queue.run(['a'], piece('2')),
      queue.run(['a', 'b', 'a'], piece('3')),
    ];
    const other = queue.run(['c'], piece('c'));
    await expect(failing).rejects.toThrow('no');
    await settled();
    end('c');
    await other;
    expect(begun).toEqual(['c', '1']);
    end('1');
    await first;
    await settled();
    end('2');
    await second;
    await settled();
    expect(begun).toEqual(['c', '1', '2', '3']);
    end('3');
    expect(await both).toBe('3');
  });

  it('is refused when its turn does not come in time, and lets nobody behind it pass those before it', async () => {
    const queue = queueOf({ maxWaitMs: 50 });
    const { begun, end, piece } = pieces();
    const holder = queue.run(['a'], piece('holder'));
    await expect(queue.run(['a', 'b'], piece('late'))).rejects.toMatchObject(UNAVAILABLE);
    const next = queue.run(['a'], piece('next'));
    // What `late` would have wanted beside it is free.
    const beside = queue.run(['b'], piece('beside'));
    await settled();
    end('beside');
    await beside;
    expect(begun).toEqual(['holder', 'beside']);
    end('holder');
    await holder;
    await settled();
    end('next');
    expect([await next, begun]).toEqual(['next', ['holder', 'beside', 'next']]);
  });

  it('gets its remaining time', async () => {
    const queue = queueOf();
    const { end, piece } = pieces();
    const holder = queue.run(['a'], piece('holder'));
    const left = queue.run(['a'], (leftMs) => Promise.resolve(leftMs));
    await new Promise((resolve) => setTimeout(resolve, 20));
    end('holder');
    await holder;
    expect(await left).toBeLessThanOrEqual(60_000 - 15);
  });

  it('is refused at once when too many wait, under its own key only', async () => {
    const queue = queueOf({ maxWaiting: 2 });
    const { begun, end, piece } = pieces();
    const all = ['1', '2', '3'].map((name) => queue.run(['a'], piece(name)));
    await expect(queue.run(['b', 'a'], piece('4'))).rejects.toMatchObject(UNAVAILABLE);
    const other = queue.run(['b'], piece('b'));
    await settled();
    end('b');
    await other;
    for (const name of ['1', '2', '3']) {
      end(name);
      await all[Number(name) - 1];
      await settled();
    }
    expect(begun).toEqual(['1', 'b', '2', '3']);
    expect(await queue.run(['a'], () => Promise.resolve('room'))).toBe('room');
  });

  it('leaves the line to few when the work at its front is slow, and comes back when it moves', async () => {
    const queue = queueOf({ maxBehindSlow: 1 });
    const { begun, end, piece } = pieces();
    const holder = queue.run(['a'], piece('holder'));
    const [patient, ...crowd] = ['patient', '2', '3'].map((name) => queue.run(['a'], piece(name)));
    const askedAt = performance.now();
    for (const outcome of await Promise.allSettled(crowd))
      expect(outcome).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    expect(performance.now() - askedAt).toBeGreaterThan(900);
    await expect(queue.run(['a'], piece('newcomer'))).rejects.toMatchObject(UNAVAILABLE);
    end('holder');
    await holder;
    await settled();
    const again = ['4', '5'].map((name) => queue.run(['a'], piece(name)));
    for (const [name, run] of [
      ['patient', patient] as const,
      ['4', again[0]] as const,
      ['5', again[1]] as const,
    ]) {
      end(name);
      await run;
      await settled();
    }
    expect(begun).toEqual(['holder', 'patient', '4', '5']);
  });

  it('is waited for by many while the line moves, also for longer than slow work is waited for', async () => {
    const queue = queueOf({ maxBehindSlow: 1 });
    const work = () => new Promise<void>((resolve) => setTimeout(resolve, 300));
    const all = Array.from({ length: 6 }, () => queue.run(['a'], work));
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(all.map(() => 'fulfilled'));
  });

  it('leaves the line when it is cancelled, with the reason', async () => {
    const queue = queueOf();
    const { begun, end, piece } = pieces();
    const holder = queue.run(['a'], piece('holder'));
    const cancelled = new AbortController();
    const waits = runUntilCancelled(cancelled.signal, () => queue.run(['a'], piece('waits')));
    const next = queue.run(['a'], piece('next'));
    cancelled.abort(new Error('not wanted any more'));
    await expect(waits).rejects.toThrow('not wanted any more');
    await expect(
      runUntilCancelled(cancelled.signal, () => queue.run(['a'], piece('too late'))),
    ).rejects.toThrow('not wanted any more');
    end('holder');
    await holder;
    await settled();
    end('next');
    expect([await next, begun]).toEqual(['next', ['holder', 'next']]);
  });
});
