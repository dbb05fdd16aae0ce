import { ERASED_NAME } from '../../domain/accounts/people.js';
import type { User } from '../../domain/accounts/user.js';
import type { ErasurePlace } from '../../ports/accounts/personal-data.js';
import type { ChangeDeps } from '../tickets/change-ticket.js';
import type { AppDeps } from '../deps.js';
import { eraseParticipations } from './erase-participations.js';

/** Mails removed at a time. */
const MAILS_AT_ONCE = 100;
/** Files removed at a time. */
const FILES_AT_ONCE = 20;

/** The progress of an erasure, for the next attempt. */
export interface ErasureNote {
  readonly renamed: number;
  readonly place: ErasurePlace | null;
}

interface Course {
  readonly from: ErasureNote | null;
  readonly note: (progress: ErasureNote) => void;
  readonly signal: AbortSignal;
}

function fingerprintsOf({ erasedFingerprint, otherErasedFingerprints = [] }: User): readonly string[] {
  return erasedFingerprint === undefined ? [] : [erasedFingerprint, ...otherErasedFingerprints];
}

/**
 * Replaces the name of an erased person in all stored copies: tickets, comments, events and mails.
 * It removes them from copy lists, and deletes their mails, files and export file. Does nothing for a person who is not
 * erased. Idempotent.
 */
export async function eraseTraces(
  deps: ChangeDeps & Pick<AppDeps, 'users' | 'personalData' | 'personExports' | 'receivedMails' | 'files'>,
  accountId: string,
  { from, note, signal }: Course,
): Promise<{ readonly renamed: number }> {
  const user = await deps.users.find(accountId);
  if (user?.erasedAt === null || user === null) return { renamed: 0 };
  let { renamed, place } = from ?? { renamed: 0, place: null };
  if (await deps.personExports.removeOf(accountId)) renamed += 1;
  for (const fingerprint of fingerprintsOf(user)) {
    const before = renamed;
    const noted = (changed: number) => note({ renamed: before + changed, place });
    renamed += await eraseParticipations(deps, fingerprint, noted, signal);
  }
  for (let removed = MAILS_AT_ONCE; removed === MAILS_AT_ONCE;) {
    signal.throwIfAborted();
    removed = await deps.receivedMails.removeOf(accountId, MAILS_AT_ONCE);
    renamed += removed;
    note({ renamed, place });
  }
  for (let removed = FILES_AT_ONCE; removed === FILES_AT_ONCE;) {
    signal.throwIfAborted();
    removed = await deps.files.removeOf(accountId, FILES_AT_ONCE);
    renamed += removed;
    note({ renamed, place });
  }
  do {
    signal.throwIfAborted();
    const step = await deps.personalData.eraseNext(accountId, ERASED_NAME, place);
    renamed += step.changed;
    place = step.next;
    note({ renamed, place });
  } while (place !== null);
  return { renamed };
}
