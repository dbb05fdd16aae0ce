import { fieldsFor } from '../../domain/tickets/custom-fields.js';
import { DomainError } from '../../domain/errors.js';
import { EXPORT_LISTS, MAX_ROWS_AT_ONCE, type PersonExportJob } from '../../domain/accounts/person-export.js';
import type { User } from '../../domain/accounts/user.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import type { DataSubject } from '../../ports/accounts/personal-data.js';
import type { AppDeps } from '../deps.js';
import { EXPORT_KEYS, exportRows, type ExportedLists } from './export-rows.js';
import { beginExport, type BeginDeps } from './export-to-file.js';
import { dataSubject, exportable } from './exportable.js';

/**
 * All stored data about a person (Art. 15 and 20 GDPR): in the response, or in a file that a job writes.
 */
export type PersonExport =
  | { readonly kind: 'lists'; readonly person: User; readonly lists: ExportedLists }
  | { readonly kind: 'job'; readonly job: PersonExportJob };

/** Much longer than the lists of one answer take to read. */
const HOLD_MS = 60_000;
const RETRY_AFTER_SECONDS = 2;

/**
 * Collects all data of a person, for themselves or an administrator.
 * With more than {@link MAX_ROWS_AT_ONCE} rows in a list, a job exports it: the existing one, or a new one under
 * `newJobId`.
 * @throws DomainError `not_found`, `forbidden`; `too_many_requests` while another export of the person runs;
 *   `unavailable` without Temporal, if a job is needed.
 */
export async function exportPerson(
  deps: BeginDeps & Pick<AppDeps, 'personalData' | 'customFields' | 'sealer'>,
  doer: Doer,
  id: string,
  newJobId: string,
): Promise<PersonExport> {
  const person = await exportable(deps, doer, id);
  const lists = await oneAtATime(deps, id, async () => collect(deps, await dataSubject(deps, person)));
  if (lists !== null) {
    await deps.accountEvents.add(accountEvent(deps, doer, { type: 'account.exported', account: person }));
    return { kind: 'lists', person, lists };
  }
  const last = await deps.personExports.findOf(id, deps.clock.now());
  const job = last?.state === 'done' ? last : await beginExport(deps, doer, person, newJobId);
  return { kind: 'job', job };
}

/** Over all processes. */
async function oneAtATime<T>(
  { personExports, clock }: Pick<AppDeps, 'personExports' | 'clock'>,
  accountId: string,
  work: () => Promise<T>,
): Promise<T> {
  const now = clock.now();
  const until = new Date(now.getTime() + HOLD_MS);
  if (!(await personExports.hold(accountId, until, now))) {
    throw new DomainError('too_many_requests', 'Another export of this person is running. Try again later.', {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  try {
    return await work();
  } finally {
    await personExports.letGo(accountId, until);
  }
}

/** Null if one of the lists is too long. */
async function collect(
  { personalData, customFields }: Pick<AppDeps, 'personalData' | 'customFields'>,
  subject: DataSubject,
): Promise<ExportedLists | null> {
  const fields = fieldsFor(await customFields.all(), false);
  const lists: [string, object[]][] = [];
  for (const list of EXPORT_LISTS) {
    const { rows, next } = await personalData.page(list, subject, null, MAX_ROWS_AT_ONCE);
    if (next !== null) return null;
    lists.push([EXPORT_KEYS[list], exportRows(list, rows, fields)]);
  }
  // Each list under its key with its own rows: the type is right, but the compiler cannot follow it through a loop.
  return Object.fromEntries(lists) as unknown as ExportedLists;
}
