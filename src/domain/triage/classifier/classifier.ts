import { vectorOf, type FeatureSpace, type SparseVector } from './feature-space.js';
import { featuresOf } from './features.js';
import { sigmoids, softmax } from './temperature.js';

/** `one`: each ticket has one label. `many`: each label is decided separately. */
export type TaskKind = 'one' | 'many';

/** What a classifier has learned for one question, such as the category. */
export interface TaskModel {
  readonly name: string;
  readonly kind: TaskKind;
  /** At least two, in the order of the scores. */
  readonly labels: readonly string[];
  /** In steps of `scales`: the weights of all labels for the first feature, then for the second one. */
  readonly weights: Int8Array;
  /** By label: what one step of its weights is worth. */
  readonly scales: Float32Array;
  readonly biases: Float32Array;
  /** By label: its share of the training. The answer to a text without any known feature. */
  readonly shares: Float32Array;
  /** Fitted on scores of tickets that were not in the training. */
  readonly temperature: number;
}

/** A trained classifier of tickets. Its tasks share one feature space. */
export interface Classifier {
  readonly space: FeatureSpace;
  readonly tasks: readonly TaskModel[];
}

/** One label and its probability. */
export interface LabelChance {
  readonly label: string;
  /** 0 to 1. */
  readonly chance: number;
}

/** Returns the probabilities of all labels for each task, by its name, the best label first. */
export function classify(classifier: Classifier, text: string): ReadonlyMap<string, readonly LabelChance[]> {
  const vector = vectorOf(featuresOf(text), classifier.space);
  return new Map(classifier.tasks.map((task) => [task.name, chancesOf(task, vector)]));
}

/** As {@link classify}, for one task and a vector in its space. */
export function chancesOf(task: TaskModel, vector: SparseVector): readonly LabelChance[] {
  const chances = vector.indices.length === 0 ? task.shares : likelihoods(task, scoresOf(task, vector));
  return task.labels
    .map((label, index) => ({ label, chance: chances[index] ?? 0 }))
    .sort((a, b) => b.chance - a.chance);
}

function likelihoods({ kind, temperature }: TaskModel, scores: Float64Array): Float64Array {
  return kind === 'one' ? softmax(scores, temperature) : sigmoids(scores, temperature);
}

function scoresOf({ labels, weights, scales, biases }: TaskModel, vector: SparseVector): Float64Array {
  const { indices, values } = vector;
  const width = labels.length;
  const steps = new Float64Array(width);
  for (let at = 0; at < indices.length; at += 1) {
    const value = values[at] ?? 0;
    const row = (indices[at] ?? 0) * width;
    for (let label = 0; label < width; label += 1) {
      steps[label] = (steps[label] ?? 0) + (weights[row + label] ?? 0) * value;
    }
  }
  return steps.map((sum, label) => sum * (scales[label] ?? 0) + (biases[label] ?? 0));
}
