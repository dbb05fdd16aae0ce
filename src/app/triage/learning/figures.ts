import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { MS_PER_DAY } from '../../../domain/time.js';
import { fitCalibration, type Calibration } from '../../../domain/triage/calibration.js';
import type { Activation } from '../../../domain/triage/learning/model.js';
import type { AiCallTotals } from '../../../ports/triage/ai-calls.js';
import type { ModelFigures, Overruling } from '../../../ports/triage/triage-figures.js';
import type { AppDeps } from '../../deps.js';
import { CALIBRATION_DAYS } from '../calibrations.js';

/** Maximum overrulings of one answer, the most frequent ones. */
const MAX_OVERRULINGS = 50;

/** What people made of the answers of triage in some days. */
export interface AiFigures {
  readonly since: Date;
  readonly until: Date;
  readonly models: readonly ModelFigures[];
  readonly overrulings: readonly Overruling[];
  readonly activation: Activation;
  readonly calls: readonly AiCallTotals[];
  readonly calibrations: readonly CalibrationFigures[];
}

/** How a model's confidence is calibrated; null for too few solved tickets. */
export interface CalibrationFigures {
  readonly provider: string;
  readonly model: string;
  readonly tickets: number;
  readonly curve: Calibration | null;
}

/** Reads the figures of triage, by provider and model. @throws DomainError `forbidden` */
export async function readAiFigures(
  deps: Pick<AppDeps, 'triageFigures' | 'triageModels' | 'aiCalls' | 'clock'>,
  actor: Actor,
  days: number,
): Promise<AiFigures> {
  authorize(actor, 'triage_figures.read');
  const { triageFigures, triageModels, aiCalls, clock } = deps;
  const until = clock.now();
  const since = new Date(until.getTime() - days * MS_PER_DAY);
  const [models, overrulings, activation, calls, reliability] = await Promise.all([
    triageFigures.byModel(since),
    triageFigures.overrulings(since, MAX_OVERRULINGS),
    triageModels.activation(),
    aiCalls.totals(since),
    triageFigures.reliability(new Date(until.getTime() - CALIBRATION_DAYS * MS_PER_DAY)),
  ]);
  const calibrations = reliability.map(({ bins, ...name }) => ({
    ...name,
    tickets: bins.reduce((sum, { tickets }) => sum + tickets, 0),
    curve: fitCalibration(bins),
  }));
  return { since, until, models, overrulings, activation, calls, calibrations };
}
