import { SYSTEM_ACTOR, type Actor } from '../../../src/domain/access/actor.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toChanges, type Decision } from '../../../src/app/tickets/ticket-change.js';
import { ALWAYS } from '../../../src/domain/sla/calendar/calendar.js';
import type { TicketEvent } from '../../../src/domain/tickets/events.js';
import { keepClock, startClock } from '../../../src/domain/sla/sla-clock.js';
import { recordAnswer, recordWord } from '../../../src/domain/sla/sla-response.js';
import { workOff } from '../../../src/domain/sla/sla-due.js';
import { historyOf, replay, verdictOf } from '../../../src/domain/policy-changes/sla-replay.js';
import { DEFAULT_POLICY, SLA_TARGETS, type SlaPolicy, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { STATUSES, type Priority, type Status } from '../../../src/domain/ticket-fields.js';
import { isFinal, type Ticket } from '../../../src/domain/tickets/ticket.js';
import { changeStatus } from '../../../src/domain/tickets/transitions.js';
import { aStep, aTicket, minutes, T0 } from '../../support/tickets/builders.js';
import { officeHours } from '../../support/sla/calendars.js';
import { afterMs, termsCases } from '../../support/sla/clocks.js';

const ALICE: Actor = { type: 'user', id: 'alice', name: 'Alice', role: 'user' };
const BOB: Actor = { type: 'user', id: 'bob', name: 'Bob', role: 'moderator' };
const terms: SlaTerms = { policy: { ...DEFAULT_POLICY, warnAtShare: null }, calendar: ALWAYS };

/** A ticket and its trail, changed as Holdfast changes tickets, by somebody who sees what falls due at once, or never. */
class Life {
  readonly events: TicketEvent[] = [];
  ticket: Ticket;

  constructor(
    private readonly terms: SlaTerms,
    at: Date,
    private readonly isWatched = true,
  ) {
    const fields = { createdAt: at, updatedAt: at };
    this.ticket = aTicket({ ...fields, sla: startClock(terms, aTicket(), at) });
  }

  change(
    at: Date,
    decide: (ticket: Ticket) => Omit<Decision, 'type'> | null,
    by: Pick<Decision, 'type' | 'details'> & { readonly actor?: Actor } = { type: 'ticket.edited' },
  ): this {
    this.watch(at);
    const decision = decide(this.ticket);
    if (decision === null) return this;
    const sla = keepClock(this.terms, this.ticket, decision.after, at);
    const { actor = SYSTEM_ACTOR, ...event } = by;
    const kept = { ...decision, ...event, after: { ...decision.after, sla } };
    const newId = () => `event-${this.events.length}`;
    const [change] = toChanges(newId, { actor, origin: 'api' }, this.ticket, kept, at);
    this.events.push(...change.events);
    this.ticket = change.after;
    return this;
  }

  watch(at: Date): this {
    if (this.isWatched) this.ticket = { ...this.ticket, sla: workOff(this.terms, this.ticket.sla, at) };
    return this;
  }

  to(status: Ticket['status'], at: Date, pausesClock = true): this {
    const hold = { reason: 'third_party', pausesClock, until: null };
    return this.change(at, (ticket) => ({ after: changeStatus(ticket, status, at, 'fixed', hold) }));
  }

  answer(at: Date): this {
    const said = { type: 'ticket.commented', details: { is_internal: false }, actor: BOB } as const;
    return this.change(at, (ticket) => ({ after: { ...ticket, sla: recordAnswer(ticket.sla, at) } }), said);
  }

  ask(at: Date): this {
    const said = { type: 'ticket.commented', details: { is_internal: false }, actor: ALICE } as const;
    return this.change(at, (ticket) => ({ after: { ...ticket, sla: recordWord(ticket.sla, at) } }), said);
  }

  edit(fields: Partial<Ticket>, at: Date): this {
    return this.change(at, (ticket) => ({ after: { ...ticket, ...fields } }));
  }

  replayed(by: SlaTerms, until: Date) {
    return replay(by, historyOf(this.ticket, this.events), until);
  }
}

function strict(policy: Partial<SlaPolicy>, calendar = ALWAYS): SlaTerms {
  return { policy: { ...terms.policy, name: 'strict', ...policy }, calendar };
}

function brief(firstResponseMinutes: number, resolutionMinutes: number) {
  const of = { firstResponseMinutes, resolutionMinutes };
  return strict({ targets: { urgent: of, high: of, medium: of, low: of } });
}

const verdicts = (life: Life, by: SlaTerms, until: Date) => {
  const clock = life.replayed(by, until);
  return [verdictOf(clock, 'firstResponse', until), verdictOf(clock, 'resolution', until)];
};

describe('what a policy would have done to a ticket', () => {
  const life = () =>
    new Life(terms, T0)
      .to('in_progress', minutes(10))
      .answer(minutes(50))
      .to('waiting_on_user', minutes(100))
      .to('in_progress', minutes(1_000))
      .to('resolved', minutes(1_100));

  it('was kept, or broken, by its own targets', () => {
    expect(verdicts(life(), terms, minutes(5_000))).toEqual(['met', 'met']);
    expect(verdicts(life(), brief(50, 200), minutes(5_000))).toEqual(['met', 'met']);
    expect(verdicts(life(), brief(49, 199), minutes(5_000))).toEqual(['breached', 'breached']);
  });

  it('counts pauses as it says itself', () => {
    const restless = { ...brief(50, 300), policy: { ...brief(50, 300).policy, pauseStatuses: [] } };
    expect(verdicts(life(), brief(50, 300), minutes(5_000))).toEqual(['met', 'met']);
    expect(verdicts(life(), restless, minutes(5_000))).toEqual(['met', 'breached']);
  });

  it('counts the time of its own calendar', () => {
    // T0 is a Monday, 09:00 in Berlin: what is resolved on Tuesday, 03:20, took a working day.
    const { policy } = brief(50, 390);
    expect(verdicts(life(), { policy, calendar: officeHours() }, minutes(5_000))).toEqual(['met', 'met']);
  });

  it('is still to be told while the ticket is open, and dropped with one that ended', () => {
    const open = new Life(terms, T0).to('in_progress', minutes(10));
    expect(verdicts(open, terms, minutes(100))).toEqual(['pending', 'pending']);
    expect(verdicts(open.to('cancelled', minutes(120)), terms, minutes(5_000))).toEqual([
      'dropped',
      'dropped',
    ]);
  });

  it('takes a resolution for want of an answer for what it was', () => {
    const parked = new Life(terms, T0).to('waiting_on_user', minutes(1)).change(minutes(9_000), (ticket) => ({
      after: changeStatus(ticket, 'resolved', minutes(9_000), 'no_answer'),
    }));
    expect(verdicts(parked, terms, minutes(9_001))).toEqual(['breached', 'dropped']);
    expect(verdicts(parked.to('closed', minutes(9_500)), terms, minutes(9_501))).toEqual([
      'breached',
      'dropped',
    ]);
    expect(verdicts(parked, brief(90_000, 90_000), minutes(9_501))).toEqual(['dropped', 'dropped']);
  });

  it('begins with what the ticket was, before its changes', () => {
    const raised = new Life(terms, T0).edit({ priority: 'urgent', team: 'vip' }, minutes(10));
    const { first, changes } = historyOf(raised.ticket, raised.events);
    expect(first).toEqual({ status: 'open', priority: 'medium', category: 'other', team: null });
    expect(changes).toMatchObject([{ at: minutes(10), subject: { priority: 'urgent', team: 'vip' } }]);
  });
});

const MOVES: Readonly<Record<Status, readonly Status[]>> = {
  open: ['in_progress', 'waiting_on_user', 'on_hold', 'cancelled'],
  in_progress: ['waiting_on_user', 'on_hold', 'resolved', 'cancelled'],
  waiting_on_user: ['in_progress', 'resolved', 'cancelled'],
  on_hold: ['in_progress', 'resolved', 'cancelled'],
  resolved: ['in_progress', 'closed'],
  closed: [],
  cancelled: [],
};

/**
 * Anything that is done to a ticket, so many milliseconds after what was done before; never two at one instant, of
 * which a trail does not tell whether the answer came first.
 */
const deeds = fc.array(
  fc.record({
    afterMs: afterMs.map((ms) => ms + 1),
    deed: fc.oneof(
      fc
        .tuple(fc.constantFrom(...STATUSES), fc.boolean())
        .map(([to, pausesClock]) => ({ kind: 'status', to, pausesClock }) as const),
      fc.boolean().map((pausesClock) => ({ kind: 'reason', pausesClock }) as const),
      fc
        .constantFrom<Priority>('low', 'medium', 'high', 'urgent')
        .map((priority) => ({ kind: 'priority', priority }) as const),
      fc.constantFrom('vip', null).map((team) => ({ kind: 'team', team }) as const),
      fc.constant({ kind: 'answer' } as const),
      fc.constant({ kind: 'word' } as const),
      fc.constant({ kind: 'title' } as const),
    ),
  }),
  { maxLength: 12 },
);

type Deeds = typeof deeds extends fc.Arbitrary<infer D> ? D : never;

function lived(by: SlaTerms, start: Date, all: Deeds, isWatched: boolean) {
  const life = new Life(by, start, isWatched);
  let now = start;
  for (const { afterMs: ms, deed } of all) {
    now = new Date(now.getTime() + ms);
    if (deed.kind === 'priority') life.edit({ priority: deed.priority }, now);
    else if (deed.kind === 'team') life.edit({ team: deed.team }, now);
    else if (deed.kind === 'title') life.edit({ title: 'Another title' }, now);
    else if (isFinal(life.ticket.status) && (deed.kind === 'answer' || deed.kind === 'word')) continue;
    else if (deed.kind === 'answer') life.answer(now);
    else if (deed.kind === 'word') life.ask(now);
    else if (deed.kind === 'reason') {
      const { hold } = life.ticket;
      if (hold !== undefined) life.edit({ hold: { ...hold, pausesClock: deed.pausesClock } }, now);
    } else if (MOVES[life.ticket.status].includes(deed.to)) life.to(deed.to, now, deed.pausesClock);
  }
  const until = new Date(now.getTime() + 1);
  return { life: life.watch(until), until };
}

/** With a next response, and without a resolution for low ones: each priority has other targets. */
function answering({ urgent, high, medium, low }: SlaPolicy['targets']): SlaPolicy['targets'] {
  return {
    urgent: { ...urgent, nextResponseMinutes: urgent.firstResponseMinutes },
    high,
    medium: { ...medium, nextResponseMinutes: medium.firstResponseMinutes },
    low: { ...low, resolutionMinutes: null, nextResponseMinutes: low.firstResponseMinutes },
  };
}

describe('property: replaying the events of a ticket under its own policy', () => {
  const withSteps = termsCases.map(({ terms: by, at }) => ({
    at,
    by: {
      ...by,
      policy: {
        ...by.policy,
        targets: answering(by.policy.targets),
        escalation: [aStep('notify_managers', 0), aStep('notify_managers', 120)],
        exceptions: [{ category: null, team: 'vip', targets: { medium: by.policy.targets.urgent } }],
      },
    },
  }));

  it('gives its own clock', () => {
    fc.assert(
      fc.property(withSteps, deeds, ({ by, at }, all) => {
        const { life, until } = lived(by, at, all, true);
        expect(life.replayed(by, until)).toEqual(life.ticket.sla);
      }),
      { numRuns: 500 },
    );
  });

  it('gives its own verdicts where nobody has looked', () => {
    fc.assert(
      fc.property(withSteps, deeds, ({ by, at }, all) => {
        const { life, until } = lived(by, at, all, false);
        const clock = life.replayed(by, until);
        for (const target of SLA_TARGETS) {
          expect(verdictOf(clock, target, until)).toBe(verdictOf(life.ticket.sla, target, until));
        }
      }),
      { numRuns: 500 },
    );
  });
});
