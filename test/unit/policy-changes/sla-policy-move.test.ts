import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { remainingSeconds } from '../../../src/domain/sla/sla-clock.js';
import {
  unrecordedBreaches,
  nextDueAt,
  nextDueStep,
  recordBreach,
  recordStep,
} from '../../../src/domain/sla/sla-due.js';
import { comparePromises, movePolicy } from '../../../src/domain/sla/sla-policy-move.js';
import { DEFAULT_POLICY, type SlaPolicy, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { aStep, minutes } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';
import { clocked, lived, moved, steps, termsCases, type Clocked } from '../../support/sla/clocks.js';

const old: SlaTerms = { policy: { ...DEFAULT_POLICY, warnAtShare: null }, calendar: ALWAYS };

function next(policy: Partial<SlaPolicy>, calendar = ALWAYS): SlaTerms {
  return { policy: { ...old.policy, version: 2, ...policy }, calendar };
}

function brief(firstResponseMinutes: number, resolutionMinutes: number): SlaTerms {
  const targets = { firstResponseMinutes, resolutionMinutes };
  return next({ targets: { ...DEFAULT_POLICY.targets, medium: targets } });
}

function move(ticket: Clocked, to: SlaTerms, minute: number): Clocked {
  return { ...ticket, sla: movePolicy(old, to, ticket, minutes(minute)) };
}

describe('a ticket moved to another version of its policy', () => {
  it('has the new targets from its beginning on: the time used stays used', () => {
    const { sla } = move(clocked(old), brief(60, 300), 20);
    expect(sla).toMatchObject({ policy: 'default@2', state: 'running', since: minutes(20) });
    expect(sla.firstResponse.dueAt).toEqual(minutes(60));
    expect(sla.resolution.dueAt).toEqual(minutes(300));
    expect(nextDueAt(sla)).toEqual(minutes(60));
  });

  it('is broken at once where more time is used than the new target allows', () => {
    const before = clocked(old);
    const { sla } = move(before, brief(60, 300), 100);
    expect(sla.firstResponse.dueAt).toEqual(minutes(100));
    expect(unrecordedBreaches(sla, minutes(100))).toEqual(['firstResponse']);
    expect(comparePromises(before.sla, sla, minutes(100))).toEqual({
      firstResponse: { dueAt: { from: minutes(240), to: minutes(100) }, breachesAtOnce: true },
      nextResponse: { dueAt: null, breachesAtOnce: false },
      resolution: { dueAt: { from: minutes(1_440), to: minutes(300) }, breachesAtOnce: false },
    });
  });

  it('keeps what was missed, by the old policy, and is not broken a second time', () => {
    const before = clocked(old);
    const { sla } = move(before, brief(9_000, 9_000), 300);
    expect(sla.firstResponse.dueAt).toEqual(minutes(240));
    expect(unrecordedBreaches(sla, minutes(300))).toEqual(['firstResponse']);
    expect(comparePromises(before.sla, sla, minutes(300)).firstResponse).toEqual({
      dueAt: { from: minutes(240), to: minutes(240) },
      breachesAtOnce: false,
    });
  });

  it('keeps an answer that was given', () => {
    const answered = moved(
      old,
      clocked(old),
      {
        sla: { ...clocked(old).sla, firstResponse: { ...clocked(old).sla.firstResponse, metAt: minutes(5) } },
      },
      minutes(5),
    );
    const { sla } = move(answered, brief(1, 300), 20);
    expect(sla.firstResponse).toEqual(answered.sla.firstResponse);
    expect(comparePromises(answered.sla, sla, minutes(20)).firstResponse.dueAt).toBeNull();
  });

  it('continues with the steps of the new policy, without repeating completed ones', () => {
    const from = { ...old, policy: { ...old.policy, escalation: [aStep('notify_managers', 0)] } };
    const breached = recordBreach(from, clocked(from).sla, 'firstResponse', minutes(240));
    const ticket = { ...clocked(from), sla: recordStep(from, breached, 'firstResponse') };
    const to = next({ escalation: [aStep('notify_managers', 0), aStep('reassign', 90)] });
    const sla = movePolicy(from, to, ticket, minutes(250));
    expect(nextDueStep(to, sla, minutes(329))).toBeNull();
    expect(nextDueStep(to, sla, minutes(330))).toMatchObject({ index: 1, step: { action: 'reassign' } });
  });

  it('counts what was used by the old calendar, and what is left by the new one', () => {
    // T0 is a Monday, 09:00 in Berlin, where work ends at 17:00.
    const { sla } = move(clocked(old), next({}, officeHours()), 120);
    expect(sla.resolution.dueAt).toEqual(new Date('2026-03-04T16:00:00Z'));
  });

  it('pauses or continues as the new policy defines for its status', () => {
    const ticket = clocked(old);
    const patient = next({ pauseStatuses: ['open'] });
    const paused = move(ticket, patient, 30);
    expect(paused.sla).toMatchObject({ state: 'paused', since: minutes(30) });
    expect(nextDueAt(paused.sla)).toBeNull();
    const back = { ...paused, sla: movePolicy(patient, next({ version: 3 }), paused, minutes(90)) };
    expect(back.sla).toMatchObject({ state: 'running', since: minutes(90) });
    expect(back.sla.firstResponse.dueAt).toEqual(minutes(300));
  });

  it('that is resolved only changes its name', () => {
    const resolved = moved(old, clocked(old), { status: 'resolved' }, minutes(10));
    expect(move(resolved, brief(1, 1), 20).sla).toEqual({ ...resolved.sla, policy: 'default@2' });
  });
});

describe('property: moving a ticket', () => {
  const options = { numRuns: 300 };

  it('to terms that say the same changes nothing of what is due, left or broken', () => {
    fc.assert(
      fc.property(termsCases, steps, ({ terms, at }, all) => {
        const { ticket, now } = lived(terms, at, all);
        const same = { ...terms, policy: { ...terms.policy, version: 2 } };
        const sla = movePolicy(terms, same, ticket, now);
        expect(unrecordedBreaches(sla, now)).toEqual(unrecordedBreaches(ticket.sla, now));
        for (const target of ['firstResponse', 'resolution'] as const) {
          expect(sla[target].dueAt).toEqual(ticket.sla[target].dueAt);
          expect(remainingSeconds(same, sla, target, now)).toBe(
            remainingSeconds(terms, ticket.sla, target, now),
          );
        }
      }),
      options,
    );
  });

  it('there and back leaves what it was, unless it was broken on the way', () => {
    fc.assert(
      fc.property(termsCases, steps, fc.double({ min: 0.2, max: 5, noNaN: true }), (one, all, factor) => {
        const { terms, at } = one;
        const { ticket, now } = lived(terms, at, all);
        const other = scaled(terms, factor);
        const there = movePolicy(terms, other, ticket, now);
        fc.pre(unrecordedBreaches(there, now).length === unrecordedBreaches(ticket.sla, now).length);
        const back = movePolicy(other, terms, { ...ticket, sla: there }, now);
        expect(back.policy).toBe(ticket.sla.policy);
        expect(back.firstResponse.dueAt).toEqual(ticket.sla.firstResponse.dueAt);
        expect(back.resolution.dueAt).toEqual(ticket.sla.resolution.dueAt);
      }),
      options,
    );
  });
});

function scaled({ policy, calendar }: SlaTerms, factor: number): SlaTerms {
  const of = ({ firstResponseMinutes, resolutionMinutes }: SlaPolicy['targets']['low']) => ({
    firstResponseMinutes: firstResponseMinutes! * factor,
    resolutionMinutes: resolutionMinutes! * factor,
  });
  const { urgent, high, medium, low } = policy.targets;
  const targets = { urgent: of(urgent), high: of(high), medium: of(medium), low: of(low) };
  return { policy: { ...policy, version: 2, targets }, calendar };
}
