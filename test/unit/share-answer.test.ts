import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { shareAnswer } from '../../src/adapters/system/share-answer.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('asks once for all callers while the answer is pending or fresh, and then again', async () => {
  let asked = 0;
  const share = shareAnswer(5_000, () => Promise.resolve((asked += 1)));
  expect(await Promise.all([share(), share(), share()])).toEqual([1, 1, 1]);
  await jest.advanceTimersByTimeAsync(4_999);
  expect(await share()).toBe(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(await Promise.all([share(), share()])).toEqual([2, 2]);
  expect(asked).toBe(2);
});

it('keeps a refusal for no longer than an answer', async () => {
  const answers = [() => Promise.reject(new Error('away')), () => Promise.resolve('back')];
  const share = shareAnswer<string>(5_000, () => answers.shift()!());
  await expect(share()).rejects.toThrow('away');
  await expect(share()).rejects.toThrow('away');
  await jest.advanceTimersByTimeAsync(5_000);
  expect(await share()).toBe('back');
});
