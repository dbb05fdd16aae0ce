import { performance } from 'node:perf_hooks';
import { classify, type Classifier } from '../../src/domain/triage/classifier/classifier.js';
import { stratifiedFolds } from '../../src/domain/triage/classifier/folds.js';
import { figuresOf, type Judgement } from '../../src/domain/triage/classifier/figures.js';
import { trainClassifier } from '../../src/domain/triage/classifier/train.js';
import type { Labelled } from './labelled.js';
import { trainNaiveBayes } from './naive-bayes.js';

const TASK = 'label';

/** One division into folds: every example judged once, by a classifier that has not seen it. */
export interface CrossValidation {
  readonly judgements: readonly Judgement[];
  readonly floorAccuracy: number;
  readonly trainMs: readonly number[];
  /** One for each ticket. */
  readonly classifyMs: readonly number[];
}

/** Trains and judges once for each fold; ours and the floor on the same tickets. */
export function crossValidate(examples: readonly Labelled[], folds: number, seed: number): CrossValidation {
  const foldOf = stratifiedFolds(
    examples.map(({ label }) => label),
    folds,
    seed,
  );
  const judgements: Judgement[] = [];
  const trainMs: number[] = [];
  const classifyMs: number[] = [];
  let floorRight = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const train = examples.filter((_, index) => foldOf[index] !== fold);
    const test = examples.filter((_, index) => foldOf[index] === fold);
    const classifier = timed(trainMs, () => trained(train, seed));
    const floor = trainNaiveBayes(train);
    for (const example of test) {
      judgements.push(timed(classifyMs, () => judged(classifier, example)));
      if (floor(example.text) === example.label) floorRight += 1;
    }
  }
  return { judgements, floorAccuracy: floorRight / examples.length, trainMs, classifyMs };
}

/** Accuracy with few examples: the first `sizes` of each training set, in which labels are mixed. */
export function learningCurve(
  examples: readonly Labelled[],
  sizes: readonly number[],
  { folds, seed }: { readonly folds: number; readonly seed: number },
): readonly { readonly size: number; readonly accuracy: number }[] {
  const foldOf = stratifiedFolds(
    examples.map(({ label }) => label),
    folds,
    seed,
  );
  return sizes.map((size) => {
    const judgements = Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
      const train = examples.filter((_, index) => foldOf[index] !== fold);
      const test = examples.filter((_, index) => foldOf[index] === fold);
      const parts = Math.max(1, Math.round(train.length / size));
      const partOf = stratifiedFolds(
        train.map(({ label }) => label),
        parts,
        seed + fold,
      );
      const classifier = trained(
        train.filter((_, index) => partOf[index] === 0),
        seed,
      );
      return test.map((example) => judged(classifier, example));
    });
    return { size, accuracy: figuresOf(judgements).accuracy };
  });
}

function trained(examples: readonly Labelled[], seed: number): Classifier {
  const truths = examples.map(({ label }) => [label]);
  return trainClassifier(
    { texts: examples.map(({ text }) => text), tasks: [{ name: TASK, kind: 'one', truths }] },
    seed,
  );
}

function judged(classifier: Classifier, { text, label }: Labelled): Judgement {
  const [best] = classify(classifier, text).get(TASK) ?? [];
  return { truth: label, answer: best?.label ?? '', confidence: best?.chance ?? 0 };
}

function timed<T>(samples: number[], work: () => T): T {
  const start = performance.now();
  const result = work();
  samples.push(performance.now() - start);
  return result;
}
