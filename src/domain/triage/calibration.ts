/** Answers of one model within a range of confidence, and what people made of them. */
export interface ConfidenceBin {
  /** Solved tickets. */
  readonly tickets: number;
  /** Those whose category people left standing. */
  readonly right: number;
  /** Mean confidence of the model, before calibration. */
  readonly confidence: number;
}

/** Width of the bins: 0 to 0.1, and so on. */
export const CONFIDENCE_BINS = 10;

/** Fewer judged tickets say too little: with 100, the standard error of a share is up to 5 %. */
export const MIN_CALIBRATION_TICKETS = 100;

/** How often a model is right at its own confidence, in order of confidence. */
export type Calibration = readonly { readonly confidence: number; readonly accuracy: number }[];

/**
 * Returns the calibration of a model by its own outcomes; null with too little data.
 * Bins are joined until accuracy never falls with confidence (isotonic regression, pool adjacent violators). Each bin is
 * drawn towards the model's mean accuracy as if by {@link PRIOR_TICKETS} more tickets, so that a small bin is not certain.
 */
export function fitCalibration(bins: readonly ConfidenceBin[]): Calibration | null {
  const filled = bins.filter(({ tickets }) => tickets > 0);
  const tickets = sum(filled.map((bin) => bin.tickets));
  if (tickets < MIN_CALIBRATION_TICKETS) return null;
  const mean = sum(filled.map(({ right }) => right)) / tickets;
  const pools: Pool[] = [];
  for (const bin of [...filled].sort((a, b) => a.confidence - b.confidence)) {
    let pool: Pool = { ...bin, right: bin.right + mean * PRIOR_TICKETS, weight: bin.tickets + PRIOR_TICKETS };
    for (let last = pools.at(-1); last !== undefined && shareOf(last) >= shareOf(pool); last = pools.at(-1)) {
      pools.pop();
      pool = joined(last, pool);
    }
    pools.push(pool);
  }
  return pools.map((pool) => ({ confidence: pool.confidence, accuracy: shareOf(pool) }));
}

/** Returns how often the model is right at this confidence, between the points that are known. */
export function calibrate(calibration: Calibration, confidence: number): number {
  const above = calibration.findIndex((point) => point.confidence >= confidence);
  const [low, high] = [calibration[above - 1], calibration[above]];
  const last = calibration.at(-1);
  if (high === undefined) return last?.accuracy ?? confidence;
  if (low === undefined) return high.accuracy;
  const part = (confidence - low.confidence) / (high.confidence - low.confidence);
  return low.accuracy + part * (high.accuracy - low.accuracy);
}

const PRIOR_TICKETS = 5;

interface Pool extends ConfidenceBin {
  readonly weight: number;
}

function joined(a: Pool, b: Pool): Pool {
  const tickets = a.tickets + b.tickets;
  const confidence = (a.confidence * a.tickets + b.confidence * b.tickets) / tickets;
  return { tickets, confidence, right: a.right + b.right, weight: a.weight + b.weight };
}

function shareOf({ right, weight }: Pool): number {
  return right / weight;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
