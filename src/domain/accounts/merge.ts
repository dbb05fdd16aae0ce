import { DomainError } from '../errors.js';
import { addMinutes } from '../time.js';
import { isStaff } from '../access/permissions.js';
import { addressesOf, MAX_IDENTITIES, MAX_OTHER_ADDRESSES, tidyAddresses } from './contact.js';
import { isGone, isMergedAway, MERGE_UNDO_HOURS, type PersonMerge } from './person-merge.js';
import type { User } from './user.js';

interface Pair {
  readonly from: User;
  readonly into: User;
}

/**
 * Returns both people after a merge. The survivor keeps everything of their own, and gets addresses and identities.
 * @throws DomainError `illegal_transition` for staff, whose role would vanish silently, and beyond the limits of a person.
 */
export function mergePeople(
  { from, into }: Pair,
  { id, at }: { readonly id: string; readonly at: Date },
): Pair {
  if (isStaff(from.role)) {
    throw new DomainError(
      'illegal_transition',
      'Staff cannot be merged into another person. Make them a requester first (role "user").',
    );
  }
  if (from.merge?.state === 'undoing') {
    throw new DomainError(
      'illegal_transition',
      'A merge of this person is still being undone. Try again later.',
    );
  }
  const { email, otherAddresses, identities, isActive, emailVerifiedAt } = from;
  const survivor: User = {
    ...into,
    otherAddresses: [...into.otherAddresses, ...addressesOf(from)],
    identities: [...new Set([...into.identities, ...identities])],
    version: into.version + 1,
  };
  const after = { ...survivor, otherAddresses: tidyAddresses(survivor) };
  if (after.otherAddresses.length > MAX_OTHER_ADDRESSES || after.identities.length > MAX_IDENTITIES) {
    throw new DomainError(
      'illegal_transition',
      `Together they have more than ${MAX_OTHER_ADDRESSES} further addresses or ${MAX_IDENTITIES} identities. Remove some first.`,
    );
  }
  const merge: PersonMerge = {
    id,
    intoId: into.id,
    state: 'moving',
    at,
    undoableUntil: addMinutes(at, MERGE_UNDO_HOURS * 60),
    tickets: 0,
    comments: 0,
    former: { email, otherAddresses, identities, isActive, emailVerifiedAt },
  };
  return {
    from: {
      ...from,
      // Unique, and of a domain that can have no mailbox (RFC 6761 §6.4).
      email: `${from.id}@merged.invalid`,
      otherAddresses: [],
      identities: [],
      isActive: false,
      emailVerifiedAt: null,
      merge,
      version: from.version + 1,
    },
    into: after,
  };
}

/**
 * Returns both people after an undo: each has the addresses and identities from before again.
 * @throws DomainError `illegal_transition` without a merge, after its time, and while the survivor is merged into another or
 *   uses one of the addresses as the primary one.
 */
export function unmergePeople({ from, into }: Pair, at: Date): Pair {
  const { merge } = from;
  if (merge === null || merge.former === null || !isMergedAway(from)) {
    throw new DomainError('illegal_transition', 'This person is not merged into another.');
  }
  if (at > merge.undoableUntil) {
    throw new DomainError(
      'illegal_transition',
      `A merge can be undone within ${MERGE_UNDO_HOURS} hours. Create the person again instead.`,
    );
  }
  if (isGone(into)) {
    throw new DomainError(
      'illegal_transition',
      'The other person was merged or erased since. Undo that merge first.',
    );
  }
  if (into.merge?.state === 'undoing') {
    throw new DomainError(
      'illegal_transition',
      'A merge of the other person is still being undone. Try again later.',
    );
  }
  const { former } = merge;
  const returned = addressesOf(former);
  if (returned.includes(into.email)) {
    throw new DomainError(
      'illegal_transition',
      'The other person has this address as the primary one now. Change that first.',
    );
  }
  return {
    from: {
      ...from,
      ...former,
      merge: { ...merge, state: 'undoing', tickets: 0, comments: 0, former: null },
      version: from.version + 1,
    },
    into: {
      ...into,
      otherAddresses: into.otherAddresses.filter((address) => !returned.includes(address)),
      identities: into.identities.filter((identity) => !former.identities.includes(identity)),
      version: into.version + 1,
    },
  };
}
