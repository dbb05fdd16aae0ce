import { describe, expect, it } from '@jest/globals';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { keepClock, remainingSeconds, startClock } from '../../../src/domain/sla/sla-clock.js';
import { recordFirstResponse } from '../../../src/domain/sla/sla-response.js';
import {
  unrecordedBreaches,
  newWarnings,
  nextDueAt,
  nextDueStep,
  recordBreach,
  recordStep,
  recordWarning,
} from '../../../src/domain/sla/sla-due.js';
import { hasBreached, type SlaClock } from '../../../src/domain/sla/sla-milestone.js';
import { verdictOf } from '../../../src/domain/policy-changes/sla-replay.js';
import { DEFAULT_POLICY, targetsFor, type SlaPolicy, type SlaTerms } from '../../../src/domain/sla/sla.js';
import type { Status } from '../../../src/domain/ticket-fields.js';
import { aStep, minutes, T0 } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';
import { clocked, moved, type Clocked } from '../../support/sla/clocks.js';

const terms: SlaTerms = { policy: { ...DEFAULT_POLICY, warnAtShare: null }, calendar: ALWAYS };

/** Those of a desk whose first response waits with the ticket. */
const patient: SlaTerms = { ...terms, policy: { ...terms.policy, firstResponsePauses: true } };

function termsOf(policy: Partial<SlaPolicy>): SlaTerms {
  return { ...terms, policy: { ...terms.policy, ...policy } };
}

const left = (ticket: Clocked, target: 'firstResponse' | 'resolution', at: Date, by = terms) =>
  remainingSeconds(by, ticket.sla, target, at);

/** Through these statuses at these minutes. */
function life(by: SlaTerms, ...steps: [Status, number][]): Clocked {
  return steps.reduce(
    (ticket, [status, minute]) => moved(by, ticket, { status }, minutes(minute)),
    clocked(by),
  );
}

