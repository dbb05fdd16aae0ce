import { describe, expect, it } from '@jest/globals';
import { wordSimilarity, wordWeights } from '../../../src/domain/similar-tickets/word-similarity.js';

const weights = wordWeights(
  new Map([
    ['printer', 10],
    ['is', 900],
    ['jammed', 2],
  ]),
  1_000,
);
const text = (title: string, description = '') => ({ title, description });

describe('wordSimilarity', () => {
  it('weighs rare words more than frequent ones, and titles more than descriptions', () => {
    const sought = text('Printer is jammed');
    const score = (title: string, description = '') =>
      wordSimilarity(sought, text(title, description), weights);
    expect(score('PRINTER is jammed!')).toBeCloseTo(1);
    expect(score('A jammed door')).toBeGreaterThan(score('A door is closed'));
    expect(score('Jammed')).toBeGreaterThan(score('Help', 'jammed'));
    expect(score('Imprimante en panne')).toBe(0);
    expect(score('', '')).toBe(0);
  });
});
