import { MS_PER_MINUTE } from '../../../domain/time.js';
import type { SlaMilestone } from '../../../domain/sla/sla-milestone.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';

/** The clock as it was written before it counted working time: round the clock, without cycles. */
interface OldClock {
  readonly haltedAt?: Date | null;
  readonly since?: Date;
}

/** Converts the clock of a ticket from before cycles existed, so that it continues from its state. */
export function withClock(ticket: Ticket): Ticket {
  const old: OldClock & Ticket['sla'] = ticket.sla;
  if ((old.since as Date | undefined) !== undefined) return ticket;
  const since = old.haltedAt ?? ticket.createdAt;
  const firstResponse = toPromise(ticket, old.firstResponse, since);
  const resolution = toPromise(ticket, old.resolution, since);
  return { ...ticket, sla: { policy: old.policy, state: old.state, since, firstResponse, resolution } };
}

function toPromise(
  ticket: Ticket,
  { dueAt, metAt, breachedAt }: Pick<SlaMilestone, 'dueAt' | 'metAt' | 'breachedAt'>,
  since: Date,
): SlaMilestone {
  const dueAfterMs = dueAt.getTime() - ticket.createdAt.getTime();
  const cycle = {
    startedAt: ticket.createdAt,
    targetMinutes: dueAfterMs / MS_PER_MINUTE,
    dueAfterMs,
    workedMs: (metAt ?? since).getTime() - ticket.createdAt.getTime(),
    isWarned: true,
  };
  const breached = breachedAt !== null || (metAt !== null && metAt > dueAt);
  const stoppedAt = metAt ?? ticket.closedAt;
  return {
    dueAt,
    metAt,
    breachedAt,
    warnAt: null,
    stepsDone: 0,
    escalateAt: null,
    ongoing: stoppedAt === null ? cycle : null,
    completed: stoppedAt === null ? [] : [{ ...cycle, stoppedAt, dueAt, breached }],
  };
}
