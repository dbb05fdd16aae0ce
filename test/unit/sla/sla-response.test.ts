import { describe, expect, it } from '@jest/globals';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import { movePolicy } from '../../../src/domain/sla/sla-policy-move.js';
import { verdictOf } from '../../../src/domain/policy-changes/sla-replay.js';
import { remainingSeconds } from '../../../src/domain/sla/sla-clock.js';
import {
  newWarnings,
  nextDueAt,
  nextDueStep,
  recordBreach,
  recordStep,
  recordWarning,
  unrecordedBreaches,
  warnedShare,
} from '../../../src/domain/sla/sla-due.js';
import { carriedOver } from '../../../src/domain/sla/sla-merge.js';
import { hasTarget, milestoneOf } from '../../../src/domain/sla/sla-milestone.js';
import { recordAnswer, recordWord } from '../../../src/domain/sla/sla-response.js';
import { DEFAULT_POLICY, type SlaTargets, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { validatePolicy } from '../../../src/domain/sla/validate-policy.js';
import { aStep, minutes, T0 } from '../../support/tickets/builders.js';
import { clocked, moved, type Clocked } from '../../support/sla/clocks.js';

/** Medium tickets have these targets, low ones have none. */
function termsWith(medium: SlaTargets): SlaTerms {
  const low = { firstResponseMinutes: null, resolutionMinutes: null };
  const targets = { ...DEFAULT_POLICY.targets, medium, low };
  const escalation = [aStep('notify_managers', 10)];
  return { policy: { ...DEFAULT_POLICY, warnAtShare: 0.5, targets, escalation }, calendar: ALWAYS };
}

const terms = termsWith({ firstResponseMinutes: 60, nextResponseMinutes: 100, resolutionMinutes: 10_000 });
const answer = (ticket: Clocked, minute: number, by = terms) =>
  moved(by, ticket, { sla: recordAnswer(ticket.sla, minutes(minute)) }, minutes(minute));
const ask = (ticket: Clocked, minute: number, by = terms) =>
  moved(by, ticket, { sla: recordWord(ticket.sla, minutes(minute)) }, minutes(minute));
const next = ({ sla }: Clocked) => milestoneOf(sla, 'nextResponse');
const answered = () => answer(clocked(terms), 10);

describe('the next response', () => {
  it('is due after the oldest unanswered word, and met by a public answer', () => {
    const asked = ask(ask(answered(), 100), 150);
    expect(next(asked)).toMatchObject({ dueAt: minutes(200), warnAt: minutes(150), metAt: null });
    expect(remainingSeconds(terms, asked.sla, 'nextResponse', minutes(120))).toBe(80 * 60);
    expect(nextDueAt(asked.sla)).toEqual(minutes(150));
    const met = answer(asked, 190);
    expect(next(met)).toMatchObject({ metAt: minutes(190), ongoing: null, warnAt: null });
    expect(next(met).completed).toMatchObject([{ workedMs: 90 * 60_000, breached: false }]);
    expect(met.sla.unansweredSince).toBeUndefined();
    expect(verdictOf(met.sla, 'nextResponse', minutes(500))).toBe('met');
    expect(next(ask(met, 300))).toMatchObject({ dueAt: minutes(400), metAt: null });
  });

  it('does not start while a first response is due, or without a target', () => {
    const asked = ask(clocked(terms), 5);
    expect([asked.sla.nextResponse, asked.sla.unansweredSince]).toEqual([undefined, undefined]);
    const without = termsWith({ firstResponseMinutes: 60, resolutionMinutes: 10_000 });
    const silent = ask(answer(clocked(without), 10, without), 100, without);
    expect(hasTarget(next(silent))).toBe(false);
    // A priority with such a target starts it.
    const raised = moved(terms, silent, { priority: 'medium', team: 'other' }, minutes(130));
    expect(next(raised).dueAt).toEqual(minutes(230));
  });

  it('has a breach, a warning and an escalation for each cycle', () => {
    const asked = ask(answered(), 100);
    const broken = { ...asked, sla: recordBreach(terms, asked.sla, 'nextResponse', minutes(200)) };
    expect(next(broken)).toMatchObject({ dueAt: minutes(200), escalateAt: minutes(210) });
    expect(nextDueStep(terms, broken.sla, minutes(210))).toMatchObject({ target: 'nextResponse', index: 0 });
    const escalated = { ...broken, sla: recordStep(terms, broken.sla, 'nextResponse') };
    const late = answer(escalated, 250);
    expect(unrecordedBreaches(late.sla, minutes(251))).toEqual([]);
    const again = ask(late, 300);
    expect(next(again)).toMatchObject({ breachedAt: null, stepsDone: 0, dueAt: minutes(400) });
    expect(unrecordedBreaches(again.sla, minutes(399))).toEqual([]);
    expect(unrecordedBreaches(again.sla, minutes(400))).toEqual(['nextResponse']);
    expect(verdictOf(again.sla, 'nextResponse', minutes(399))).toBe('breached');
  });

  it('records a late answer once after an outage of the worker, also if another word followed', () => {
    const again = ask(answer(ask(answered(), 100), 250), 260);
    expect(unrecordedBreaches(again.sla, minutes(261))).toEqual(['nextResponse']);
    const recorded = recordBreach(terms, again.sla, 'nextResponse', minutes(261));
    expect(unrecordedBreaches(recorded, minutes(262))).toEqual([]);
    expect(recorded.nextResponse).toMatchObject({ breachedAt: null, dueAt: minutes(360) });
  });

  it('continues in a pause, and waits for the reopening of a resolved ticket', () => {
    const parked = moved(terms, ask(answered(), 100), { status: 'waiting_on_user' }, minutes(120));
    expect([parked.sla.state, nextDueAt(parked.sla)]).toEqual(['paused', minutes(150)]);
    expect(answer(parked, 150).sla.firstResponseSince).toBeUndefined();
    const resolved = moved(terms, answered(), { status: 'resolved' }, minutes(50));
    const asked = ask(resolved, 60);
    expect(hasTarget(next(asked))).toBe(false);
    expect(next(moved(terms, asked, { status: 'in_progress' }, minutes(500))).dueAt).toEqual(minutes(600));
    const closed = moved(terms, ask(answered(), 100), { status: 'cancelled' }, minutes(120));
    expect(next(closed)).toMatchObject({ ongoing: null, metAt: null });
    expect(verdictOf(closed.sla, 'nextResponse', minutes(900))).toBe('dropped');
  });

  it('begins on the ticket into which another with an unanswered word is merged', () => {
    const [gone, into] = [ask(answered(), 100), answered()];
    const sla = carriedOver({ terms, sla: gone.sla }, { terms, sla: into.sla }, minutes(130));
    expect(next(moved(terms, into, { sla }, minutes(130))).dueAt).toEqual(minutes(230));
  });
});

describe('a ticket without targets', () => {
  const bare = () => clocked(terms, { priority: 'low' });

  it('has no due times and can still be answered and resolved', () => {
    expect(nextDueAt(bare().sla)).toBeNull();
    const done = moved(terms, answer(bare(), 5), { status: 'resolved' }, minutes(9_000));
    expect([done.sla.state, done.sla.firstResponse.metAt]).toEqual(['stopped', minutes(5)]);
    expect(unrecordedBreaches(done.sla, minutes(90_000))).toEqual([]);
    expect(remainingSeconds(terms, done.sla, 'resolution', minutes(10))).toBeNull();
    expect(verdictOf(done.sla, 'firstResponse', minutes(90_000))).toBe('met');
  });

  it('gains and loses targets when its priority changes', () => {
    const raised = moved(terms, bare(), { priority: 'medium' }, minutes(500));
    expect(raised.sla.firstResponse.dueAt).toEqual(minutes(560));
    expect(raised.sla.resolution.dueAt).toEqual(minutes(10_500));
    const lowered = moved(terms, raised, { priority: 'low' }, minutes(510));
    expect([nextDueAt(lowered.sla), hasTarget(lowered.sla.resolution)]).toEqual([null, false]);
    const late = moved(terms, raised, { priority: 'low' }, minutes(600));
    expect(verdictOf(late.sla, 'firstResponse', minutes(700))).toBe('breached');
    expect(unrecordedBreaches(late.sla, minutes(700))).toEqual(['firstResponse']);
  });

  it('gains and loses targets when its policy changes', () => {
    const other = {
      ...termsWith({ firstResponseMinutes: null, nextResponseMinutes: 30, resolutionMinutes: 50 }),
    };
    const low = movePolicy(terms, other, ask(answered(), 100), minutes(110));
    expect(low.nextResponse).toMatchObject({ dueAt: minutes(130) });
    const back = movePolicy(other, terms, { ...answered(), sla: low }, minutes(120));
    expect(back.nextResponse).toMatchObject({ dueAt: minutes(200) });
  });

  it('is a valid policy', () => {
    expect(() => validatePolicy(terms.policy, ALWAYS, T0)).not.toThrow();
    const wrong = termsWith({ firstResponseMinutes: null, nextResponseMinutes: 0, resolutionMinutes: null });
    expect(() => validatePolicy(wrong.policy, ALWAYS, T0)).toThrow('targets.medium.next_response_minutes');
  });
});

describe('several warnings, and steps before a breach', () => {
  const escalation = [aStep('raise_priority', -30), aStep('notify_managers', 0)];
  const by: SlaTerms = {
    ...terms,
    policy: { ...terms.policy, warnAtShare: 0.9, warnAtShares: [0.5, 0.75], escalation },
  };
  const start = () => clocked(by).sla;

  it('warns at each share, lowest first, and once for all after an outage', () => {
    const first = recordWarning(by, start(), 'firstResponse', minutes(30));
    expect([start().firstResponse.warnAt, first.firstResponse.warnAt]).toEqual([minutes(30), minutes(45)]);
    expect(warnedShare(by, first, 'firstResponse')).toBe(0.5);
    const late = recordWarning(by, start(), 'firstResponse', minutes(54));
    expect([late.firstResponse.warnAt, warnedShare(by, late, 'firstResponse')]).toEqual([null, 0.9]);
    expect(newWarnings(late, minutes(59))).toEqual([]);
  });

  it('takes a step before the target is due, without a breach, once', () => {
    expect(nextDueStep(by, start(), minutes(29))).toBeNull();
    expect(nextDueStep(by, start(), minutes(30))).toMatchObject({ index: 0, dueAt: minutes(30) });
    const taken = recordStep(by, start(), 'firstResponse');
    expect(taken.firstResponse).toMatchObject({
      stepsDone: 1,
      escalateAt: null,
      dueAt: minutes(60),
      breachedAt: null,
    });
    expect(nextDueStep(by, taken, minutes(59))).toBeNull();
    const broken = recordBreach(by, taken, 'firstResponse', minutes(60));
    expect(nextDueStep(by, broken, minutes(60))).toMatchObject({ index: 1 });
    const met = moved(by, { ...clocked(by), sla: recordAnswer(start(), minutes(5)) }, {}, minutes(5));
    expect(met.sla.firstResponse.escalateAt).toBeNull();
  });

  it('keeps warnings and steps of a shorter target that was taken back before its breach', () => {
    const urgent = moved(by, clocked(by), { priority: 'urgent' }, minutes(1));
    const sla = recordBreach(by, recordStep(by, urgent.sla, 'firstResponse'), 'firstResponse', minutes(15));
    const back = moved(by, { ...urgent, sla }, { priority: 'medium' }, minutes(16));
    expect(back.sla.firstResponse).toMatchObject({ breachedAt: null, stepsDone: 1, dueAt: minutes(60) });
  });

  it('names faults of warnings and of early steps', () => {
    const policy = { ...by.policy, warnAtShares: [0.5, 1], escalation: [aStep('reassign', -999_999_999)] };
    expect(() => validatePolicy(policy, ALWAYS, T0)).toThrow(
      expect.objectContaining({
        faults: [
          expect.objectContaining({ path: 'escalation.0.after_minutes' }),
          expect.objectContaining({ path: 'warn_at_shares.1' }),
        ],
      }),
    );
  });
});
