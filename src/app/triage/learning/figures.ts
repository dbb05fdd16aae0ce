import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { MS_PER_DAY } from '../../../domain/time.js';
import type { Activation } from '../../../domain/triage/learning/model.js';
import type { AiCallTotals } from '../../../ports/triage/ai-calls.js';
import type { ModelFigures, Overruling } from '../../../ports/triage/triage-figures.js';
import type { AppDeps } from '../../deps.js';

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
  const [models, overrulings, activation, calls] = await Promise.all([
    triageFigures.byModel(since),
    triageFigures.overrulings(since, MAX_OVERRULINGS),
    triageModels.activation(),
    aiCalls.totals(since),
  ]);
  return { since, until, models, overrulings, activation, calls };
}
