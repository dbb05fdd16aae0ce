import { describe, expect, it } from '@jest/globals';
import { RememberedAnswers } from '../../src/adapters/mongo/kit/remembered-answers.js';

describe('answers that took long', () => {
  let now = 0;
  let asked = 0;
  const take = (ms: number) => () => {
    now += ms;
    asked += 1;
    return Promise.resolve({ asked });
  };

  it('are given again; quick ones are asked for each time', async () => {
    asked = 0;
    const answers = new RememberedAnswers<{ asked: number }>(() => now);
    expect(await answers.answer({ q: 'quick' }, take(10))).toEqual({ asked: 1 });
    expect(await answers.answer({ q: 'quick' }, take(10))).toEqual({ asked: 2 });
    expect(await answers.answer({ q: 'slow' }, take(10_000))).toEqual({ asked: 3 });
    expect(await answers.answer({ q: 'slow' }, take(10_000))).toEqual({ asked: 3 });
    expect(await answers.answer({ q: 'another' }, take(10))).toEqual({ asked: 4 });
  });

  it('are asked for once by all who wait for the same', async () => {
    asked = 0;
    const answers = new RememberedAnswers<{ asked: number }>(() => now);
    const all = await Promise.all([1, 2, 3].map(() => answers.answer({ q: 'same' }, take(1))));
    expect(all).toEqual([{ asked: 1 }, { asked: 1 }, { asked: 1 }]);
  });

  it('do not stay where asking failed', async () => {
    asked = 0;
    const answers = new RememberedAnswers<{ asked: number }>(() => now);
    await expect(answers.answer({ q: 'x' }, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await answers.answer({ q: 'x' }, take(1))).toEqual({ asked: 1 });
  });
});
