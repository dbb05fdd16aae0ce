import type { TicketEvent } from '../tickets/events.js';
import { keepClock, recordFirstResponse, startClock } from '../sla/sla-clock.js';
import { unrecordedBreaches, workOff } from '../sla/sla-due.js';
import { hasBreached, type SlaClock } from '../sla/sla-milestone.js';
import { SLA_TARGETS, type SlaSubject, type SlaTarget, type SlaTerms } from '../sla/sla.js';
import { PRIORITIES, STATUSES } from '../ticket-fields.js';
import type { Ticket } from '../tickets/ticket.js';

/*
 * The effect of an SLA policy on a past ticket.
 * Actions of people, triage and escalation stay the same. Only the targets are calculated again.
 */

/** The state of a ticket from an instant, as far as its targets depend on it. */
interface Moment {
  readonly at: Date;
  readonly subject: SlaSubject;
}

/** The life of a ticket, as far as its promises depend on it. */
export interface SlaHistory {
  /** The start of its time: before the ticket itself if an earlier ticket was merged into it. */
  readonly createdAt: Date;
  readonly first: SlaSubject;
  /** Its changes, in order. */
  readonly changes: readonly Moment[];
  /** The first answer of staff; null without one. */
  readonly answeredAt: Date | null;
}

/** An event, as far as it records such a change. */
export type SlaEvent = Pick<TicketEvent, 'at' | 'details'>;

/**
 * Returns the history of a ticket from its current state and its events, in order.
 * Other events may be left out.
 */
export function historyOf(
  ticket: SlaSubject & Pick<Ticket, 'createdAt' | 'sla'>,
  events: readonly SlaEvent[],
): SlaHistory {
  const { status, priority, category, team, hold } = ticket;
  let subject: SlaSubject = {
    status,
    priority,
    category,
    team,
    ...codeOf(ticket.resolutionCode),
    ...holdOf(hold?.pausesClock),
  };
  const changes: Moment[] = [];
  for (const { at, details } of [...events].reverse()) {
    const before = subjectBefore(subject, details);
    if (before === subject) continue;
    changes.push({ at, subject });
    subject = before;
  }
  return {
    createdAt: firstStart(ticket),
    first: subject,
    changes: changes.reverse(),
    answeredAt: ticket.sla.firstResponse.metAt,
  };
}

function firstStart({ createdAt, sla }: Pick<Ticket, 'createdAt' | 'sla'>): Date {
  const starts = SLA_TARGETS.map((target) => sla[target])
    .flatMap(({ completed, ongoing }) => completed[0] ?? ongoing ?? [])
    .map(({ startedAt }) => startedAt.getTime());
  return new Date(Math.min(createdAt.getTime(), ...starts));
}

function codeOf(resolutionCode: unknown): Pick<SlaSubject, 'resolutionCode'> {
  return typeof resolutionCode === 'string' ? { resolutionCode } : {};
}

function holdOf(pausesClock: unknown): Pick<SlaSubject, 'hold'> {
  return typeof pausesClock === 'boolean' ? { hold: { pausesClock } } : {};
}

/** Returns the ticket before an event; the same object if the event changed nothing relevant. */
function subjectBefore(after: SlaSubject, details: SlaEvent['details']): SlaSubject {
  const status = STATUSES.find((each) => each === fromOf(details['status']));
  const priority = PRIORITIES.find((each) => each === fromOf(details['priority']));
  const category = fromOf(details['category']);
  const team = fromOf(details['team']);
  const isTold = typeof team === 'string' || team === null;
  const code = fromOf(details['resolution_code']);
  const isCoded = typeof code === 'string' || code === null;
  const held = fromOf(details['hold_pauses_clock']);
  const isHeld = typeof held === 'boolean' || held === null;
  const isChanged = status !== undefined || priority !== undefined || typeof category === 'string';
  if (!isChanged && !isTold && !isCoded && !isHeld) return after;
  return {
    status: status ?? after.status,
    priority: priority ?? after.priority,
    category: typeof category === 'string' ? category : after.category,
    team: isTold ? team : after.team,
    ...codeOf(isCoded ? code : after.resolutionCode),
    ...holdOf(isHeld ? held : after.hold?.pausesClock),
  };
}

function fromOf(change: unknown): unknown {
  return typeof change === 'object' && change !== null && 'from' in change ? change.from : undefined;
}

/**
 * Returns the clock of the ticket at `until`, under these terms and without delayed checks.
 * Of an answer and a change at one instant, the answer comes first.
 * @throws DomainError `invalid_input` if the calendar has too little working time for the targets.
 */
export function replay(terms: SlaTerms, history: SlaHistory, until: Date): SlaClock {
  const { createdAt, first, answeredAt } = history;
  let ticket = { ...first, sla: startClock(terms, first, createdAt) };
  let isAnswered = answeredAt === null;
  const changes = history.changes.filter(({ at }) => at <= until);
  const answersBy = (at: Date) => !isAnswered && answeredAt !== null && answeredAt <= at;

  function turn(at: Date, subject: SlaSubject, isAnswer = false): void {
    const due = workOff(terms, ticket.sla, at);
    const after = { ...subject, sla: isAnswer ? recordFirstResponse(due, at) : due };
    ticket = { ...after, sla: keepClock(terms, { ...ticket, sla: due }, after, at) };
  }

  for (const { at, subject } of changes) {
    if (answersBy(at)) answer(at);
    turn(at, subject);
  }
  if (answersBy(until)) answer(until);
  return workOff(terms, ticket.sla, until);

  function answer(by: Date): void {
    isAnswered = true;
    turn(answeredAt ?? by, ticket, true);
  }
}

/** The result of a target: met, breached, still due, or dropped because the ticket ended before. */
export const SLA_VERDICTS = ['met', 'breached', 'pending', 'dropped'] as const;
export type SlaVerdict = (typeof SLA_VERDICTS)[number];

/**
 * Returns the result of a target at `at`, recorded or not.
 * Targets of a merged ticket belong to the other ticket.
 */
export function verdictOf(clock: SlaClock, target: SlaTarget, at: Date): SlaVerdict {
  if (clock.state === 'none') return 'dropped';
  const promise = clock[target];
  if (hasBreached(promise) || unrecordedBreaches(clock, at).includes(target)) return 'breached';
  if (promise.metAt !== null) return 'met';
  return promise.ongoing === null ? 'dropped' : 'pending';
}
