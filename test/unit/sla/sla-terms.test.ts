import { describe, expect, it } from '@jest/globals';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { movePolicy } from '../../../src/domain/sla/sla-policy-move.js';
import { replay } from '../../../src/domain/policy-changes/sla-replay.js';
import { remainingSeconds } from '../../../src/domain/sla/sla-clock.js';
import { endOfWorkingDay, inForce } from '../../../src/domain/sla/sla-terms.js';
import { DEFAULT_POLICY, type SlaTargets, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { validatePolicy } from '../../../src/domain/sla/validate-policy.js';
import { officeHours } from '../../support/sla/calendars.js';
import { clocked, moved } from '../../support/sla/clocks.js';
import { T0 } from '../../support/tickets/builders.js';

const OFFICE = officeHours();
const berlin = (text: string) => new Date(`2026-03-${text}:00+01:00`);
const row = (fields: Partial<SlaTargets>): SlaTargets => ({
  firstResponseMinutes: null,
  resolutionMinutes: null,
  ...fields,
});

/** Office hours, and urgent tickets round the clock. */
function termsWith(targets: Partial<SlaTerms['policy']['targets']>): SlaTerms {
  const policy = {
    ...DEFAULT_POLICY,
    calendar: 'office@1',
    warnAtShare: null,
    targets: {
      ...DEFAULT_POLICY.targets,
      urgent: row({ resolutionMinutes: 240, calendar: 'always@1' }),
      ...targets,
    },
  };
  const calendars = new Map([
    ['office@1', OFFICE],
    ['always@1', ALWAYS],
  ]);
  return { policy, calendar: OFFICE, calendars };
}

const terms = termsWith({ low: row({ resolutionMinutes: 240 }) });
/** Friday, an hour before the end of work. */
const FRIDAY = berlin('06T16:00');

describe('a calendar of a row', () => {
  it("counts the time of its priority; the policy's calendar counts the others", () => {
    const due = (priority: 'urgent' | 'low') => clocked(terms, { priority }, FRIDAY).sla.resolution.dueAt;
    expect(due('urgent')).toEqual(berlin('06T20:00'));
    expect(due('low')).toEqual(berlin('09T12:00'));
  });

  it('counts from the change of priority; earlier time counts by the former calendar', () => {
    const low = clocked(terms, { priority: 'low' }, FRIDAY);
    // One working hour is used, however long the weekend is.
    const raised = moved(terms, low, { priority: 'urgent' }, berlin('08T10:00'));
    expect(raised.sla.resolution.dueAt).toEqual(berlin('08T13:00'));
    const own = inForce(terms, raised);
    expect(remainingSeconds(own, raised.sla, 'resolution', berlin('08T11:00'))).toBe(2 * 3_600);
    const back = moved(terms, raised, { priority: 'low' }, berlin('08T11:00'));
    expect(back.sla.resolution.dueAt).toEqual(berlin('09T11:00'));
    const changes = [
      { at: berlin('08T10:00'), subject: raised },
      { at: berlin('08T11:00'), subject: back },
    ];
    const again = replay(
      terms,
      { createdAt: FRIDAY, first: low, changes, answeredAt: null },
      berlin('08T11:00'),
    );
    expect(again.resolution.dueAt).toEqual(back.sla.resolution.dueAt);
  });

  it('is respected when a ticket moves to the policy', () => {
    const plain: SlaTerms = { policy: { ...DEFAULT_POLICY, warnAtShare: null }, calendar: ALWAYS };
    const low = clocked(plain, { priority: 'low' }, FRIDAY);
    expect(movePolicy(plain, terms, low, berlin('06T17:00')).resolution.dueAt).toEqual(berlin('09T12:00'));
    const urgent = clocked(plain, { priority: 'urgent' }, FRIDAY);
    expect(movePolicy(plain, terms, urgent, berlin('06T17:00')).resolution.dueAt).toEqual(berlin('06T20:00'));
  });

  it('is read once for many tickets', () => {
    const urgent = inForce(terms, { priority: 'urgent', category: 'other', team: null });
    expect(urgent.calendar).toBe(ALWAYS);
    expect(inForce(urgent, { priority: 'low', category: 'other', team: null }).calendar).toBe(OFFICE);
  });
});

describe('the end of a working day', () => {
  it.each([
    [0, '04T10:00', '04T17:00'],
    [1, '04T10:00', '05T17:00'],
    [0, '04T17:00', '05T17:00'],
    [1, '06T18:00', '10T17:00'],
    [1, '06T10:00', '09T17:00'],
    [0, '07T12:00', '09T17:00'],
    [5, '06T10:00', '13T17:00'],
  ])('%d days after %s is %s', (days, from, to) => {
    expect(endOfWorkingDay(OFFICE, berlin(from), days)).toEqual(berlin(to));
  });

  it('is midnight in an always-open calendar, also on a day with a change of clocks', () => {
    const always = { ...ALWAYS, timeZone: 'Europe/Berlin' };
    expect(endOfWorkingDay(always, berlin('28T10:00'), 0)).toEqual(new Date('2026-03-28T23:00:00Z'));
    expect(endOfWorkingDay(always, berlin('28T10:00'), 1)).toEqual(new Date('2026-03-29T22:00:00Z'));
  });

  it('moves by the working time of a pause, and stays after a reopening', () => {
    const days = termsWith({ low: row({ firstResponseDays: 0, resolutionDays: 1 }) });
    const ticket = clocked(days, { priority: 'low' }, FRIDAY);
    expect(ticket.sla.firstResponse.dueAt).toEqual(berlin('06T17:00'));
    expect(ticket.sla.resolution.dueAt).toEqual(berlin('09T17:00'));
    const paused = moved(days, ticket, { status: 'waiting_on_user' }, berlin('06T16:30'));
    const resumed = moved(days, paused, { status: 'in_progress' }, berlin('09T10:00'));
    expect(resumed.sla.resolution.dueAt).toEqual(berlin('10T10:30'));
    const resolved = moved(days, resumed, { status: 'resolved' }, berlin('09T12:00'));
    const reopened = moved(days, resolved, { status: 'in_progress' }, berlin('09T13:00'));
    expect(reopened.sla.resolution.dueAt).toEqual(berlin('10T11:30'));
  });
});

describe('a policy whose rows have calendars', () => {
  const faultsOf = (targets: Partial<SlaTerms['policy']['targets']>, calendars = terms.calendars!) => {
    try {
      validatePolicy(termsWith(targets).policy, OFFICE, T0, calendars);
      return [];
    } catch (error) {
      return (error as { faults: { path: string }[] }).faults.map(({ path }) => path);
    }
  };

  it('is accepted if valid, and names its faults otherwise', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({}, new Map())).toEqual(['targets.urgent.calendar']);
    expect(faultsOf({ low: row({ resolutionMinutes: 5, resolutionDays: 1 }) })).toEqual([
      'targets.low.resolution_days',
    ]);
    expect(faultsOf({ low: row({ nextResponseDays: 367 }) })).toEqual(['targets.low.next_response_days']);
    const brief = officeHours({ week: { monday: [{ start: '09:00', end: '09:01' }] } });
    expect(
      faultsOf(
        { low: row({ resolutionMinutes: 5_000, calendar: 'brief' }) },
        new Map([...terms.calendars!, ['brief', brief]]),
      ),
    ).toEqual(['targets.low.calendar']);
  });
});
