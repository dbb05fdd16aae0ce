/** The judgement of one example: its true label, the label of the classifier, and how sure it was. */
export interface Judgement {
  readonly truth: string;
  readonly answer: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** How good the judgements of a classifier are. All from 0 to 1. */
export interface QualityFigures {
  readonly examples: number;
  /** Share of right answers. */
  readonly accuracy: number;
  /** Mean over the labels of F1, so that rare labels count as much as common ones. */
  readonly macroF1: number;
  /** Expected calibration error: how far confidence and accuracy are apart, in ten bins. */
  readonly ece: number;
}

const BINS = 10;

/** Returns the figures of some judgements; zeros if there are none. */
export function figuresOf(judgements: readonly Judgement[]): QualityFigures {
  const examples = judgements.length;
  if (examples === 0) return { examples, accuracy: 0, macroF1: 0, ece: 0 };
  const right = judgements.filter(({ truth, answer }) => truth === answer).length;
  return { examples, accuracy: right / examples, macroF1: macroF1Of(judgements), ece: eceOf(judgements) };
}

function macroF1Of(judgements: readonly Judgement[]): number {
  const labels = [...new Set(judgements.map(({ truth }) => truth))];
  const scores = labels.map((label) => {
    const right = judgements.filter(({ truth, answer }) => truth === label && answer === label).length;
    const named = judgements.filter(({ answer }) => answer === label).length;
    const present = judgements.filter(({ truth }) => truth === label).length;
    return (2 * right) / (named + present);
  });
  return scores.reduce((sum, score) => sum + score, 0) / labels.length;
}

function eceOf(judgements: readonly Judgement[]): number {
  const binOf = ({ confidence }: Judgement) => Math.min(BINS - 1, Math.floor(confidence * BINS));
  const bins = Array.from({ length: BINS }, (_, bin) => judgements.filter((one) => binOf(one) === bin));
  return bins.reduce((error, bin) => {
    const right = bin.filter(({ truth, answer }) => truth === answer).length;
    const sure = bin.reduce((sum, { confidence }) => sum + confidence, 0);
    return error + Math.abs(right - sure) / judgements.length;
  }, 0);
}

/** Accuracy on the surest judgements. */
export interface Coverage {
  /** Share of the judgements that count, surest first; 0 to 1. */
  readonly coverage: number;
  readonly accuracy: number;
}

/** Returns the accuracy on judgements with at least this confidence, and their share. */
export function coverageAt(judgements: readonly Judgement[], confidence: number): Coverage {
  const sure = judgements.filter((judgement) => judgement.confidence >= confidence);
  return {
    coverage: sure.length / Math.max(1, judgements.length),
    accuracy: sure.filter(({ truth, answer }) => truth === answer).length / Math.max(1, sure.length),
  };
}
