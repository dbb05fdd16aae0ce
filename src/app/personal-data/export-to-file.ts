import { addDays } from '../../domain/time.js';
import { DomainError } from '../../domain/errors.js';
import { EXPORT_FILE_DAYS, type PersonExportJob } from '../../domain/accounts/person-export.js';
import type { User } from '../../domain/accounts/user.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { exportable } from './exportable.js';
import { personNotFound } from '../accounts/read-people.js';

export type BeginDeps = Pick<
  AppDeps,
  'users' | 'personExports' | 'accountEvents' | 'gateway' | 'clock' | 'newId'
>;
type ReadDeps = Pick<AppDeps, 'users' | 'personExports' | 'clock'>;

/**
 * Starts an export to a file.
 * Idempotent by job id. A running export of the person is returned instead. The file of an ended one is deleted.
 * @throws DomainError `not_found`, `forbidden`; `unavailable` without Temporal.
 */
export async function startExport(
  deps: BeginDeps,
  doer: Doer,
  id: string,
  jobId: string,
): Promise<PersonExportJob> {
  return beginExport(deps, doer, await exportable(deps, doer, id), jobId);
}

/** As {@link startExport}, of a person whom the actor may export. Repeated with the same id it begins no second one. */
export async function beginExport(
  deps: BeginDeps,
  doer: Doer,
  person: User,
  jobId: string,
): Promise<PersonExportJob> {
  const known = await deps.personExports.find(jobId, deps.clock.now());
  const job = known ?? (await writeDown(deps, doer, person, jobId));
  if (job.state === 'running') await deps.gateway.startPersonExport(job.id);
  return job;
}

async function writeDown(deps: BeginDeps, doer: Doer, person: User, jobId: string): Promise<PersonExportJob> {
  const now = deps.clock.now();
  const job = await deps.personExports.begin(
    {
      id: jobId,
      accountId: person.id,
      state: 'running',
      totalRows: null,
      rows: 0,
      cursor: { list: 0, after: null },
      parts: [],
      expiresAt: addDays(now, EXPORT_FILE_DAYS),
    },
    now,
  );
  // An erasure that went through the exports before this one was there would have missed it.
  if ((await deps.users.find(person.id))?.erasedAt !== null) {
    await deps.personExports.removeOf(person.id);
    throw personNotFound(person.id);
  }
  if (job.id === jobId) {
    await deps.accountEvents.add(
      accountEvent(deps, doer, { type: 'account.exported', account: person, details: { job_id: jobId } }),
    );
  }
  return job;
}

/**
 * Returns the progress of an export.
 * @throws DomainError `not_found` also for another person's or an expired one; `forbidden`
 */
export async function readExport(
  deps: ReadDeps,
  doer: Pick<Doer, 'actor'>,
  id: string,
  jobId: string,
): Promise<PersonExportJob> {
  await exportable(deps, doer, id);
  const job = await deps.personExports.find(jobId, deps.clock.now());
  if (job?.accountId !== id)
    throw new DomainError('not_found', `This person has no export with the id ${jobId}.`);
  return job;
}

/** An export that is done, and what is in its file: the lists, as the inside of a JSON object. */
export interface OpenedExport {
  readonly person: User;
  readonly sizeBytes: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Opens the file of an export. @throws DomainError as {@link readExport}; `illegal_transition` before it is done */
export async function openExport(
  deps: ReadDeps & Pick<AppDeps, 'accountEvents' | 'newId'>,
  doer: Doer,
  id: string,
  jobId: string,
): Promise<OpenedExport> {
  const person = await exportable(deps, doer, id);
  const job = await readExport(deps, doer, id, jobId);
  if (job.state !== 'done') {
    throw new DomainError(
      'illegal_transition',
      job.state === 'running' ? 'The export is not done yet.' : 'The export failed. Start another one.',
    );
  }
  await deps.accountEvents.add(
    accountEvent(deps, doer, { type: 'account.exported', account: person, details: { job_id: jobId } }),
  );
  return {
    person,
    sizeBytes: job.parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    content: contentOf(deps, job),
  };
}

/** A part at a time, so that no more of it is in memory. */
async function* contentOf(
  { personExports }: Pick<AppDeps, 'personExports'>,
  { parts }: PersonExportJob,
): AsyncIterable<Uint8Array> {
  for (const { id } of parts) {
    const bytes = await personExports.readPart(id);
    if (bytes === null) throw new DomainError('not_found', 'The export was deleted during the download.');
    yield bytes;
  }
}
