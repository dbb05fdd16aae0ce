import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { TicketSnapshot } from '../src/domain/tickets/snapshot.js';
import { INITIAL_RUN } from '../src/domain/tickets/triage.js';
import { activitiesOfThisQueue } from './activities.js';
import type { TicketLifecycleInput } from './contracts/ticket-lifecycle.js';
import { msUntil } from './ms-until.js';
import { introduceToOperators, showToOperators } from './operator-view.js';
import { followsBack, TicketLife } from './ticket-life.js';

/**
 * The life of one ticket, from submission to the end:
 * triage, assignment, mail, then a check after every event and due time. The ticket itself is in MongoDB. The
 * workflow holds only time and retries.
 */
export async function ticketLifecycle(input: TicketLifecycleInput): Promise<void> {
  const { ticketId, ticketNumber } = input;
  const activities = activitiesOfThisQueue();
  const life = new TicketLife(ticketId, activities);
  life.listen();
  introduceToOperators(ticketNumber);

  if (input.isContinued === true) {
    life.take(life.latest, await activities.advanceTicket({ ticketId }));
  } else {
    await life.triage(INITIAL_RUN);
    life.take(life.latest, await activities.assignTicket({ ticketId }));
  }
  life.endFirstTurn();

  let shown: TicketSnapshot | null = null;
  for (let now = life.snapshot; !now.isOver; now = life.snapshot) {
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof ticketLifecycle>({ ticketId, ticketNumber, isContinued: true });
    }
    life.later.begin(now);
    shown = showToOperators(ticketNumber, shown, now);
    await untilNextLook(now, life.isWoken);
    life.noteWakes();
    life.take(life.latest, await activities.advanceTicket({ ticketId }));
    if (life.snapshot.triageState === 'pending' && followsBack()) await life.triageAnew();
  }

  showToOperators(ticketNumber, shown, life.snapshot);
  await life.mails.end();
  await condition(allHandlersFinished);
}

async function untilNextLook(
  { nextLookAt, waitsFor }: TicketSnapshot,
  isWoken: () => boolean,
): Promise<void> {
  if (nextLookAt === null) return condition(isWoken);
  await condition(isWoken, msUntil(nextLookAt), {
    summary: `Look again at ${nextLookAt}; waits for ${waitsFor}`,
  });
}
