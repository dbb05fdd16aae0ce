import { patched, workflowInfo } from '@temporalio/workflow';

/**
 * Every change of the commands of `ticketLifecycle`: its patch, which recorded histories name, and the shape of life that
 * first has it. A new change gets the next shape, and `LIFE_SHAPE` becomes that.
 */
const CHANGES = {
  followsRestoredTickets: { patch: 'a ticket that a restored database has taken back is followed', shape: 1 },
  serializesReruns: { patch: 're-runs of triage wait for each other', shape: 1 },
  wakesAfterReruns: { patch: 'a re-run of triage lets the ticket be looked at anew', shape: 1 },
  triagesLater: { patch: 'a ticket on fallback is triaged again when the AI has room', shape: 1 },
  batchesMails: {
    patch: 'mails wait for the assignment, and those of one look go out in one activity',
    shape: 1,
  },
  limitsMails: { patch: 'of the mails of a ticket so many are under way at most', shape: 1 },
} as const;

/** True unless the life began before this change and is replayed. */
export type HasChange = (change: keyof typeof CHANGES) => boolean;

/**
 * A life has every change of the shape that it began with, and needs no marker and no entry in `TemporalChangeVersion`
 * for it: two events of history and a write to Temporal's list of workflows each.
 *
 * A worker of a version before the shape leaves markers. A replay asks `patched` about them, which then matches each
 * marker, and adds none.
 */
export function changesOf(shapeAtStart = 0): HasChange {
  return (change) => {
    const { patch, shape } = CHANGES[change];
    if (shape > shapeAtStart) return patched(patch);
    if (workflowInfo().unsafe.isReplaying) patched(patch);
    return true;
  };
}
