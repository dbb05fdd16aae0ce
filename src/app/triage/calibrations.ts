import { RULES_NAME } from '../../domain/tickets/triage.js';
import { MS_PER_DAY } from '../../domain/time.js';
import { calibrate, fitCalibration, type Calibration } from '../../domain/triage/calibration.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { TriageFigures } from '../../ports/triage/triage-figures.js';

/** A calibration changes as slowly as tickets are solved. */
const FRESH_MS = 60 * 60_000;
/** Older answers say little about a model that its provider changes. */
export const CALIBRATION_DAYS = 90;

interface Parts {
  readonly triageFigures: Pick<TriageFigures, 'reliability'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Calibrates confidences by what people made of earlier answers of the same model.
 * It reads the outcomes once an hour in the background, so that no ticket waits for them.
 */
export class Calibrations {
  private known: ReadonlyMap<string, Calibration> = new Map();
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: Parts) {}

  /** Returns the confidence itself while there is too little data. The classifier calibrates its own. */
  calibrated({ provider, model }: ModelName, confidence: number): number {
    if (performance.now() - this.readAt >= FRESH_MS) void this.refresh();
    if (provider === 'local' && model !== RULES_NAME) return confidence;
    const calibration = this.known.get(keyOf({ provider, model }));
    return calibration === undefined
      ? confidence
      : Math.round(calibrate(calibration, confidence) * 100) / 100;
  }

  /** Reads the outcomes now. Never fails: without them, the calibration before stays. */
  async refresh(): Promise<void> {
    this.readAt = performance.now();
    const { triageFigures, clock, logger } = this.parts;
    try {
      const since = new Date(clock.now().getTime() - CALIBRATION_DAYS * MS_PER_DAY);
      const models = await triageFigures.reliability(since);
      this.known = new Map(
        models.flatMap(({ bins, ...name }) => {
          const calibration = fitCalibration(bins);
          return calibration === null ? [] : [[keyOf(name), calibration] as const];
        }),
      );
    } catch (error) {
      logger.warn({ err: error }, 'the outcomes of triage could not be read for calibration');
    }
  }
}

interface ModelName {
  readonly provider: string;
  readonly model: string;
}

function keyOf({ provider, model }: ModelName): string {
  return JSON.stringify([provider, model]);
}
