import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast();
});
afterAll(() => holdfast.close());

it('the cost of a day is one total for all workers, per task and model', async () => {
  const { aiSpend } = holdfast.deps;
  const key = { task: 'triage', provider: 'gemini', model: 'one' };
  const evening = new Date('2026-11-30T23:59:59Z');
  await Promise.all(Array.from({ length: 20 }, () => aiSpend.add(key, evening, 3)));
  await aiSpend.add({ ...key, model: 'two' }, evening, 100);
  expect(await aiSpend.today(key, evening)).toBe(60);
  expect(await aiSpend.today(key, new Date('2026-11-30T00:00:00Z'))).toBe(60);
  expect(await aiSpend.today(key, new Date('2026-12-01T00:00:00Z'))).toBe(0);
  expect(await aiSpend.today({ ...key, task: 'reply' }, evening)).toBe(0);
});
