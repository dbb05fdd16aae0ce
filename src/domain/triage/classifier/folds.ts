import { chanceOf, shuffle } from './chance.js';

/**
 * Deals examples into folds so that each fold has its share of every label. Returns the fold of each example.
 * The same labels and seed give the same folds.
 */
export function stratifiedFolds(labels: readonly string[], folds: number, seed: number): Uint8Array {
  const byLabel = new Map<string, number[]>();
  for (const [index, label] of labels.entries()) {
    const group = byLabel.get(label);
    if (group === undefined) byLabel.set(label, [index]);
    else group.push(index);
  }
  const chance = chanceOf(seed);
  const foldOf = new Uint8Array(labels.length);
  // Dealt on from label to label, so that labels with one example are not all in the first fold.
  let next = 0;
  for (const group of byLabel.values()) {
    shuffle(group, chance);
    for (const index of group) {
      foldOf[index] = next % folds;
      next += 1;
    }
  }
  return foldOf;
}
