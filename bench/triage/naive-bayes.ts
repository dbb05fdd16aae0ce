import { featuresOf, type Features } from '../../src/domain/triage/classifier/features.js';
import type { Labelled } from './labelled.js';

/** The evidence for each label of a feature, in logarithms. */
type Evidence = ReadonlyMap<number, Float64Array>;

/**
 * The floor: complement naive Bayes over the same features.
 * It is the simplest classifier that copes with labels of unequal size. It needs one pass and no settings.
 * Source: Rennie et al., "Tackling the Poor Assumptions of Naive Bayes Text Classifiers" (2003).
 */
export function trainNaiveBayes(examples: readonly Labelled[]): (text: string) => string {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const counts = new Map<number, Float64Array>();
  const totals = new Float64Array(labels.length);
  for (const { text, label } of examples) {
    const position = labels.indexOf(label);
    eachFeature(featuresOf(text), (hash, count) => {
      const byLabel = counts.get(hash) ?? new Float64Array(labels.length);
      byLabel[position]! += count;
      totals[position]! += count;
      counts.set(hash, byLabel);
    });
  }
  const evidence = evidenceOf(counts, totals);
  return (text) => {
    const scores = new Float64Array(labels.length);
    eachFeature(featuresOf(text), (hash, count) => {
      evidence.get(hash)?.forEach((weight, label) => (scores[label]! += weight * count));
    });
    return labels[scores.indexOf(Math.max(...scores))]!;
  };
}

/** How much rarer a feature is in all other labels. */
function evidenceOf(counts: ReadonlyMap<number, Float64Array>, totals: Float64Array): Evidence {
  const all = totals.reduce((sum, total) => sum + total, 0);
  return new Map(
    [...counts].map(([hash, byLabel]) => {
      const everywhere = byLabel.reduce((sum, count) => sum + count, 0);
      const weights = byLabel.map((count, label) =>
        Math.log((all - totals[label]! + counts.size) / (everywhere - count + 1)),
      );
      return [hash, weights] as const;
    }),
  );
}

function eachFeature({ hashes, counts }: Features, visit: (hash: number, count: number) => void): void {
  hashes.forEach((hash, index) => visit(hash, counts[index] ?? 1));
}
