import { limitLabels, type LabelledTicket } from '../../../domain/triage/learning/labels.js';
import {
  RULES_VERSION,
  type Activation,
  type TrainingResult,
  type TrainingState,
} from '../../../domain/triage/learning/model.js';
import { decidePromotion } from '../../../domain/triage/learning/promotion.js';
import type { LabelPage } from '../../../ports/triage/label-source.js';
import type { ActiveModel } from '../../../ports/triage/model-trainer.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<
  AppDeps,
  'triageModels' | 'labelSource' | 'modelTrainer' | 'categories' | 'clock' | 'logger' | 'newId'
>;

/** The newest labelled tickets that are learned. 20,000 need 92 s of CPU time (bench/README.md). */
const MAX_TICKETS = 20_000;
/** The newest tickets that are looked at for labels. */
const MAX_READ = 100_000;
const BATCH = 500;
/** Characters of all texts, so that long tickets do not exceed the memory of the training. */
const MAX_CHARACTERS = 20_000_000;
const MAX_DESCRIPTION = 8_000;

/** Fewer tickets teach nothing that can be judged. */
const MIN_TICKETS = 100;

/** Longer than a training takes. A worker that dies in between holds up the next training for so long. */
const LEASE_MS = 15 * 60_000;

const SEED = 1;

export interface TrainingRequest {
  /** The id of the run. */
  readonly holder: string;
  /** The account that requested it; null for the schedule. */
  readonly requestedBy: string | null;
}

/**
 * Trains a version of the classifier on the installation's own tickets, and activates it if it is better.
 * `busy`: another training is running. A training that is repeated with the same `holder` begins again.
 * @throws DomainError `unavailable`; the reason of the signal
 */
export async function trainModel(
  deps: Deps,
  { holder, requestedBy }: TrainingRequest,
  signal: AbortSignal,
): Promise<TrainingResult | 'busy'> {
  const { triageModels, clock } = deps;
  const now = clock.now();
  if (!(await triageModels.holdTraining(holder, now, new Date(now.getTime() + LEASE_MS)))) return 'busy';
  let last: NonNullable<TrainingState['last']> = { at: now, result: 'failed', examples: 0, version: null };
  try {
    last = { ...last, ...(await train(deps, requestedBy, signal)) };
    return last.result;
  } finally {
    await triageModels.endTraining(holder, { ...last, at: clock.now() });
  }
}

async function train(
  deps: Deps,
  requestedBy: string | null,
  signal: AbortSignal,
): Promise<Omit<NonNullable<TrainingState['last']>, 'at'>> {
  const { triageModels, modelTrainer, clock, logger, newId } = deps;
  const { tickets, ignored } = limitLabels(await collect(deps, signal));
  const examples = tickets.length;
  const newest = tickets.at(-1);
  if (newest === undefined || examples < MIN_TICKETS) return { result: 'too_few', examples, version: null };
  const activation = await triageModels.activation();
  const order = {
    tickets,
    categories: await deps.categories.all(),
    active: await activeModel(deps, activation),
  };
  const { bytes, tasks, comparison } = await modelTrainer.train({ ...order, seed: SEED }, signal);
  if (tasks.length === 0) return { result: 'too_few', examples, version: null };
  const outcome = decidePromotion(comparison, activation);
  const model = await triageModels.add(
    {
      ...{ id: newId(), trainedAt: clock.now(), requestedBy, examples, newestTicketAt: newest.createdAt },
      ...{ ignoredLabels: ignored, tasks, comparison, comparedWith: activation.version, outcome },
    },
    bytes,
  );
  if (outcome === 'promoted') await triageModels.promote(model.version, clock.now());
  logger.info({ version: model.version, outcome, examples, ignored: ignored.total }, 'triage model trained');
  return { result: outcome, examples, version: model.version };
}

/** The newest labelled tickets, oldest first. */
async function collect({ labelSource }: Deps, signal: AbortSignal): Promise<readonly LabelledTicket[]> {
  const tickets: LabelledTicket[] = [];
  let characters = 0;
  let after: string | null = null;
  for (let read = 0; read < MAX_READ; read += BATCH) {
    signal.throwIfAborted();
    const page: LabelPage = await labelSource.labelledTickets(after, BATCH);
    for (const ticket of page.tickets) {
      const description = ticket.description.slice(0, MAX_DESCRIPTION);
      characters += description.length;
      if (tickets.length < MAX_TICKETS && characters <= MAX_CHARACTERS)
        tickets.push({ ...ticket, description });
    }
    if (page.next === null || tickets.length >= MAX_TICKETS || characters > MAX_CHARACTERS) break;
    after = page.next;
  }
  return tickets.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Null if the rules are active, or if the active version can no longer be read. */
async function activeModel(
  { triageModels }: Pick<Deps, 'triageModels'>,
  { version }: Activation,
): Promise<ActiveModel | null> {
  if (version === RULES_VERSION) return null;
  const model = await triageModels.find(version);
  const bytes = model === null ? null : await triageModels.read(model);
  if (model === null || bytes === null) return null;
  return {
    bytes,
    serves: model.tasks.flatMap(({ task, serves }) => (serves ? [task] : [])),
    newestTicketAt: model.newestTicketAt,
    quality: model.comparison.candidate,
  };
}
