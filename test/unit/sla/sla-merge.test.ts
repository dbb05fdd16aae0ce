import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';

import {
  unrecordedBreaches,
  nextDueStep,
  recordBreach,
  recordStep,
} from '../../../src/domain/sla/sla-due.js';
import { recordFirstResponse } from '../../../src/domain/sla/sla-response.js';
import { carriedOver } from '../../../src/domain/sla/sla-merge.js';
import { hasBreached, type SlaClock } from '../../../src/domain/sla/sla-milestone.js';
import { verdictOf } from '../../../src/domain/policy-changes/sla-replay.js';
import { DEFAULT_POLICY, type SlaPolicy, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { aStep, minutes } from '../../support/tickets/builders.js';
import { clocked, lived, moved, steps, termsCases, type Clocked } from '../../support/sla/clocks.js';

const terms = termsOf({});

function termsOf(policy: Partial<SlaPolicy>): SlaTerms {
  return { policy: { ...DEFAULT_POLICY, warnAtShare: null, ...policy }, calendar: ALWAYS };
}

function merged(gone: Clocked, into: Clocked, minute: number, by = terms): SlaClock {
  return carriedOver({ terms: by, sla: gone.sla }, { terms: by, sla: into.sla }, minutes(minute));
}

const answered = (ticket: Clocked, minute: number): Clocked =>
  moved(terms, ticket, { sla: recordFirstResponse(ticket.sla, minutes(minute)) }, minutes(minute));

const LINK = {
  id: 'link-1',
  type: 'merged_into',
  direction: 'outward',
  ticket: { id: 'other', number: 'TKT-2026-000001', requester: { id: 'alice' } },
} as const;

describe('a ticket that is merged into another', () => {
  const gone = (...statuses: readonly Clocked['status'][]) =>
    statuses.reduce(
      (ticket, status) => moved(terms, ticket, { status, links: [LINK] }, minutes(30)),
      clocked(terms),
    );

  it('meets no target by the merge, and is not counted', () => {
    const { sla } = gone('in_progress', 'resolved', 'closed');
    expect(sla).toMatchObject({ state: 'none', firstResponse: { metAt: null }, resolution: { metAt: null } });
    for (const target of ['firstResponse', 'resolution'] as const)
      expect(verdictOf(sla, target, minutes(30))).toBe('dropped');
  });

  it('is not counted even if breached: the other ticket takes over the breach', () => {
    const late = moved(terms, clocked(terms), { status: 'closed', links: [LINK] }, minutes(300));
    expect(unrecordedBreaches(late.sla, minutes(300))).toEqual([]);
    expect(verdictOf(late.sla, 'firstResponse', minutes(300))).toBe('dropped');
  });

  it('meets its target if it is only resolved, or closed without a merge', () => {
    const resolved = moved(terms, clocked(terms), { status: 'resolved' }, minutes(30));
    expect(verdictOf(resolved.sla, 'resolution', minutes(30))).toBe('met');
    expect(moved(terms, resolved, { status: 'closed' }, minutes(40)).sla.state).toBe('stopped');
  });
});

describe('the surviving ticket', () => {
  it('counts the time since the earlier ticket was created', () => {
    const sla = merged(clocked(terms), clocked(terms, {}, minutes(60)), 90);
    expect(sla.firstResponse.dueAt).toEqual(minutes(240));
    expect(sla.resolution.dueAt).toEqual(minutes(1_440));
    expect(sla.resolution.ongoing?.startedAt).toEqual(minutes(0));
  });

  it('keeps its own time if that is longer, and its own targets', () => {
    const sla = merged(clocked(terms, {}, minutes(60)), clocked(terms), 90);
    expect(sla.resolution.dueAt).toEqual(minutes(1_440));
    const high = merged(clocked(terms), clocked(terms, { priority: 'high' }, minutes(60)), 90);
    expect(high.resolution.dueAt).toEqual(minutes(480));
    // Due as it comes, as by a new priority: nobody has broken the promise before it was made.
    expect(high.firstResponse.dueAt).toEqual(minutes(90));
  });

  it('does not count the pauses of the other ticket', () => {
    const paused = moved(terms, answered(clocked(terms), 1), { status: 'waiting_on_user' }, minutes(10));
    const sla = merged(paused, clocked(terms, {}, minutes(995)), 1_000);
    expect(sla.resolution.dueAt).toEqual(minutes(1_000 + 1_440 - 10));
    expect(sla.firstResponse.dueAt).toEqual(minutes(995 + 240));
  });

  it('takes over breaches of the other ticket, recorded or not, and their escalations', () => {
    const by = termsOf({ escalation: [aStep('notify_managers', 0), aStep('reassign', 100)] });
    const fresh = clocked(by, { priority: 'low' }, minutes(290));
    const unnoticed = merged(clocked(by), fresh, 300, by);
    expect(unrecordedBreaches(unnoticed, minutes(300))).toEqual(['firstResponse']);
    expect(unnoticed.firstResponse.dueAt).toEqual(minutes(240));

    const broken = recordBreach(by, clocked(by).sla, 'firstResponse', minutes(240));
    const sla = recordStep(by, broken, 'firstResponse');
    const noticed = merged({ ...clocked(by), sla }, fresh, 300, by);
    expect(unrecordedBreaches(noticed, minutes(300))).toEqual([]);
    expect(hasBreached(noticed.firstResponse)).toBe(true);
    expect(nextDueStep(by, noticed, minutes(339))).toBeNull();
    expect(nextDueStep(by, noticed, minutes(340))).toMatchObject({ index: 1 });
  });

  it('takes them over even if its own target was met or is paused', () => {
    const kept = answered(clocked(terms, {}, minutes(290)), 295);
    const sla = merged(clocked(terms), kept, 300);
    expect(verdictOf(sla, 'firstResponse', minutes(300))).toBe('breached');
    expect(unrecordedBreaches(sla, minutes(300))).toEqual(['firstResponse']);
    const paused = moved(
      termsOf({ firstResponsePauses: true }),
      clocked(terms, {}, minutes(100)),
      { status: 'waiting_on_user' },
      minutes(101),
    );
    expect(verdictOf(merged(clocked(terms), paused, 300), 'firstResponse', minutes(300))).toBe('breached');
  });

  it('does not count an answer on the other ticket', () => {
    const sla = merged(answered(clocked(terms), 10), clocked(terms, {}, minutes(60)), 90);
    expect(sla.firstResponse).toMatchObject({ metAt: null, dueAt: minutes(300) });
    expect(sla.resolution.dueAt).toEqual(minutes(1_440));
  });
});

describe('property: merging', () => {
  it('never gives more time, and never hides a breach', () => {
    fc.assert(
      fc.property(termsCases, steps, steps, ({ terms: by, at }, some, others) => {
        const [gone, into] = [lived(by, at, some), lived(by, at, others)];
        const now = gone.now > into.now ? gone.now : into.now;
        const from = { terms: by, sla: gone.ticket.sla };
        const after = carriedOver(from, { terms: by, sla: into.ticket.sla }, now);
        for (const target of ['firstResponse', 'resolution'] as const) {
          const isBroken = (clock: SlaClock) => verdictOf(clock, target, now) === 'breached';
          if (isBroken(gone.ticket.sla) || isBroken(into.ticket.sla)) expect(isBroken(after)).toBe(true);
          expect(after[target].dueAt.getTime()).toBeLessThanOrEqual(
            Math.max(into.ticket.sla[target].dueAt.getTime(), now.getTime()),
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
