import { chanceOf, type Chance } from './chance.js';
import type { Classifier, TaskKind, TaskModel } from './classifier.js';
import { buildFeatureSpace, vectorOf, type SparseVector } from './feature-space.js';
import { featuresOf } from './features.js';
import { stratifiedFolds } from './folds.js';
import { trainPlane, type Plane } from './linear-svm.js';
import { fitTemperature, type ScoredExample } from './temperature.js';

/** Folds of the training set for the temperature. */
const INNER_FOLDS = 3;

/** Out-of-fold scores that suffice for a temperature: more folds would only cost time. */
const ENOUGH_SCORES = 500;

/** Below this number of examples, a mistake costs more: there is little to average over. */
const FEW_EXAMPLES = 300;
const COST = { few: 1, many: 0.2 } as const;

/** Maximum extra cost of a mistake on a rare label. */
const MAX_LABEL_WEIGHT = 4;

const LARGEST_STEP = 127;

/** What to learn for one question. */
export interface TrainingTask {
  readonly name: string;
  readonly kind: TaskKind;
  /** The true labels of each text; null where they are unknown. */
  readonly truths: readonly (readonly string[] | null)[];
}

export interface TrainingSet {
  readonly texts: readonly string[];
  readonly tasks: readonly TrainingTask[];
}

interface Problem {
  readonly kind: TaskKind;
  readonly labels: readonly string[];
  readonly vectors: readonly SparseVector[];
  /** Positions in `labels`. */
  readonly truths: readonly (readonly number[])[];
  readonly features: number;
}

/**
 * Trains a classifier. The same set and seed give the same classifier.
 * A task with fewer than two labels is left out: there is nothing to decide.
 */
export function trainClassifier({ texts, tasks }: TrainingSet, seed: number): Classifier {
  const features = texts.map(featuresOf);
  const space = buildFeatureSpace(features);
  const vectors = features.map((text) => vectorOf(text, space));
  const chance = chanceOf(seed);
  const trained = tasks.flatMap((task) => {
    const problem = problemOf(task, vectors, space.hashes.length);
    return problem.labels.length < 2 ? [] : [trainTask(task.name, problem, seed, chance)];
  });
  return { space, tasks: trained };
}

function problemOf(
  { kind, truths }: TrainingTask,
  vectors: readonly SparseVector[],
  features: number,
): Problem {
  const labels = [...new Set(truths.flatMap((truth) => truth ?? []))].sort();
  const positions = new Map(labels.map((label, position) => [label, position]));
  const known = truths.flatMap((truth, index) => {
    const vector = vectors[index];
    if (truth === null || vector === undefined) return [];
    return [{ vector, truth: truth.flatMap((label) => positions.get(label) ?? []) }];
  });
  return {
    kind,
    labels,
    features,
    vectors: known.map(({ vector }) => vector),
    truths: known.map(({ truth }) => truth),
  };
}

function trainTask(name: string, problem: Problem, seed: number, chance: Chance): TaskModel {
  const { kind, labels, truths, features } = problem;
  const temperature = fitTemperature(outOfFoldScores(problem, seed, chance), kind);
  const planes = trainPlanes(problem, chance);
  const shares = Float32Array.from(labels, (_, label) => {
    return truths.filter((truth) => truth.includes(label)).length / truths.length;
  });
  return { name, kind, labels, shares, temperature, ...compacted(planes, features) };
}

/** Trains one plane for each label, against all others. */
function trainPlanes({ labels, vectors, truths, features }: Problem, chance: Chance): Plane[] {
  const cost = vectors.length < FEW_EXAMPLES ? COST.few : COST.many;
  return labels.map((_, label) => {
    const hasLabel = truths.map((truth) => truth.includes(label));
    const count = Math.max(1, hasLabel.filter(Boolean).length);
    const weight = Math.min(MAX_LABEL_WEIGHT, Math.sqrt(vectors.length / (labels.length * count)));
    return trainPlane({ vectors, hasLabel, cost, labelCost: cost * weight, features }, chance);
  });
}

/** The scores of examples by planes that were trained without them, fold by fold until there are enough. */
function outOfFoldScores(problem: Problem, seed: number, chance: Chance): readonly ScoredExample[] {
  const { vectors, truths } = problem;
  const foldOf = stratifiedFolds(
    truths.map((truth) => truth.join()),
    INNER_FOLDS,
    seed,
  );
  const scored: ScoredExample[] = [];
  for (let fold = 0; fold < INNER_FOLDS && scored.length < ENOUGH_SCORES; fold += 1) {
    const isTrained = (_: unknown, index: number) => foldOf[index] !== fold;
    const planes = trainPlanes(
      { ...problem, vectors: vectors.filter(isTrained), truths: truths.filter(isTrained) },
      chance,
    );
    for (const [index, vector] of vectors.entries()) {
      if (foldOf[index] !== fold) continue;
      scored.push({ scores: planes.map((plane) => scoreOf(plane, vector)), truth: truths[index] ?? [] });
    }
  }
  return scored;
}

function scoreOf({ weights, bias }: Plane, { indices, values }: SparseVector): number {
  let score = bias;
  for (let at = 0; at < indices.length; at += 1) {
    score += (weights[indices[at] ?? 0] ?? 0) * (values[at] ?? 0);
  }
  return score;
}

/** One byte for each weight keeps a version small. The figures of bench/README.md are of this form. */
function compacted(
  planes: readonly Plane[],
  features: number,
): Pick<TaskModel, 'weights' | 'scales' | 'biases'> {
  const width = planes.length;
  const scales = Float32Array.from(planes, ({ weights }) => {
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    return largest === 0 ? 1 : largest / LARGEST_STEP;
  });
  const weights = new Int8Array(features * width);
  for (const [label, plane] of planes.entries()) {
    const scale = scales[label] ?? 1;
    for (let feature = 0; feature < features; feature += 1) {
      weights[feature * width + label] = Math.round((plane.weights[feature] ?? 0) / scale);
    }
  }
  return { weights, scales, biases: Float32Array.from(planes, ({ bias }) => bias) };
}
