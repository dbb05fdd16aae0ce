import { describe, expect, it } from '@jest/globals';
import { classify, type Classifier } from '../../../src/domain/triage/classifier/classifier.js';
import { buildFeatureSpace, vectorOf } from '../../../src/domain/triage/classifier/feature-space.js';
import { featuresOf } from '../../../src/domain/triage/classifier/features.js';
import { coverageAt, figuresOf } from '../../../src/domain/triage/classifier/figures.js';
import { stratifiedFolds } from '../../../src/domain/triage/classifier/folds.js';
import { fitTemperature, softmax } from '../../../src/domain/triage/classifier/temperature.js';
import { ticketsAbout as ticketsOf } from '../../support/tickets/made-up-tickets.js';
import { trainClassifier, type TrainingTask } from '../../../src/domain/triage/classifier/train.js';

function trained(
  tickets: readonly { readonly text: string; readonly label: string }[],
  seed = 1,
): Classifier {
  const truths = tickets.map(({ label }) => [label]);
  return trainClassifier(
    { texts: tickets.map(({ text }) => text), tasks: [{ name: 'category', kind: 'one', truths }] },
    seed,
  );
}

const bestOf = (classifier: Classifier, text: string) => classify(classifier, text).get('category')?.[0];

describe('the features of a text', () => {
  const shared = (a: string, b: string) => {
    const [first, second] = [featuresOf(a).hashes, new Set(featuresOf(b).hashes)];
    return first.filter((hash) => second.has(hash)).length;
  };

  it('ignore case, accents and punctuation', () => {
    expect(featuresOf('Réseau: VPN-Zugang!')).toEqual(featuresOf('reseau vpn zugang'));
  });

  it('keep the vowel signs of Hindi apart', () => {
    expect(featuresOf('पानी')).not.toEqual(featuresOf('पन'));
  });

  it('have parts of words in common where words differ at their ends', () => {
    expect(shared('Drucker', 'druckt')).toBeGreaterThan(3);
    expect(shared('Drucker', 'Netzteil')).toBe(0);
  });

  it('count repetitions, and are in ascending order', () => {
    const { hashes, counts } = featuresOf('vpn vpn vpn');
    expect([...hashes]).toEqual([...hashes].sort((a, b) => a - b));
    expect(Math.max(...counts)).toBe(3);
  });

  it.each(['', ' \n ', '!!! ---', '🔥🔥'])('of %j are none', (text) => {
    expect(featuresOf(text).hashes).toHaveLength(0);
  });

  it('are bounded for endless texts and endless words', () => {
    expect(featuresOf('ab'.repeat(1_000_000)).hashes.length).toBeLessThan(200);
    expect(featuresOf('one two three '.repeat(100_000)).hashes).toEqual(
      featuresOf('one two three '.repeat(1_000)).hashes,
    );
  });
});

describe('a feature space', () => {
  const texts = ['vpn is down', 'vpn is slow', 'printer is down'].map(featuresOf);

  it('has the features of two texts or more, and the most common ones of too many', () => {
    const space = buildFeatureSpace(texts);
    expect(vectorOf(featuresOf('slow'), space).indices).toHaveLength(0);
    expect(buildFeatureSpace(texts, 5).hashes).toHaveLength(5);
  });

  it('gives vectors of length 1, in which rare features count more', () => {
    const space = buildFeatureSpace(texts);
    const { values } = vectorOf(featuresOf('vpn is down'), space);
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    expect(Math.max(...space.idf)).toBeGreaterThan(Math.min(...space.idf));
  });
});

