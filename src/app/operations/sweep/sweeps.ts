import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { Sweep } from '../../../ports/operations/sweeps.js';
import type { AppDeps } from '../../deps.js';
import type { SignedIn } from '../../accounts/authenticate.js';

/** The sweeps of the last month, newest first. @throws DomainError `forbidden` */
export async function listSweeps(
  deps: Pick<AppDeps, 'sweeps'>,
  actor: Actor,
  page: PageRequest,
): Promise<IdPage<Sweep>> {
  authorize(actor, 'sweep.administer');
  return deps.sweeps.list(page);
}

/**
 * Starts a repair sweep with the given id.
 * A repeat with the same id starts no second one. A scheduled sweep may run in parallel.
 * @throws DomainError `forbidden`, `unavailable`
 */
export async function startSweep(
  deps: Pick<AppDeps, 'gateway' | 'clock'>,
  actor: SignedIn,
  sweepId: string,
): Promise<Sweep> {
  authorize(actor, 'sweep.administer');
  await deps.gateway.startSweep(sweepId, actor.id);
  return {
    id: sweepId,
    requestedBy: actor.id,
    startedAt: deps.clock.now(),
    finishedAt: null,
    report: null,
  };
}
