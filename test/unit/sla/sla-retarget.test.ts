import { describe, expect, it } from '@jest/globals';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';

import {
  unrecordedBreaches,
  nextDueStep,
  recordBreach,
  recordStep,
} from '../../../src/domain/sla/sla-due.js';
import { recordFirstResponse } from '../../../src/domain/sla/sla-response.js';
import { movePolicy } from '../../../src/domain/sla/sla-policy-move.js';
import { hasBreached } from '../../../src/domain/sla/sla-milestone.js';
import { DEFAULT_POLICY, type SlaPolicy, type SlaTerms } from '../../../src/domain/sla/sla.js';
import type { Priority } from '../../../src/domain/ticket-fields.js';
import { aStep, minutes, T0 } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';
import { clocked, moved, type Clocked } from '../../support/sla/clocks.js';

const terms = termsOf({});

function termsOf(policy: Partial<SlaPolicy>): SlaTerms {
  return { policy: { ...DEFAULT_POLICY, warnAtShare: null, ...policy }, calendar: ALWAYS };
}

/** First responses: urgent 15 minutes, high 60, medium 240, low 480. */
function through(ticket: Clocked, ...changes: readonly (readonly [Priority, number])[]): Clocked {
  return changes.reduce(
    (each, [priority, minute]) => moved(terms, each, { priority }, minutes(minute)),
    ticket,
  );
}

