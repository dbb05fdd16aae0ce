import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  isCancellation,
  log,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { TicketSnapshot } from '../src/domain/tickets/snapshot.js';
import type { TriageRerun } from '../src/domain/triage/rerun.js';
import { INITIAL_RUN } from '../src/domain/tickets/triage.js';
import { activitiesOfThisQueue } from './activities.js';
import {
  currentSnapshot,
  wake,
  rerunTriage,
  type TicketLifecycleInput,
} from './contracts/ticket-lifecycle.js';
import { LaterTriage } from './later-triage.js';
import { mailsGoTogether, MailDispatcher } from './mail-dispatcher.js';
import { msUntil } from './ms-until.js';
import { introduceToOperators, showToOperators } from './operator-view.js';

/**
 * The life of one ticket, from submission to the end: triage, assignment, mail, then looking again whenever something
 * happens or falls due. The ticket itself is in MongoDB; this holds only time and retries.
 */
export async function ticketLifecycle(input: TicketLifecycleInput): Promise<void> {
  const { ticketId, ticketNumber } = input;
  const activities = activitiesOfThisQueue();
  const mails = new MailDispatcher(activities);
  let look: TicketSnapshot | null = null;
  let shown: TicketSnapshot | null = null;
  let pokes = 0;
  let isTriaging = true;

  const later = new LaterTriage(ticketId, activities.triageLater, async (next) => {
    while (isTriaging) await condition(() => !isTriaging);
    isTriaging = true;
    try {
      take(look, next);
      take(look, await activities.assignTicket({ ticketId, reconsider: true }));
      pokes += 1;
    } finally {
      isTriaging = false;
    }
  });

  /** `before`: what was known when the step began. Where that still stands, an older ticket is one that has gone back. */
  function isLate(before: TicketSnapshot | null, next: TicketSnapshot): boolean {
    return look !== null && next.version < look.version && !(look === before && followsBack());
  }

  function take(before: TicketSnapshot | null, next: TicketSnapshot): TicketSnapshot {
    if (look !== null && isLate(before, next)) return look;
    mails.send(next.unsentDeliveries);
    return (look = next);
  }

  /** What triage has to say goes out with what the assignment, which follows at once, has to say. */
  function takeTriage(before: TicketSnapshot | null, next: TicketSnapshot): void {
    if (next.unsentDeliveries.length === 0 || !mailsGoTogether()) take(before, next);
    else if (!isLate(before, next)) look = next;
  }

  /** Says whether this run had an answer; a ticket that had one before keeps it, whatever becomes of this run. */
  async function triage(runId: string): Promise<TriageRerun['state']> {
    try {
      takeTriage(look, await activities.triageTicket({ ticketId, runId }));
      return 'done';
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      if (runId === INITIAL_RUN) later.noteFailure(error);
      log.warn('triage gave no answer, going on without', { runId, cause: error.cause?.message });
      takeTriage(look, await activities.fallBackTriage({ ticketId, runId }));
      return 'fallback';
    }
  }

  async function triageAnew(): Promise<void> {
    if (isTriaging) return;
    isTriaging = true;
    try {
      await triage(INITIAL_RUN);
      take(look, await activities.assignTicket({ ticketId }));
    } finally {
      isTriaging = false;
    }
  }

  setHandler(wake, ({ type }) => {
    if (type === 'restored') mails.forget();
    pokes += 1;
  });
  setHandler(currentSnapshot, () => look);
  setHandler(
    rerunTriage,
    async ({ requestId }): Promise<TriageRerun> => {
      await condition(() => !isTriaging);
      // The end of one run wakes all that wait for it.
      while (isTriaging && serializesReruns()) await condition(() => !isTriaging);
      isTriaging = true;
      try {
        const before = look;
        const state = await triage(requestId);
        const after = take(look, await activities.assignTicket({ ticketId, reconsider: true }));
        if (isPokedByReruns()) pokes += 1;
        return { state, changed: differs(before, after) };
      } finally {
        isTriaging = false;
      }
    },
    {
      validator: (_request) => {
        if (look?.isOver === true)
          throw ApplicationFailure.nonRetryable('The ticket is over.', 'workflow_ended');
      },
    },
  );

  introduceToOperators(ticketNumber);
  if (input.isContinued === true) {
    take(look, await activities.advanceTicket({ ticketId }));
  } else {
    await triage(INITIAL_RUN);
    take(look, await activities.assignTicket({ ticketId }));
  }
  isTriaging = false;

  let seen = 0;
  for (let now = known(look); !now.isOver; now = known(look)) {
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof ticketLifecycle>({ ticketId, ticketNumber, isContinued: true });
    }
    later.begin(now);
    shown = showToOperators(ticketNumber, shown, now);
    await untilNextLook(now, () => pokes > seen);
    seen = pokes;
    take(look, await activities.advanceTicket({ ticketId }));
    if (known(look).triageState === 'pending' && followsBack()) await triageAnew();
  }

  showToOperators(ticketNumber, shown, known(look));
  await mails.end();
  await condition(allHandlersFinished);
}

/** A database that is restored from a backup takes tickets back to where they were, perhaps to before their triage. */
function followsBack(): boolean {
  return patched('a ticket that a restored database has taken back is followed');
}

/** At most one run of triage at a time, however many are asked for. */
function serializesReruns(): boolean {
  return patched('re-runs of triage wait for each other');
}

/** Another priority has other deadlines, and nobody else tells the life of the ticket that waits for the old ones. */
function isPokedByReruns(): boolean {
  return patched('a re-run of triage lets the ticket be looked at anew');
}

async function untilNextLook(
  { nextLookAt, waitsFor }: TicketSnapshot,
  isPoked: () => boolean,
): Promise<void> {
  if (nextLookAt === null) return condition(isPoked);
  await condition(isPoked, msUntil(nextLookAt), {
    summary: `Look again at ${nextLookAt}; waits for ${waitsFor}`,
  });
}

function differs(before: TicketSnapshot | null, after: TicketSnapshot): boolean {
  const outcome = (look: TicketSnapshot | null) =>
    JSON.stringify([look?.priority, look?.category, look?.assigneeId, look?.triageState]);
  return outcome(before) !== outcome(after);
}

function known(look: TicketSnapshot | null): TicketSnapshot {
  if (look === null) throw ApplicationFailure.nonRetryable('The ticket was never looked at.');
  return look;
}
