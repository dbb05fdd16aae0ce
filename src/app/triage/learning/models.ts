import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import {
  RULES_VERSION,
  type Activation,
  type TrainingState,
  type TriageModel,
} from '../../../domain/triage/learning/model.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { SignedIn } from '../../accounts/authenticate.js';
import type { AppDeps } from '../../deps.js';

/** The versions of the local classifier, newest first, with the active one and the last training. */
export interface ModelOverview {
  readonly page: IdPage<TriageModel>;
  readonly activation: Activation;
  readonly training: TrainingState;
}

/** Lists the versions of the local classifier. @throws DomainError `forbidden` */
export async function listModels(
  deps: Pick<AppDeps, 'triageModels' | 'clock'>,
  actor: Actor,
  request: PageRequest,
): Promise<ModelOverview> {
  authorize(actor, 'triage_model.administer');
  const { triageModels, clock } = deps;
  const [page, activation, training] = await Promise.all([
    triageModels.list(request),
    triageModels.activation(),
    triageModels.trainingState(clock.now()),
  ]);
  return { page, activation, training };
}

/**
 * Starts a training with the given id. A repeat with the same id starts no second one.
 * @throws DomainError `forbidden`, `unavailable`
 */
export async function startTraining(
  deps: Pick<AppDeps, 'gateway'>,
  actor: SignedIn,
  trainingId: string,
): Promise<void> {
  authorize(actor, 'triage_model.administer');
  await deps.gateway.startTraining(trainingId, actor.id);
}

/**
 * Activates a version, or the rules; null is no version. An older version than the newest one is pinned: trainings do not replace it.
 * @throws DomainError `forbidden`; `not_found` for an unknown or damaged version
 */
export async function activateModel(
  deps: Pick<AppDeps, 'triageModels' | 'clock'>,
  actor: SignedIn,
  version: number | null,
): Promise<Activation> {
  authorize(actor, 'triage_model.administer');
  const { triageModels, clock } = deps;
  if (version === null) throw new DomainError('not_found', 'There is no such version of the classifier.');
  if (version !== RULES_VERSION) await requireComplete(triageModels, version);
  const newest = await triageModels.newest();
  const isPinned = newest !== null && newest.version !== version;
  const activation: Activation = { version, at: clock.now(), by: actor.id, isPinned };
  await triageModels.activate(activation);
  return activation;
}

async function requireComplete(triageModels: AppDeps['triageModels'], version: number): Promise<void> {
  const model = await triageModels.find(version);
  if (model === null) throw new DomainError('not_found', `There is no version ${version} of the classifier.`);
  if ((await triageModels.read(model)) !== null) return;
  throw new DomainError(
    'not_found',
    `The file of version ${version} is missing or damaged. Activate another version.`,
  );
}
