import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingMs, workingMsBetween } from '../../../src/domain/sla/calendar/working-time.js';
import { remainingSeconds } from '../../../src/domain/sla/sla-clock.js';
import { unrecordedBreaches, nextDueAt, workOff } from '../../../src/domain/sla/sla-due.js';
import { hasBreached, paceOf, type SlaClock } from '../../../src/domain/sla/sla-milestone.js';
import type { SlaTerms } from '../../../src/domain/sla/sla.js';
import { PRIORITIES } from '../../../src/domain/ticket-fields.js';
import { afterMs, clocked, lived, moved, steps, termsCases, type Clocked } from '../../support/sla/clocks.js';

/** The targets that begin with the ticket. */
const FIXED_TARGETS = ['firstResponse', 'resolution'] as const;
type FixedTarget = (typeof FIXED_TARGETS)[number];

const options = { numRuns: 500 };

describe('property: the SLA clock', () => {
  it('counts exactly the working time in which it ran', () => {
    fc.assert(
      fc.property(termsCases, steps, ({ terms, at }, all) => {
        const { ticket, now, ranMs } = lived(terms, at, all);
        for (const target of FIXED_TARGETS) {
          expect(usedMs(terms, ticket.sla, target, now)).toBe(ranMs[target]);
        }
      }),
      options,
    );
  });

  it('is due at the end of its remaining working time, unless it was missed', () => {
    fc.assert(
      fc.property(termsCases, steps, ({ terms, at }, all) => {
        const { ticket, now } = lived(terms, at, all);
        const running = FIXED_TARGETS.filter((target) => paceOf(ticket.sla, target).state === 'running');
        if (running.length === 0) expect(nextDueAt(ticket.sla)).toBeNull();
        const missed = unrecordedBreaches(ticket.sla, now);
        for (const target of running) {
          const { dueAt, ongoing } = ticket.sla[target];
          if (missed.includes(target)) {
            expect(dueAt.getTime()).toBeLessThanOrEqual(now.getTime());
          } else {
            const restMs = ongoing!.dueAfterMs - usedMs(terms, ticket.sla, target, now);
            expect(dueAt).toEqual(addWorkingMs(terms.calendar, now, restMs));
            expect(remainingSeconds(terms, ticket.sla, target, now)).toBe(Math.round(restMs / 1000));
          }
        }
      }),
      options,
    );
  });

  it('a pause of any length does not change the remaining time of the targets that it pauses', () => {
    fc.assert(
      fc.property(termsCases, afterMs, afterMs, ({ terms, at }, runs, pauses) => {
        const paused = moved(terms, clocked(terms, {}, at), { status: 'waiting_on_user' }, later(at, runs));
        const resumed = moved(terms, paused, { status: 'in_progress' }, later(at, runs + pauses));
        const pausing = terms.policy.firstResponsePauses ? FIXED_TARGETS : (['resolution'] as const);
        for (const target of pausing) {
          const left = remainingSeconds(terms, paused.sla, target, later(at, runs + pauses));
          expect(remainingSeconds(terms, resumed.sla, target, later(at, runs + pauses))).toBe(left);
        }
      }),
      options,
    );
  });

  it('a due first response does not pause with the ticket, unless the policy says so', () => {
    fc.assert(
      fc.property(termsCases, afterMs, afterMs, ({ terms, at }, runs, waits) => {
        const start = clocked(terms, {}, at);
        const waiting = moved(terms, start, { status: 'waiting_on_user' }, later(at, runs));
        const now = later(at, runs + waits);
        const asIf = terms.policy.firstResponsePauses ? later(at, runs) : now;
        expect(remainingSeconds(terms, waiting.sla, 'firstResponse', now)).toBe(
          remainingSeconds(terms, start.sla, 'firstResponse', asIf),
        );
        fc.pre(!terms.policy.firstResponsePauses);
        expect(unrecordedBreaches(waiting.sla, now).includes('firstResponse')).toBe(
          unrecordedBreaches(start.sla, now).includes('firstResponse'),
        );
      }),
      options,
    );
  });

  it('two changes at one instant have the same result in either order', () => {
    const change = fc.constantFrom<Partial<Clocked>>(
      { priority: 'urgent' },
      { priority: 'low' },
      { status: 'waiting_on_user' },
      { status: 'in_progress' },
    );
    fc.assert(
      fc.property(termsCases, afterMs, change, change, ({ terms, at }, runs, one, other) => {
        fc.pre(Object.keys(one)[0] !== Object.keys(other)[0]);
        const now = later(at, runs);
        const start = clocked(terms, {}, at);
        // At the due instant itself, what comes first decides whether it was missed.
        fc.pre([start.sla.firstResponse, start.sla.resolution].every(({ dueAt }) => +dueAt !== +now));
        const [a, b] = [
          moved(terms, moved(terms, start, one, now), other, now),
          moved(terms, moved(terms, start, other, now), one, now),
        ];
        expect(a.sla).toEqual(b.sla);
        expect(moved(terms, start, { ...one, ...other }, now).sla).toEqual(a.sla);
      }),
      options,
    );
  });

  it('raising and lowering the priority has no effect, with any events in between', () => {
    const between = fc.array(fc.tuple(afterMs, fc.boolean()), { maxLength: 4 });
    fc.assert(
      fc.property(
        termsCases,
        steps,
        fc.constantFrom(...PRIORITIES),
        between,
        fc.boolean(),
        ({ terms, at }, all, up, moves, isWatched) => {
          const { ticket, now: start } = lived(terms, at, all);
          fc.pre(PRIORITIES.indexOf(up) > PRIORITIES.indexOf(ticket.priority));
          let [slipped, straight, now] = [moved(terms, ticket, { priority: up }, start), ticket, start];
          const watched = (each: Clocked) =>
            isWatched ? { ...each, sla: workOff(terms, each.sla, later(now, 1)) } : each;
          for (const [ms, isWaiting] of moves) {
            [slipped, straight] = [watched(slipped), watched(straight)];
            now = later(now, ms + 1);
            [slipped, straight] = [watched(slipped), watched(straight)];
            const status = isWaiting ? 'waiting_on_user' : 'in_progress';
            slipped = moved(terms, slipped, { status }, now);
            straight = moved(terms, straight, { status }, now);
          }
          const back = moved(terms, slipped, { priority: ticket.priority }, now);
          // The same time counted, so that both are read at one instant.
          const same = moved(terms, straight, { team: 'another' }, now);
          for (const target of FIXED_TARGETS) {
            expect(promiseOf(back.sla, target, now)).toEqual(promiseOf(same.sla, target, now));
          }
        },
      ),
      options,
    );
  });

  it('a missed target does not change', () => {
    fc.assert(
      fc.property(termsCases, steps, ({ terms, at }, all) => {
        const start = clocked(terms, { priority: 'medium' }, at);
        const due = start.sla.firstResponse.dueAt;
        const late = {
          ...lived(terms, at, [{ kind: 'priority', to: 'medium', afterMs: +due - +at + 1 }, ...all]),
        };
        expect(late.ticket.sla.firstResponse.dueAt).toEqual(due);
        expect(unrecordedBreaches(late.ticket.sla, late.now)).toContain('firstResponse');
      }),
      options,
    );
  });
});

/** What is promised, and whether it is broken; not when somebody noticed that, and whom they warned. */
function promiseOf(clock: SlaClock, target: FixedTarget, now: Date) {
  const { dueAt, ongoing } = clock[target];
  const { isWarned: _, ...cycle } = ongoing!;
  const isBroken = hasBreached(clock[target]) || unrecordedBreaches(clock, now).includes(target);
  return { dueAt, cycle, isBroken };
}

/** Working time used of a promise, what is not written down yet included. */
function usedMs(terms: SlaTerms, clock: SlaClock, target: FixedTarget, now: Date): number {
  const { state, since } = paceOf(clock, target);
  const sinceMs = state === 'running' ? workingMsBetween(terms.calendar, since, now) : 0;
  return clock[target].ongoing!.workedMs + sinceMs;
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