describe('a classifier', () => {
  it('learns from some dozens of tickets what words mean, and how sure it may be', () => {
    const classifier = trained(ticketsOf(120, 1));
    const judgements = ticketsOf(90, 2).map(({ text, label }) => {
      const best = bestOf(classifier, text);
      return { truth: label, answer: best?.label ?? '', confidence: best?.chance ?? 0 };
    });
    const { accuracy, macroF1, ece } = figuresOf(judgements);
    expect(accuracy).toBeGreaterThan(0.95);
    expect(macroF1).toBeGreaterThan(0.95);
    expect(ece).toBeLessThan(0.1);
  });

  it('is the same for the same tickets and seed', () => {
    const tickets = ticketsOf(60, 1);
    expect(trained(tickets)).toEqual(trained(tickets));
  });

  it('is unsure about texts that say nothing', () => {
    const classifier = trained(ticketsOf(120, 1));
    expect(bestOf(classifier, 'zzz')?.chance).toBeCloseTo(1 / 3, 5);
    expect(bestOf(classifier, '')?.chance).toBeCloseTo(1 / 3, 5);
  });

  it('gives probabilities that add up to 1, the best label first', () => {
    const chances = (classify(trained(ticketsOf(60, 1)), 'vpn router').get('category') ?? []).map(
      ({ chance }) => chance,
    );
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 5);
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
  });

  it('decides each of many labels separately', () => {
    const tickets = ticketsOf(120, 1);
    const truths = tickets.map(({ label }) => (label === 'account' ? ['account', 'network'] : [label]));
    const texts = tickets.map(({ text }) => text);
    const classifier = trainClassifier({ texts, tasks: [{ name: 'skills', kind: 'many', truths }] }, 1);
    const likely = (text: string) =>
      (classify(classifier, text).get('skills') ?? [])
        .filter(({ chance }) => chance > 0.5)
        .map(({ label }) => label)
        .sort();
    expect(likely('password login')).toEqual(['account', 'network']);
    expect(likely('toner tray')).toEqual(['printer']);
  });

  it('leaves out tickets without a label, and tasks without two labels', () => {
    const tickets = ticketsOf(40, 1, ['printer', 'network']);
    const task = (
      name: string,
      labelOf: (label: string, index: number) => readonly string[] | null,
    ): TrainingTask => ({
      ...{ name, kind: 'one' },
      truths: tickets.map(({ label }, index) => labelOf(label, index)),
    });
    const { tasks } = trainClassifier(
      {
        texts: tickets.map(({ text }) => text),
        tasks: [
          task('none', () => null),
          task('same', () => ['a']),
          task('half', (label, index) => (index < 20 ? [label] : null)),
        ],
      },
      1,
    );
    expect(tasks.map(({ name, labels }) => [name, labels])).toEqual([['half', ['network', 'printer']]]);
  });

  it.each([0, 1, 2, 3])('can be trained on %i tickets', (count) => {
    const classifier = trained(ticketsOf(count, 1));
    expect(classifier.tasks).toHaveLength(count < 2 ? 0 : 1);
    for (const { chance } of classify(classifier, 'vpn').get('category') ?? [])
      expect(chance).toBeGreaterThan(0);
  });

  it('does not let a common label swallow a rare one', () => {
    const rare = ticketsOf(12, 3, ['printer']);
    const classifier = trained([...ticketsOf(400, 1, ['network']), ...rare]);
    expect(bestOf(classifier, 'toner papierstau')?.label).toBe('printer');
  });
});

describe('folds', () => {
  it('have their share of every label, and are the same for the same seed', () => {
    const labels = [...Array<string>(50).fill('a'), ...Array<string>(10).fill('b'), 'c'];
    const folds = stratifiedFolds(labels, 5, 7);
    for (let fold = 0; fold < 5; fold += 1) {
      const inFold = labels.filter((_, index) => folds[index] === fold);
      expect(inFold.filter((label) => label === 'a')).toHaveLength(10);
      expect(inFold.filter((label) => label === 'b')).toHaveLength(2);
    }
    expect(stratifiedFolds(labels, 5, 7)).toEqual(folds);
    expect(stratifiedFolds(labels, 5, 8)).not.toEqual(folds);
  });
});

describe('a temperature', () => {
  const scored = (right: number, of: number) =>
    Array.from({ length: of }, (_, index) => ({ scores: [2, 0], truth: [index < right ? 0 : 1] }));

  it.each([
    [90, 100],
    [70, 100],
    [55, 100],
  ])('makes scores that are right %i times in %i just as sure', (right, of) => {
    const temperature = fitTemperature(scored(right, of), 'one');
    expect(softmax([2, 0], temperature)[0]).toBeCloseTo(right / of, 2);
  });

  it('is finite for scores that are always right, and for none', () => {
    expect(fitTemperature(scored(5, 5), 'one')).toBeGreaterThan(0);
    expect(fitTemperature([], 'one')).toBe(1);
  });
});

describe('the figures of judgements', () => {
  const judge = (truth: string, answer: string, confidence: number) => ({ truth, answer, confidence });

  it('count every label equally in macro-F1', () => {
    const judgements = [
      ...Array<ReturnType<typeof judge>>(8).fill(judge('a', 'a', 0.8)),
      judge('b', 'a', 0.8),
      judge('b', 'b', 0.8),
    ];
    const { accuracy, macroF1, ece } = figuresOf(judgements);
    expect(accuracy).toBeCloseTo(0.9, 10);
    expect(macroF1).toBeCloseTo((16 / 17 + 2 / 3) / 2, 10);
    expect(ece).toBeCloseTo(0.1, 10);
  });

  it('know how many are sure enough', () => {
    const judgements = [
      judge('a', 'a', 0.9),
      judge('a', 'b', 0.4),
      judge('b', 'b', 0.7),
      judge('b', 'a', 0.7),
    ];
    expect(coverageAt(judgements, 0.7)).toEqual({ coverage: 0.75, accuracy: 2 / 3 });
    expect(coverageAt([], 0.7)).toEqual({ coverage: 0, accuracy: 0 });
    expect(figuresOf([]).accuracy).toBe(0);
  });
});
