import type { Actor } from '../../domain/access/actor.js';
import { authorize, isStaff } from '../../domain/access/permissions.js';
import type { AccountEventType } from '../../domain/accounts/account-events.js';
import { mergePeople as merged, unmergePeople as unmerged } from '../../domain/accounts/merge.js';
import { isGone } from '../../domain/accounts/person-merge.js';
import type { User } from '../../domain/accounts/user.js';
import { DomainError } from '../../domain/errors.js';
import { accountDelivery } from '../../domain/mail/delivery.js';
import type { AppDeps } from '../deps.js';
import { accountEvent, type Doer } from './account-event.js';
import { personNotFound } from './read-people.js';

type Deps = Pick<AppDeps, 'users' | 'clock' | 'newId'>;

interface Pair {
  readonly from: User;
  readonly into: User;
}

/**
 * Merges a person into another. Idempotent by the id of the merge.
 * Addresses and identities move at once, sessions, keys and codes of the merged account end. A workflow moves tickets and
 * comments, also those of requests that run at the same time.
 * @throws DomainError `not_found`, `forbidden`; `invalid_input` for a person who is gone, or the same one;
 *   `illegal_transition` for staff; `version_conflict` if one of them changes at the same time.
 */
export async function mergePeople(
  deps: Deps,
  doer: Doer,
  fromId: string,
  intoId: string,
  mergeId: string,
): Promise<User> {
  authorize(doer.actor, 'person.merge');
  const from = await deps.users.find(fromId);
  if (from?.merge?.id === mergeId) return from;
  if (from === null || isGone(from)) throw personNotFound(fromId);
  const into = intoId === fromId ? null : await deps.users.find(intoId);
  if (into === null || isGone(into) || !into.isActive) {
    throw new DomainError('invalid_input', 'The people were not merged.', {
      faults: [{ path: 'into', message: 'is not the id of another active person' }],
    });
  }
  // Mails from the merged address then have the permissions of staff.
  if (isStaff(into.role)) authorize(doer.actor, 'person.administer');
  const after = merged({ from, into }, { id: mergeId, at: deps.clock.now() });
  await commit(deps, doer, { type: 'account.merged', mergeId, before: { from, into }, after });
  return after.from;
}

/**
 * Undoes a merge within a day. Sessions and keys stay ended.
 * @throws DomainError `not_found`, `forbidden`, `illegal_transition` if it cannot be undone (any longer); `duplicate` for an
 *   address that a third person has by now; `version_conflict`.
 */
export async function undoMerge(deps: Deps, doer: Doer, fromId: string): Promise<User> {
  authorize(doer.actor, 'person.merge');
  const from = await readMerged(deps, doer.actor, fromId);
  const into = from.merge === null ? null : await deps.users.find(from.merge.intoId);
  if (from.merge === null || into === null) {
    throw new DomainError('illegal_transition', 'This person is not merged into another.');
  }
  if (isStaff(into.role)) authorize(doer.actor, 'person.administer');
  const after = unmerged({ from, into }, deps.clock.now());
  const mergeId = from.merge.id;
  await commit(deps, doer, { type: 'account.merge_undone', mergeId, before: { from, into }, after });
  return after.from;
}

/** A person with the merge into another, if there was one. @throws DomainError `not_found`, `forbidden` */
export async function readMerged({ users }: Pick<Deps, 'users'>, actor: Actor, id: string): Promise<User> {
  authorize(actor, 'person.merge');
  const person = await users.find(id);
  if (person === null || person.erasedAt !== null) throw personNotFound(id);
  return person;
}

interface Commit {
  readonly type: Extract<AccountEventType, 'account.merged' | 'account.merge_undone'>;
  readonly mergeId: string;
  readonly before: Pair;
  readonly after: Pair;
}

/** Each account has an event. That of the merged one moves tickets and comments. Both people get a notice of a merge. */
async function commit(deps: Deps, doer: Doer, { type, mergeId, before, after }: Commit): Promise<void> {
  const about = { merge: mergeId, from_id: after.from.id, into_id: after.into.id };
  const gives = { before: before.from, after: after.from };
  const takes = { before: before.into, after: after.into };
  const isUndone = type === 'account.merge_undone';
  const moving = accountEvent(deps, doer, {
    type,
    account: after.from,
    details: about,
    // The mail comes last: a mail server that is away holds up nothing else.
    followUps: ['move_traces', ...(mustTellFormer(before.from, isUndone) ? (['send_mails'] as const) : [])],
  });
  const surviving = accountEvent(deps, doer, {
    type,
    account: after.into,
    details: about,
    followUps: isUndone ? [] : ['send_mails'],
  });
  await deps.users.commit({
    // An address is free before another account takes it.
    person: isUndone ? takes : gives,
    second: {
      person: isUndone ? gives : takes,
      event: surviving,
    },
    event: moving,
    deliveries: [
      ...(isUndone ? [] : [accountDelivery(surviving, 'people_merged', after.into)]),
      ...(mustTellFormer(before.from, isUndone)
        ? [
            accountDelivery(moving, 'people_merged', after.from, {
              ...about,
              former_address: before.from.email,
            }),
          ]
        : []),
    ],
  });
}

/** The merged account gets a mail at its own address, if it was proven and accepts mail. */
function mustTellFormer({ isActive, emailVerifiedAt, mailProblem }: User, isUndone: boolean): boolean {
  return !isUndone && isActive && emailVerifiedAt !== null && mailProblem === null;
}
