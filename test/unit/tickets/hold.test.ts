import { describe, expect, it } from '@jest/globals';
import { ALWAYS, type Calendar } from '../../../src/domain/sla/calendar/calendar.js';
import { keepClock } from '../../../src/domain/sla/sla-clock.js';
import { DEFAULT_POLICY, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { validatePolicy } from '../../../src/domain/sla/validate-policy.js';
import { holdEnd, holdEndsAt } from '../../../src/domain/tickets/hold.js';
import { snapshotOf } from '../../../src/domain/tickets/snapshot.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { changeStatus } from '../../../src/domain/tickets/transitions.js';
import { aTicket, minutes, T0 } from '../../support/tickets/builders.js';

const terms: SlaTerms = { policy: DEFAULT_POLICY, calendar: ALWAYS };
const inZone = (timeZone: string): Calendar => ({ ...ALWAYS, timeZone });

function held(pausesClock: boolean, before: Ticket = aTicket(), until: Date | null = null): Ticket {
  const hold = { reason: 'third_party', pausesClock, until };
  const after = changeStatus(before, 'on_hold', minutes(10), null, hold);
  return { ...after, sla: keepClock(terms, before, after, minutes(10)) };
}

describe('the end of a hold', () => {
  const end = (until: Date | string, timeZone = 'UTC', now = T0) => holdEnd(until, inZone(timeZone), now);

  it("is an instant, or the start of a day in the calendar's time zone", () => {
    expect(end(minutes(5))).toEqual(minutes(5));
    expect(end('2026-12-24', 'Europe/Berlin')).toEqual(new Date('2026-12-23T23:00:00Z'));
    expect(end('2026-12-24', 'America/New_York')).toEqual(new Date('2026-12-24T05:00:00Z'));
  });

  it('is after the gap if the clocks skip midnight, and the first midnight if they repeat it', () => {
    // In Cairo, 24 April 2026 begins at 01:00, and 29 October ends twice.
    expect(end('2026-04-24', 'Africa/Cairo')).toEqual(new Date('2026-04-23T22:00:00Z'));
    expect(end('2026-10-30', 'Africa/Cairo')).toEqual(new Date('2026-10-29T22:00:00Z'));
  });

  it.each([
    ['the past', new Date(T0.getTime() - 1)],
    ['now', T0],
    ['today', '2026-03-02'],
    ['more than two years', '2028-03-04'],
    ['the year 9999', new Date('9999-12-31T23:59:59Z')],
    ['no instant', new Date(Number.NaN)],
    ['no day', '2027-02-30'],
  ])('is refused for %s', (_, until) => {
    expect(() => end(until)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        faults: [expect.objectContaining({ path: 'hold_until' })],
      }),
    );
  });
});

describe('a ticket on hold', () => {
  it('pauses its resolution if the reason says so, and never its first response', () => {
    expect(held(true).sla).toMatchObject({ state: 'paused', firstResponseSince: minutes(10) });
    expect(held(false).sla).toMatchObject({ state: 'running' });
  });

  it('follows a new reason immediately, and keeps the used time', () => {
    const before = held(true);
    const after = { ...before, hold: { reason: 'other_team', pausesClock: false, until: null } };
    const sla = keepClock(terms, before, after, minutes(500));
    expect(sla).toMatchObject({ state: 'running', since: minutes(500) });
    expect(sla.resolution.dueAt).toEqual(minutes(24 * 60 + 490));
    const back = keepClock(terms, { ...after, sla }, { ...before, sla }, minutes(600));
    expect(back.resolution.ongoing?.workedMs).toBe(110 * 60_000);
  });

  it('is due at the end of the hold, and shows its reason in the Web UI', () => {
    const paused = held(true, aTicket(), minutes(100_000));
    const answered: Ticket = {
      ...paused,
      sla: { ...paused.sla, firstResponse: { ...paused.sla.firstResponse, ongoing: null } },
    };
    const shown = (ticket: Ticket) =>
      snapshotOf(ticket, terms, { calendar: null, absence: null }, [], minutes(20));
    expect(shown({ ...answered, autoAssign: false })).toMatchObject({
      status: 'on_hold',
      nextLookAt: minutes(100_000).toISOString(),
      waitsFor: `the end of the hold (third_party), ${minutes(100_000).toISOString()}`,
      isOver: false,
    });
    const { hold: _, ...damaged } = answered;
    expect(shown({ ...damaged, autoAssign: false })).toMatchObject({
      nextLookAt: null,
      waitsFor: 'the end of the hold',
    });
    expect(holdEndsAt(changeStatus(paused, 'in_progress', minutes(30), null))).toBeNull();
  });

  it('cannot be a pause status of a policy', () => {
    const policy = { ...DEFAULT_POLICY, pauseStatuses: ['on_hold'] as const };
    expect(() => validatePolicy(policy, ALWAYS, T0)).toThrow(
      'the reason of the hold says if the clock pauses',
    );
  });
});
