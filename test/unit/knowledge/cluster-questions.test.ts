import { describe, expect, it } from '@jest/globals';
import { clusterQuestions } from '../../../src/domain/knowledge/cluster-questions.js';

const asked = (titles: readonly string[]) =>
  titles.map((title, at) => ({ number: `TKT-2026-${at}`, title, category: 'other' }));

describe('questions that several people ask', () => {
  it('are grouped by the rare words of their titles', () => {
    const groups = clusterQuestions(
      asked([
        'Badge does not open the garage',
        'I cannot print',
        'Garage: my badge fails',
        'The garage badge is refused',
        'Screen is black',
        'Screen is black again',
        'Beamer bulb',
      ]),
      2,
    );
    expect(groups.map(({ words, tickets }) => [words.slice(0, 2).sort(), tickets.length])).toEqual([
      [['badge', 'garage'], 3],
      [['black', 'screen'], 2],
    ]);
  });

  it('are found among two thousand titles without comparing all with all', () => {
    const titles = Array.from({ length: 2_000 }, (_, at) => `word${at % 400} thing${at % 400} number ${at}`);
    expect(clusterQuestions(asked(titles), 3)).toHaveLength(400);
    expect(clusterQuestions(asked(['', '…', '']), 1)).toHaveLength(3);
  });
});
