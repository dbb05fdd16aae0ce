import type { Activation, Comparison, PromotionOutcome } from './model.js';

/** Fewer held-back tickets prove nothing. */
export const MIN_HELD_BACK = 20;

/** One-sided 5 % of the normal distribution. */
const CERTAIN = 1.64;

/**
 * Returns true if the model is right more often than the rules, beyond what chance explains.
 * Only tickets on which exactly one of them is right count (McNemar's test).
 */
export function beatsRules(model: readonly boolean[], rules: readonly boolean[]): boolean {
  if (model.length < MIN_HELD_BACK) return false;
  const wins = model.filter((isRight, index) => isRight && rules[index] !== true).length;
  const losses = model.filter((isRight, index) => !isRight && rules[index] === true).length;
  return wins - losses > CERTAIN * Math.sqrt(wins + losses);
}

/** Decides whether a new version replaces the active one. */
export function decidePromotion(comparison: Comparison, { isPinned }: Activation): PromotionOutcome {
  if (comparison.candidate <= comparison.active) return 'not_better';
  return isPinned ? 'pinned' : 'promoted';
}
