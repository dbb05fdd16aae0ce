import { describe, expect, it } from '@jest/globals';
import { Semaphore } from '../../src/domain/semaphore.js';

/** Work that goes on until it is ended by hand, and a note of what has begun. */
function pieces() {
  const begun: number[] = [];
  const ends = new Map<number, { done: () => void; failed: (error: Error) => void }>();
  const piece = (id: number) => () => {
    begun.push(id);
    return new Promise<void>((done, failed) => ends.set(id, { done, failed }));
  };
  return { begun, ends, piece };
}

describe('turns', () => {
  it('begin at once and in order while there is room, and no further', () => {
    const { begun, piece } = pieces();
    const turns = new Semaphore(3);
    for (const id of [1, 2, 3, 4, 5]) void turns.withPermit(piece(id));
    expect(begun).toEqual([1, 2, 3]);
  });

  it('pass on with every end, also that of work that fails, and are all taken', async () => {
    const { begun, ends, piece } = pieces();
    const turns = new Semaphore(2);
    const all = [1, 2, 3, 4, 5].map((id) => turns.withPermit(piece(id)));
    const outcome = Promise.allSettled(all);
    ends.get(2)!.failed(new Error('away'));
    await expect(all[1]).rejects.toThrow('away');
    expect(begun).toEqual([1, 2, 3]);
    ends.get(3)!.done();
    await all[2];
    expect(begun).toEqual([1, 2, 3, 4]);
    for (const id of [1, 4, 5]) {
      ends.get(id)!.done();
      await all[id - 1];
    }
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect((await outcome).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('are given up by what waits until its signal aborts, and by nothing that has begun', async () => {
    const { begun, ends, piece } = pieces();
    const turns = new Semaphore(1);
    const [early, late] = [new AbortController(), new AbortController()];
    const first = turns.withPermit(piece(1), early.signal);
    const second = turns.withPermit(piece(2), late.signal);
    const third = turns.withPermit(piece(3));
    early.abort(new Error('too early'));
    late.abort(new Error('too late'));
    await expect(second).rejects.toThrow('too late');
    await expect(turns.withPermit(piece(4), late.signal)).rejects.toThrow('too late');
    ends.get(1)!.done();
    await first;
    ends.get(3)!.done();
    await third;
    expect(begun).toEqual([1, 3]);
  });

  it('are free again once nothing runs', async () => {
    const { begun, ends, piece } = pieces();
    const turns = new Semaphore(1);
    const first = turns.withPermit(piece(1));
    ends.get(1)!.done();
    await first;
    void turns.withPermit(piece(2));
    expect(begun).toEqual([1, 2]);
  });

  it('are not waited for where the life began before there were any', () => {
    const { begun, piece } = pieces();
    let asked = 0;
    const turns = new Semaphore(2, () => {
      asked += 1;
      return false;
    });
    for (const id of [1, 2]) void turns.withPermit(piece(id));
    expect(asked).toBe(0);
    void turns.withPermit(piece(3));
    expect([begun, asked]).toEqual([[1, 2, 3], 1]);
  });
});
