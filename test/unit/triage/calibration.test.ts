import { expect, test } from '@jest/globals';
import { Calibrations } from '../../../src/app/triage/calibrations.js';
import { DomainError } from '../../../src/domain/errors.js';
import { calibrate, fitCalibration, type ConfidenceBin } from '../../../src/domain/triage/calibration.js';
import { silentLogger } from '../../../src/ports/logger.js';

const bin = (confidence: number, tickets: number, right: number): ConfidenceBin => ({
  ...{ confidence, tickets, right },
});

/** A model that says 0.9 and is right six times in ten. */
const BOASTER = [bin(0.55, 100, 30), bin(0.9, 200, 120)];

test('a model is as sure as it was right, and never less sure with more confidence', () => {
  const fitted = fitCalibration(BOASTER)!;
  expect(calibrate(fitted, 0.9)).toBeCloseTo(0.6, 1);
  expect(calibrate(fitted, 1)).toBeCloseTo(0.6, 1);
  expect(calibrate(fitted, 0.1)).toBeCloseTo(0.3, 1);
  expect(calibrate(fitted, 0.7)).toBeGreaterThan(calibrate(fitted, 0.6));
  const fallen = fitCalibration([bin(0.4, 60, 50), bin(0.6, 60, 20), bin(0.8, 60, 55)])!;
  expect(fallen.map(({ confidence }) => confidence)).toEqual([0.5, 0.8]);
  expect(fallen[0]!.accuracy).toBeLessThan(fallen[1]!.accuracy);
});

test('a small bin is drawn towards the mean, so that nothing is certain', () => {
  const fitted = fitCalibration([bin(0.5, 100, 50), bin(0.95, 2, 2)])!;
  expect(calibrate(fitted, 0.95)).toBeLessThan(0.7);
});

test.each([
  ['no ticket', []],
  ['99 tickets', [bin(0.9, 99, 50)]],
])('%s is too little', (_, bins) => {
  expect(fitCalibration(bins)).toBeNull();
});

function calibrationsOf(reliability: () => Promise<readonly object[]>) {
  return new Calibrations({
    triageFigures: { reliability: reliability as never },
    clock: { now: () => new Date() },
    logger: silentLogger,
  });
}

test('models and rules are calibrated by their own outcomes, the classifier is not', async () => {
  const names = [
    { provider: 'gemini', model: 'g' },
    { provider: 'local', model: 'rules-1' },
    { provider: 'local', model: 'classifier-1' },
  ] as const;
  const calibrations = calibrationsOf(() =>
    Promise.resolve(names.map((name) => ({ ...name, bins: BOASTER }))),
  );
  expect(calibrations.calibrated(names[0], 0.9)).toBe(0.9);
  await calibrations.refresh();
  expect(names.map((name) => calibrations.calibrated(name, 0.9))).toEqual([0.6, 0.6, 0.9]);
  expect(calibrations.calibrated({ provider: 'gemini', model: 'unknown' }, 0.9)).toBe(0.9);
});

test('without the database, the confidence of the model is used', async () => {
  const calibrations = calibrationsOf(() => Promise.reject(new DomainError('unavailable', 'away')));
  await calibrations.refresh();
  expect(calibrations.calibrated({ provider: 'gemini', model: 'g' }, 0.4)).toBe(0.4);
});