describe('SLA clock', () => {
  it.each([
    ['urgent', 15, 240],
    ['high', 60, 480],
    ['medium', 240, 1440],
    ['low', 480, 4320],
  ] as const)('%s: first response %d min, resolution %d min', (priority, response, resolution) => {
    const { sla } = clocked(terms, { priority });
    expect(sla.firstResponse.dueAt).toEqual(minutes(response));
    expect(sla.resolution.dueAt).toEqual(minutes(resolution));
  });

  it('does not run while paused, and then continues with the remaining time', () => {
    const paused = moved(terms, answered(clocked(terms), 50), { status: 'waiting_on_user' }, minutes(100));
    expect(paused.sla.state).toBe('paused');
    expect(left(paused, 'resolution', minutes(5_000))).toBe(1_340 * 60);
    expect(unrecordedBreaches(paused.sla, minutes(5_000))).toEqual([]);
    expect(nextDueAt(paused.sla)).toBeNull();
    const resumed = moved(terms, paused, { status: 'in_progress' }, minutes(5_000));
    expect(left(resumed, 'resolution', minutes(5_000))).toBe(1_340 * 60);
    expect(nextDueAt(resumed.sla)).toEqual(minutes(6_340));
  });

  it('pauses in the statuses that the policy names', () => {
    const sleepy = termsOf({ pauseStatuses: ['open'] });
    expect(clocked(sleepy).sla).toMatchObject({ state: 'paused', since: T0 });
    const begun = moved(sleepy, clocked(sleepy), { status: 'in_progress' }, minutes(60));
    expect(begun.sla.firstResponse.dueAt).toEqual(minutes(300));
    const waiting = moved(sleepy, begun, { status: 'waiting_on_user' }, minutes(90));
    expect(waiting.sla.state).toBe('running');
  });

  it('a reopened ticket gets the rest of its time', () => {
    const resolved = life(terms, ['in_progress', 10], ['resolved', 1_000]);
    expect(resolved.sla).toMatchObject({ state: 'stopped', resolution: { metAt: minutes(1_000) } });
    expect(left(resolved, 'resolution', minutes(2_000))).toBeNull();
    const reopened = moved(terms, resolved, { status: 'in_progress' }, minutes(3_000));
    expect(reopened.sla.resolution).toMatchObject({ dueAt: minutes(3_440), metAt: null, breachedAt: null });
    // The answer that was never given has as long as was left of its time, too.
    expect(unrecordedBreaches(reopened.sla, minutes(3_000))).toEqual(['firstResponse']);
  });

  it('keeps the cycles', () => {
    const twice = life(
      terms,
      ['in_progress', 10],
      ['resolved', 100],
      ['in_progress', 200],
      ['resolved', 300],
    );
    const { completed, ongoing } = twice.sla.resolution;
    expect(ongoing).toBeNull();
    expect(completed).toMatchObject([
      {
        startedAt: T0,
        stoppedAt: minutes(100),
        workedMs: 100 * 60_000,
        targetMinutes: 1_440,
        breached: false,
      },
      {
        startedAt: minutes(200),
        stoppedAt: minutes(300),
        workedMs: 200 * 60_000,
        dueAt: minutes(1_540),
        breached: false,
      },
    ]);
  });

  it('a reopened ticket has the target of its current priority', () => {
    const resolved = life(terms, ['in_progress', 10], ['resolved', 100]);
    const raised = moved(terms, resolved, { priority: 'high' }, minutes(150));
    expect(raised.sla.resolution.metAt).toEqual(minutes(100));
    const reopened = moved(terms, raised, { status: 'in_progress' }, minutes(200));
    expect(reopened.sla.resolution.dueAt).toEqual(minutes(200 + 480 - 100));
  });

  it('notices a breach at the due instant, once', () => {
    const { sla } = clocked(terms);
    expect(unrecordedBreaches(sla, minutes(239.9))).toEqual([]);
    expect(unrecordedBreaches(sla, minutes(240))).toEqual(['firstResponse']);
    const recorded = recordBreach(terms, sla, 'firstResponse', minutes(241));
    expect(unrecordedBreaches(recorded, minutes(300))).toEqual([]);
    expect(nextDueAt(recorded)).toEqual(minutes(1_440));
  });

  it('finds both breaches after a long outage, also for actions that were late', () => {
    expect(unrecordedBreaches(clocked(terms).sla, minutes(9_999))).toEqual(['firstResponse', 'resolution']);
    const resolved = life(terms, ['in_progress', 10], ['resolved', 2_000]);
    expect(unrecordedBreaches(resolved.sla, minutes(9_999))).toEqual(['firstResponse', 'resolution']);
    expect(resolved.sla.resolution.dueAt).toEqual(minutes(1_440));
    const cancelled = life(terms, ['cancelled', 300]);
    expect(unrecordedBreaches(cancelled.sla, minutes(9_999))).toEqual(['firstResponse']);
  });

  it('a missed target keeps its due time through a pause and a new priority', () => {
    const paused = life(terms, ['waiting_on_user', 300], ['in_progress', 900]);
    const lowered = moved(terms, paused, { priority: 'low' }, minutes(910));
    expect(lowered.sla.firstResponse.dueAt).toEqual(minutes(240));
    expect(left(lowered, 'firstResponse', minutes(910))).toBe(-670 * 60);
    expect(lowered.sla.resolution.dueAt).toEqual(minutes(4_320 + 600));
  });

  it.each([
    [239, false],
    [240, false],
    [241, true],
  ])('an answer after %d minutes is a breach: %s', (minute, isLate) => {
    expect(hasBreached(answered(clocked(terms), minute).sla.firstResponse)).toBe(isLate);
  });

  it('a late answer is no breach while the clock is paused', () => {
    const answer = answered(life(patient, ['waiting_on_user', 100]), 9_000);
    expect(hasBreached(answer.sla.firstResponse)).toBe(false);
    expect(answer.sla.firstResponse.completed).toMatchObject([{ workedMs: 100 * 60_000 }]);
  });

  it('only the first answer counts', () => {
    const again = recordFirstResponse(answered(clocked(terms), 1).sla, minutes(50));
    expect(again.firstResponse.metAt).toEqual(minutes(1));
  });

  it('keeps elapsed time when the priority changes', () => {
    const raised = moved(terms, clocked(terms), { priority: 'urgent' }, minutes(5));
    expect(raised.sla.firstResponse.dueAt).toEqual(minutes(15));
    const met = moved(terms, answered(clocked(terms), 1), { priority: 'urgent' }, minutes(5));
    expect(met.sla.firstResponse.dueAt).toEqual(minutes(240));
    expect(met.sla.resolution.dueAt).toEqual(minutes(240));
  });

  it('a target whose time is already used up is due when it is set, not before', () => {
    const raised = moved(terms, clocked(terms), { priority: 'urgent' }, minutes(100));
    expect(raised.sla.firstResponse.dueAt).toEqual(minutes(100));
    expect(unrecordedBreaches(raised.sla, minutes(100))).toEqual(['firstResponse']);
    expect(left(raised, 'firstResponse', minutes(100))).toBe(0);
  });

  it('takes the targets of the first exception that fits', () => {
    const brief = { high: { firstResponseMinutes: 5, resolutionMinutes: 50 } };
    const exceptions = [
      { category: 'network', team: 'vip', targets: brief },
      {
        category: null,
        team: 'vip',
        targets: { medium: { firstResponseMinutes: 7, resolutionMinutes: 70 } },
      },
    ] as const;
    const policy = { ...DEFAULT_POLICY, exceptions };
    const minutesOf = (subject: object) =>
      targetsFor(policy, { priority: 'high', category: 'network', team: 'vip', ...subject })
        .firstResponseMinutes;
    expect(minutesOf({})).toBe(5);
    expect(minutesOf({ category: 'email' })).toBe(60);
    expect(minutesOf({ priority: 'medium', category: 'email' })).toBe(7);
    expect(minutesOf({ priority: 'medium', team: null })).toBe(240);
    const by = termsOf({ exceptions });
    expect(moved(by, clocked(by), { team: 'vip' }, minutes(2)).sla.resolution.dueAt).toEqual(minutes(70));
  });
});

