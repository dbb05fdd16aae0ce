import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import {
  addPlaces,
  FIRST_STEP,
  MAX_PASSES,
  REDACTION_STEPS,
  type Redaction,
} from '../../../domain/tickets/redaction.js';
import { changeTicket } from '../change-ticket.js';
import { removeCopies } from './copies.js';
import { afterStep, sumOf, type RedactionDeps } from './progress.js';
import { ticketsInScope } from './scope.js';
import { takeStep } from './steps.js';
import { openTarget, type RedactionTarget } from './target.js';

/** Progress for operators in the Temporal Web UI. The cursor to resume from is kept with the redaction. */
export interface RedactionNote {
  readonly step: string;
  readonly after: string | null;
}

interface Course {
  readonly note: (progress: RedactionNote) => void;
  readonly signal: AbortSignal;
}

/**
 * Removes what a redaction looks for from everything that is kept of its ticket and those that texts go to, some documents at
 * a time. Each step is written with the note of it, so that an attempt resumes where the one before was broken off, and
 * counts nothing twice. It passes over everything again until it finds nothing, for what was written behind it.
 *
 * Does nothing for a redaction that is over. Returns in how many places something was removed.
 */
export async function applyRedaction(
  deps: RedactionDeps,
  redactionId: string,
  { note, signal }: Course,
): Promise<{ readonly places: number }> {
  for (;;) {
    signal.throwIfAborted();
    const redaction = await deps.redactions.find(redactionId);
    if (redaction?.state !== 'running') return { places: redaction === null ? 0 : sumOf(redaction.places) };
    const target = openTarget(deps, redaction);
    if (target === null) {
      deps.logger.error({ redaction: redactionId }, 'redaction failed: its target cannot be unsealed');
      await endWith(deps, redaction, 'failed');
      continue;
    }
    const step = REDACTION_STEPS[redaction.cursor.step];
    note({ step: step ?? 'end', after: redaction.cursor.after });
    try {
      if (step === undefined) await endPass(deps, redaction, target);
      else await advance(deps, redaction, target, step);
    } catch (error) {
      // Another attempt, or an edit of a comment, was faster. The next round reads the present state.
      if (!(error instanceof DomainError) || error.code !== 'version_conflict') throw error;
    }
  }
}

async function advance(
  deps: RedactionDeps,
  redaction: Redaction,
  target: RedactionTarget,
  step: (typeof REDACTION_STEPS)[number],
): Promise<void> {
  const scope = await ticketsInScope(deps, redaction.ticketId);
  const ticketIds = [...new Set([redaction.ticketId, ...scope.map(({ id }) => id)])];
  const outcome = await takeStep(deps, { redaction, target, step, scope, ticketIds });
  if (outcome === 'written') return;
  await deps.redactions.commit({ before: redaction, after: afterStep(redaction, outcome) }, outcome.writes);
}

async function endPass(deps: RedactionDeps, redaction: Redaction, target: RedactionTarget): Promise<void> {
  const { hasFound, pass } = redaction.cursor;
  if (hasFound && pass < MAX_PASSES) {
    const cursor = { ...FIRST_STEP, pass: pass + 1 };
    const again = { ...redaction, cursor, revision: redaction.revision + 1 };
    await deps.redactions.commit({ before: redaction, after: again }, {});
    return;
  }
  const removed = await removeCopies(deps, redaction, target);
  await endWith(deps, { ...redaction, places: addPlaces(redaction.places, removed) }, 'done', redaction);
}

/** Forgets the target. The trail says what was found; where the ticket is deleted, there is none. */
async function endWith(
  deps: RedactionDeps,
  redaction: Redaction,
  state: 'done' | 'failed',
  before = redaction,
): Promise<void> {
  const now = deps.clock.now();
  const after: Redaction = {
    ...redaction,
    state,
    sealed: null,
    finishedAt: now,
    revision: redaction.revision + 1,
  };
  const { id, ticketId, commentId, places } = after;
  try {
    await changeTicket(deps, { reference: ticketId, actor: SYSTEM_ACTOR, origin: 'workflow' }, (ticket) => ({
      after: ticket,
      type: 'ticket.redaction_finished',
      details: { redaction_id: id, comment_id: commentId, state, places },
      isInternal: true,
      redaction: { before, after },
    }));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    await deps.redactions.commit({ before, after }, {});
  }
}
