import { SYSTEM_ACTOR, type PersonRef } from '../../domain/access/actor.js';
import { isMergedAway, type PersonMerge } from '../../domain/accounts/person-merge.js';
import { requesterAfterMerge, requesterAfterUndo } from '../../domain/tickets/requester-change.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import { changeUnlessDeleted, type ChangeDeps } from '../tickets/change-ticket.js';
import type { AppDeps } from '../deps.js';
import { currentPerson } from '../accounts/current-person.js';

const TICKETS_AT_ONCE = 50;

export type MoveDeps = ChangeDeps & Pick<AppDeps, 'users' | 'mergedTraces'>;

/** The place of each thing, and how many were moved. */
interface Move {
  readonly merge: PersonMerge;
  /** The account that has them now, and the one that gets them. */
  readonly fromId: string;
  readonly to: PersonRef;
  readonly isUndo: boolean;
}

/**
 * Moves tickets, comments, files, drafts, notifications and conversations of a merged account to the other one, or back after an
 * undo.
 * Idempotent: a repeat moves what was written since. It ends early when the merge changes its direction.
 * @returns the number of moved tickets and comments
 */
export async function moveTraces(
  deps: MoveDeps,
  accountId: string,
  signal: AbortSignal,
): Promise<{ readonly moved: number }> {
  const move = await moveOf(deps, accountId);
  if (move === null) return { moved: 0 };
  const { merge, isUndo } = move;
  let tickets = 0;
  for (let after: string | null = null; ;) {
    const batch: readonly Ticket[] = await ticketsOf(deps, move, after);
    for (const ticket of batch) {
      signal.throwIfAborted();
      if (await moveTicket(deps, ticket, move)) tickets += 1;
    }
    after = batch.at(-1)?.id ?? null;
    if (after === null) break;
    if (!(await isStillOn(deps, accountId, move))) return { moved: tickets };
  }
  let comments = 0;
  for (let count = await moveComments(deps, move); count > 0; count = await moveComments(deps, move)) {
    signal.throwIfAborted();
    comments += count;
  }
  if (await isStillOn(deps, accountId, move)) await moveBelongings(deps, move);
  const from = isUndo ? 'undoing' : 'moving';
  const to = isUndo ? 'undone' : 'done';
  await deps.mergedTraces.note(accountId, { mergeId: merge.id, from: [from, to], to, tickets, comments });
  return { moved: tickets + comments };
}

async function moveOf({ users }: Pick<MoveDeps, 'users'>, accountId: string): Promise<Move | null> {
  const account = await users.find(accountId);
  if (account === null || account.erasedAt !== null || account.merge === null) return null;
  const { merge } = account;
  if (!isMergedAway(account)) {
    return { merge, fromId: merge.intoId, to: account, isUndo: true };
  }
  const into = await currentPerson(users, merge.intoId);
  return into === null ? null : { merge, fromId: accountId, to: into, isUndo: false };
}

async function isStillOn(deps: MoveDeps, accountId: string, { merge, isUndo }: Move): Promise<boolean> {
  const now = await moveOf(deps, accountId);
  return now !== null && now.merge.id === merge.id && now.isUndo === isUndo;
}

/** Tickets that have moved are no longer those of the account. The way back goes over all of them once. */
function ticketsOf(
  { mergedTraces }: MoveDeps,
  { merge, fromId, isUndo }: Move,
  after: string | null,
): Promise<readonly Ticket[]> {
  return isUndo
    ? mergedTraces.ticketsMovedBy(merge.id, after, TICKETS_AT_ONCE)
    : mergedTraces.ticketsOf(fromId, TICKETS_AT_ONCE);
}

function moveComments({ mergedTraces }: MoveDeps, { merge, fromId, to, isUndo }: Move): Promise<number> {
  return isUndo ? mergedTraces.returnComments(merge.id, to) : mergedTraces.moveComments(merge.id, fromId, to);
}

function moveBelongings({ mergedTraces }: MoveDeps, { merge, fromId, to, isUndo }: Move): Promise<void> {
  return isUndo
    ? mergedTraces.returnBelongings(merge.id, fromId, to.id)
    : mergedTraces.moveBelongings(merge.id, fromId, to.id);
}

async function moveTicket(deps: MoveDeps, { id: reference }: Ticket, move: Move): Promise<boolean> {
  let isMoved = false;
  const { merge, fromId, to, isUndo } = move;
  const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow' } as const;
  await changeUnlessDeleted(deps, request, (ticket) => {
    const after = isUndo
      ? requesterAfterUndo(ticket, merge.id, to)
      : requesterAfterMerge(ticket, { mergeId: merge.id, fromId, to });
    isMoved = after !== null;
    if (after === null) return null;
    const details = { reason: isUndo ? 'merge_undone' : 'merged_people', merge: merge.id };
    return {
      after,
      type: 'ticket.requester_changed',
      details: { ...details, from_id: ticket.requester.id, to_id: to.id },
    };
  });
  return isMoved;
}