describe('a first response that is still due', () => {
  it('is not paused by waiting for the requester without an answer', () => {
    const parked = life(terms, ['in_progress', 0.5], ['waiting_on_user', 1]);
    expect(parked.sla.state).toBe('paused');
    expect(left(parked, 'firstResponse', minutes(100))).toBe(140 * 60);
    expect(nextDueAt(parked.sla)).toEqual(minutes(240));
    expect(unrecordedBreaches(parked.sla, minutes(7 * 1_440))).toEqual(['firstResponse']);
    expect(verdictOf(parked.sla, 'firstResponse', minutes(7 * 1_440))).toBe('breached');
    expect(left(parked, 'resolution', minutes(7 * 1_440))).toBe(1_439 * 60);
  });

  it('is warned of and escalated while the ticket waits', () => {
    const steep = termsOf({ warnAtShare: 0.5, escalation: [aStep('notify_managers', 10)] });
    const parked = life(steep, ['waiting_on_user', 1]);
    expect(newWarnings(parked.sla, minutes(120))).toEqual(['firstResponse']);
    expect(newWarnings(parked.sla, minutes(1_200))).toEqual([]);
    const broken = recordBreach(steep, parked.sla, 'firstResponse', minutes(240));
    expect(nextDueAt(broken)).toEqual(minutes(250));
    expect(nextDueStep(steep, broken, minutes(250))).toMatchObject({ target: 'firstResponse' });
  });

  it('is met by an answer while the clock is paused', () => {
    const late = answered(life(terms, ['waiting_on_user', 1]), 241);
    expect(late.sla.firstResponse.completed).toMatchObject([{ workedMs: 241 * 60_000, breached: true }]);
    const early = answered(life(terms, ['waiting_on_user', 1]), 239);
    expect(early.sla.firstResponse.completed).toMatchObject([{ workedMs: 239 * 60_000, breached: false }]);
    expect(early.sla.firstResponseSince).toBeUndefined();
    expect(nextDueAt(early.sla)).toBeNull();
    const resumed = moved(terms, early, { status: 'in_progress' }, minutes(500));
    expect(resumed.sla.resolution.dueAt).toEqual(minutes(1_440 + 499));
  });

  it('is breached if no answer came, also if the ticket was resolved without one', () => {
    const gone = life(terms, ['waiting_on_user', 1], ['resolved', 9_000], ['closed', 13_000]);
    expect(verdictOf(gone.sla, 'firstResponse', minutes(13_000))).toBe('breached');
    const unseen = life(terms, ['waiting_on_user', 1], ['resolved', 9_000]);
    expect(unrecordedBreaches(unseen.sla, minutes(9_000))).toEqual(['firstResponse']);
  });

  it('counts a resolution for lack of an answer only after a first answer', () => {
    const by = termsOf({
      targets: {
        ...DEFAULT_POLICY.targets,
        medium: { firstResponseMinutes: 90_000, resolutionMinutes: 90_000 },
      },
    });
    const end = { status: 'resolved', resolutionCode: 'no_answer' } as const;
    const verdictAfter = (ticket: Clocked) =>
      verdictOf(moved(by, ticket, end, minutes(9_000)).sla, 'resolution', minutes(9_000));
    expect(verdictAfter(life(by, ['waiting_on_user', 1]))).toBe('dropped');
    const sla = recordFirstResponse(life(by, ['in_progress', 1]).sla, minutes(2));
    const said = moved(by, life(by, ['in_progress', 1]), { sla }, minutes(2));
    expect(verdictAfter(moved(by, said, { status: 'waiting_on_user' }, minutes(3)))).toBe('met');
  });

  it('continues without a gap when the ticket continues', () => {
    const through = life(terms, ['waiting_on_user', 10], ['in_progress', 30], ['waiting_on_user', 40]);
    expect(through.sla.firstResponse.dueAt).toEqual(minutes(240));
    const resolved = moved(terms, through, { status: 'resolved' }, minutes(60));
    const reopened = moved(terms, resolved, { status: 'in_progress' }, minutes(1_060));
    expect(reopened.sla.firstResponse.dueAt).toEqual(minutes(1_240));
    expect(reopened.sla.resolution.dueAt).toEqual(minutes(1_060 + 1_440 - 20));
  });

  it('pauses if the policy says so, and on tickets that an earlier version paused', () => {
    const still = life(patient, ['waiting_on_user', 1]);
    expect(verdictOf(still.sla, 'firstResponse', minutes(9_000))).toBe('pending');
    const stored = still.sla;
    expect(stored.firstResponseSince).toBeUndefined();
    const old = moved(terms, { ...still, sla: stored }, { priority: 'high' }, minutes(9_000));
    expect(left(old, 'firstResponse', minutes(9_000))).toBe(59 * 60);
    const resumed = moved(terms, old, { status: 'in_progress' }, minutes(9_000));
    expect(resumed.sla.firstResponse.dueAt).toEqual(minutes(9_059));
  });
});

