import fc from 'fast-check';
import { workingMsBetween } from '../../../src/domain/sla/calendar/working-time.js';
import { PRIORITIES, type Priority } from '../../../src/domain/ticket-fields.js';
import { calendarCases, MS_PER_MINUTE } from './calendars.js';
import { keepClock, startClock } from '../../../src/domain/sla/sla-clock.js';
import type { SlaClock } from '../../../src/domain/sla/sla-milestone.js';
import { DEFAULT_POLICY, type SlaSubject, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { T0 } from '../tickets/builders.js';

/** A ticket as far as its clock is concerned. */
export type Clocked = SlaSubject & { readonly sla: SlaClock };

/** An open ticket of that hour. */
export function clocked(terms: SlaTerms, fields: Partial<SlaSubject> = {}, at: Date = T0): Clocked {
  const subject: SlaSubject = {
    status: 'open',
    priority: 'medium',
    category: 'other',
    team: null,
    ...fields,
  };
  return { ...subject, sla: startClock(terms, subject, at) };
}

/** The ticket after a change, its clock after it. */
export function moved(terms: SlaTerms, before: Clocked, change: Partial<Clocked>, at: Date): Clocked {
  const after = { ...before, ...change };
  return { ...after, sla: keepClock(terms, before, after, at) };
}

/** Any calendar, with targets of a share of its week, so that they lie within reach. */
export const termsCases = fc.tuple(calendarCases, fc.boolean()).map(([drawn, firstResponsePauses]) => {
  const { calendar, at, weekMs } = drawn;
  const minutes = weekMs / MS_PER_MINUTE;
  const of = (share: number) => ({
    firstResponseMinutes: minutes * share,
    resolutionMinutes: 4 * minutes * share,
  });
  const targets = { urgent: of(0.1), high: of(0.3), medium: of(0.7), low: of(1.5) };
  return {
    terms: { policy: { ...DEFAULT_POLICY, firstResponsePauses, targets }, calendar } satisfies SlaTerms,
    at,
  };
});

type Step = { readonly afterMs: number } & (
  | { readonly kind: 'toggle' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'priority'; readonly to: Priority }
);

export const afterMs = fc.nat({ max: 5 * 86_400_000 });
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    afterMs.map((after) => ({ kind: 'toggle', afterMs: after }) as const),
    afterMs.map((after) => ({ kind: 'reopen', afterMs: after }) as const),
    fc
      .record({ afterMs, to: fc.constantFrom(...PRIORITIES) })
      .map((change) => ({ kind: 'priority', ...change }) as const),
  ),
  { maxLength: 8 },
);

/** Carries a ticket through the steps, and counts beside it, by itself, the working time in which each promise ran. */
export function lived(terms: SlaTerms, start: Date, all: readonly Step[]) {
  let ticket = clocked(terms, {}, start);
  let now = start;
  const ranMs = { firstResponse: 0, resolution: 0 };
  const to = (change: Partial<Clocked>) => (ticket = moved(terms, ticket, change, now));
  for (const step of all) {
    const next = new Date(now.getTime() + step.afterMs);
    const passedMs = workingMsBetween(terms.calendar, now, next);
    const isWaiting = ticket.status === 'waiting_on_user';
    if (!isWaiting) ranMs.resolution += passedMs;
    if (!isWaiting || !terms.policy.firstResponsePauses) ranMs.firstResponse += passedMs;
    now = next;
    if (step.kind === 'priority') to({ priority: step.to });
    else if (step.kind === 'toggle')
      to({ status: ticket.status === 'waiting_on_user' ? 'in_progress' : 'waiting_on_user' });
    else {
      to({ status: 'resolved' });
      to({ status: 'in_progress' });
    }
  }
  return { ticket, now, ranMs };
}