describe('a priority that is set by mistake and taken back', () => {
  it('breaches nothing at the same instant', () => {
    const slipped = through(clocked(terms), ['urgent', 200], ['medium', 200]);
    expect(unrecordedBreaches(slipped.sla, minutes(200))).toEqual([]);
    expect(slipped.sla.firstResponse.dueAt).toEqual(minutes(240));
    expect(slipped.sla.resolution.dueAt).toEqual(minutes(1_440));
  });

  it('breaches nothing, even if the breach was recorded and escalated in between', () => {
    const steep = termsOf({ escalation: [aStep('notify_managers', 0), aStep('reassign', 30)] });
    const urgent = moved(steep, clocked(steep), { priority: 'urgent' }, minutes(200));
    const broken = recordBreach(steep, urgent.sla, 'firstResponse', minutes(200));
    const escalated = { ...urgent, sla: recordStep(steep, broken, 'firstResponse') };
    const back = moved(steep, escalated, { priority: 'medium' }, minutes(203));
    expect(hasBreached(back.sla.firstResponse)).toBe(false);
    expect(back.sla.firstResponse).toMatchObject({ dueAt: minutes(240), stepsDone: 0, escalateAt: null });
    expect(unrecordedBreaches(back.sla, minutes(239))).toEqual([]);
    // A promise that is broken later is broken for the first time, with all that follows.
    const late = recordBreach(steep, back.sla, 'firstResponse', minutes(240));
    expect(nextDueStep(steep, late, minutes(240))).toMatchObject({ index: 0 });
    const answer = { sla: recordFirstResponse(back.sla, minutes(230)) };
    expect(hasBreached(moved(steep, back, answer, minutes(230)).sla.firstResponse)).toBe(false);
  });

  it('breaches nothing if the shorter target was missed in between', () => {
    const back = through(clocked(terms), ['urgent', 5], ['medium', 20]);
    expect(unrecordedBreaches(back.sla, minutes(20))).toEqual([]);
    expect(back.sla.firstResponse.dueAt).toEqual(minutes(240));
  });

  it('does not hide a breach that would have happened without it', () => {
    const back = through(clocked(terms), ['urgent', 200], ['medium', 250]);
    expect(unrecordedBreaches(back.sla, minutes(250))).toEqual(['firstResponse']);
    expect(back.sla.firstResponse.dueAt).toEqual(minutes(240));
    const lower = through(clocked(terms), ['urgent', 200], ['low', 250]);
    expect(lower.sla.firstResponse.dueAt).toEqual(minutes(240));
    expect(unrecordedBreaches(lower.sla, minutes(250))).toEqual(['firstResponse']);
  });

  it('does not undo a breach under the original priority', () => {
    const urgent = clocked(terms, { priority: 'urgent' });
    const lowered = through(urgent, ['low', 16]);
    expect(unrecordedBreaches(lowered.sla, minutes(16))).toEqual(['firstResponse']);
    expect(lowered.sla.firstResponse.dueAt).toEqual(minutes(15));
    const up = through(clocked(terms, { priority: 'high' }), ['urgent', 61], ['low', 62]);
    expect(up.sla.firstResponse.dueAt).toEqual(minutes(60));
  });

  it('has the same result as the last change alone, at one instant', () => {
    for (const last of ['low', 'medium', 'high', 'urgent'] as const) {
      const direct = through(clocked(terms), [last, 200]);
      for (const slip of ['low', 'high', 'urgent'] as const) {
        const { firstResponse } = through(clocked(terms), [slip, 200], [last, 200]).sla;
        expect(firstResponse.dueAt).toEqual(direct.sla.firstResponse.dueAt);
      }
    }
  });

  it('is taken back step by step', () => {
    const up = through(clocked(terms), ['high', 10], ['urgent', 20]);
    expect(up.sla.firstResponse.dueAt).toEqual(minutes(20));
    expect(through(up, ['high', 30]).sla.firstResponse.dueAt).toEqual(minutes(60));
    expect(through(up, ['high', 30], ['medium', 40]).sla.firstResponse.dueAt).toEqual(minutes(240));
    expect(through(up, ['medium', 40]).sla.firstResponse.dueAt).toEqual(minutes(240));
    const missed = through(up, ['high', 70]);
    expect(missed.sla.firstResponse.dueAt).toEqual(minutes(60));
    expect(unrecordedBreaches(missed.sla, minutes(70))).toEqual(['firstResponse']);
  });

  it('can include a pause', () => {
    const answered = (ticket: Clocked) =>
      moved(terms, ticket, { sla: recordFirstResponse(ticket.sla, minutes(1)) }, minutes(1));
    const urgent = through(answered(clocked(terms)), ['urgent', 300]);
    const waiting = moved(terms, urgent, { status: 'waiting_on_user' }, minutes(310));
    const resumed = moved(terms, waiting, { status: 'in_progress' }, minutes(1_310));
    const back = through(resumed, ['medium', 1_400]);
    expect(back.sla.resolution.dueAt).toEqual(minutes(1_440 + 1_000));
    expect(unrecordedBreaches(back.sla, minutes(1_400))).toEqual([]);
  });

  it('also applies to category and team', () => {
    const brief = { medium: { firstResponseMinutes: 5, resolutionMinutes: 50 } };
    const by = termsOf({
      exceptions: [
        { category: 'network', team: null, targets: brief },
        { category: null, team: 'vip', targets: brief },
      ],
    });
    for (const slip of [{ category: 'network' }, { team: 'vip' }] as const) {
      const there = moved(by, clocked(by), slip, minutes(100));
      expect(unrecordedBreaches(there.sla, minutes(100))).toEqual(['firstResponse', 'resolution']);
      const back = moved(by, there, { category: 'other', team: null }, minutes(101));
      expect(unrecordedBreaches(back.sla, minutes(101))).toEqual([]);
    }
  });

  it('is taken back also after the ticket was moved to another version of its policy', () => {
    const next = { ...terms, policy: { ...terms.policy, version: 2 } };
    const urgent = through(clocked(terms), ['urgent', 200]);
    const there = { ...urgent, sla: movePolicy(terms, next, urgent, minutes(205)) };
    const back = moved(next, there, { priority: 'medium' }, minutes(210));
    expect(unrecordedBreaches(back.sla, minutes(210))).toEqual([]);
    expect(back.sla.firstResponse.dueAt).toEqual(minutes(240));
  });

  it('leaves no trace on a completed target', () => {
    const urgent = through(clocked(terms), ['high', 10], ['urgent', 12]);
    expect(urgent.sla.resolution.ongoing?.raisedFrom).toHaveLength(2);
    const resolved = moved(terms, urgent, { status: 'resolved' }, minutes(20));
    expect(resolved.sla.resolution.completed[0]).not.toHaveProperty('raisedFrom');
    const lower = through(urgent, ['low', 30]);
    expect(lower.sla.resolution.ongoing).not.toHaveProperty('raisedFrom');
  });

  it('on a Saturday is due when work begins, and leaves no trace when taken back', () => {
    const office: SlaTerms = { ...terms, calendar: officeHours() };
    const start = clocked(office, { priority: 'low' }, T0);
    const saturday = new Date('2026-03-07T12:00:00+01:00');
    const urgent = moved(office, start, { priority: 'urgent' }, saturday);
    expect(urgent.sla.resolution.dueAt).toEqual(new Date('2026-03-09T09:00:00+01:00'));
    const back = moved(office, urgent, { priority: 'low' }, new Date('2026-03-09T10:00:00+01:00'));
    expect(back.sla.resolution.dueAt).toEqual(start.sla.resolution.dueAt);
  });
});