/** Monday to Friday, nine to five in Berlin; T0 is a Monday, 09:00. */
describe('SLA clock in office hours', () => {
  const office: SlaTerms = { ...terms, calendar: officeHours() };
  const monday = (time: string) => new Date(`2026-03-02T${time}:00+01:00`);

  it('is due in working time only', () => {
    const { sla } = clocked(office, { priority: 'medium' }, monday('16:00'));
    expect(sla.firstResponse.dueAt).toEqual(new Date('2026-03-03T12:00:00+01:00'));
    expect(sla.resolution.dueAt).toEqual(new Date('2026-03-05T16:00:00+01:00'));
  });

  it('counts nothing at night: remaining time, pauses and warnings', () => {
    const by = { ...office, policy: { ...office.policy, warnAtShare: 0.5, firstResponsePauses: true } };
    const ticket = clocked(by, { priority: 'medium' }, monday('16:00'));
    expect(left(ticket, 'firstResponse', monday('23:00'), by)).toBe(3 * 3_600);
    expect(ticket.sla.firstResponse.warnAt).toEqual(new Date('2026-03-03T10:00:00+01:00'));
    const paused = moved(by, ticket, { status: 'waiting_on_user' }, monday('20:00'));
    const resumed = moved(by, paused, { status: 'in_progress' }, new Date('2026-03-07T12:00:00+01:00'));
    expect(resumed.sla.firstResponse.dueAt).toEqual(new Date('2026-03-09T12:00:00+01:00'));
  });

  it('a target used up on a Saturday is due when work begins', () => {
    const saturday = new Date('2026-03-07T12:00:00+01:00');
    const ticket = clocked(office, { priority: 'low' }, monday('09:00'));
    const raised = moved(office, ticket, { priority: 'urgent' }, saturday);
    expect(raised.sla.resolution.dueAt).toEqual(new Date('2026-03-09T09:00:00+01:00'));
    expect(unrecordedBreaches(raised.sla, saturday)).not.toContain('resolution');
  });
});

describe('warnings', () => {
  const warning = termsOf({ warnAtShare: 0.8 });

  it('are due once, at the share of the target', () => {
    const { sla } = clocked(warning);
    expect(nextDueAt(sla)).toEqual(minutes(192));
    expect(newWarnings(sla, minutes(191))).toEqual([]);
    expect(newWarnings(sla, minutes(192))).toEqual(['firstResponse']);
    const warned = recordWarning(warning, sla, 'firstResponse', minutes(192));
    expect(newWarnings(warned, minutes(200))).toEqual([]);
    expect(nextDueAt(warned)).toEqual(minutes(240));
  });

  it('are due once for each cycle, through a pause and a new priority', () => {
    const warned = {
      ...clocked(warning),
      sla: recordWarning(warning, clocked(warning).sla, 'resolution', minutes(1_152)),
    };
    const steps: [Partial<Clocked>, number][] = [
      [{ status: 'waiting_on_user' }, 1_200],
      [{ status: 'in_progress' }, 1_300],
      [{ priority: 'low' }, 1_310],
    ];
    const later = steps.reduce((each, [change, at]) => moved(warning, each, change, minutes(at)), warned);
    expect(later.sla.resolution.warnAt).toBeNull();
    const resolved = moved(warning, later, { status: 'resolved' }, minutes(1_400));
    const reopened = moved(warning, resolved, { status: 'in_progress' }, minutes(1_500));
    expect(reopened.sla.resolution.warnAt).toEqual(minutes(1_500 + 4_320 * 0.8 - 1_300));
  });

  it('are not due after the breach', () => {
    const { sla } = clocked(warning);
    expect(newWarnings(sla, minutes(250))).toEqual([]);
    expect(recordBreach(warning, sla, 'firstResponse', minutes(250)).firstResponse.warnAt).toBeNull();
  });
});

describe('escalation', () => {
  const steep = termsOf({
    escalation: [aStep('notify_managers', 0), aStep('raise_priority', 30)],
  });
  const breached = () => recordBreach(steep, clocked(steep).sla, 'firstResponse', minutes(245));
  const dueAt = (clock: SlaClock, minute: number) => nextDueStep(steep, clock, minutes(minute));

  it('takes each step once, its minutes after the due time', () => {
    expect(dueAt(clocked(steep).sla, 300)).toBeNull();
    expect(dueAt(breached(), 245)).toMatchObject({ target: 'firstResponse', index: 0, dueAt: minutes(240) });
    const first = recordStep(steep, breached(), 'firstResponse');
    expect(dueAt(first, 269)).toBeNull();
    expect(nextDueAt(first)).toEqual(minutes(270));
    expect(dueAt(first, 270)).toMatchObject({ index: 1, step: { action: 'raise_priority' } });
    const second = recordStep(steep, first, 'firstResponse');
    expect(dueAt(second, 9_999)).toBeNull();
    expect(second.firstResponse).toMatchObject({ stepsDone: 2, escalateAt: null });
  });

  it('pauses with the clock and ends with the answer', () => {
    const steep = termsOf({
      firstResponsePauses: true,
      escalation: [aStep('notify_managers', 0), aStep('raise_priority', 30)],
    });
    const first = { ...clocked(steep), sla: recordStep(steep, breached(), 'firstResponse') };
    const paused = moved(steep, first, { status: 'waiting_on_user' }, minutes(260));
    expect(dueAt(paused.sla, 9_999)).toBeNull();
    const resumed = moved(steep, paused, { status: 'in_progress' }, minutes(1_260));
    expect(resumed.sla.firstResponse.escalateAt).toEqual(minutes(1_270));
    const sla = recordFirstResponse(resumed.sla, minutes(1_265));
    const met = { ...resumed, sla: keepClock(steep, resumed, { ...resumed, sla }, minutes(1_265)) };
    expect(met.sla.firstResponse).toMatchObject({ escalateAt: null, ongoing: null });
  });
});

function answered(ticket: Clocked, minute: number): Clocked {
  const sla = recordFirstResponse(ticket.sla, minutes(minute));
  return moved(terms, ticket, { sla }, minutes(minute));
}

it('starts by the terms, whatever the status', () => {
  const subject = { status: 'open', priority: 'medium', category: 'other', team: null } as const;
  expect(startClock(terms, subject, T0)).toMatchObject({ policy: 'default@1', state: 'running', since: T0 });
});
