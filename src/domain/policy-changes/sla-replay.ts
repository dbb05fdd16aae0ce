import type { TicketEvent } from '../tickets/events.js';
import { keepClock, recordFirstResponse, startClock } from '../sla/sla-clock.js';
import { unrecordedBreaches, workOff } from '../sla/sla-due.js';
import { hasBreached, type SlaClock } from '../sla/sla-milestone.js';
import { SLA_TARGETS, type SlaSubject, type SlaTarget, type SlaTerms } from '../sla/sla.js';
import { PRIORITIES, STATUSES } from '../ticket-fields.js';
import type { Ticket } from '../tickets/ticket.js';

/*
 * What an SLA policy would have done to a ticket. What people, triage and escalation did with the ticket is taken as it
 * was; only the promises are worked out anew.
 */

/** What a ticket was from an instant on, as far as its promises depend on it. */
interface Moment {
  readonly at: Date;
  readonly subject: SlaSubject;
}

/** The life of a ticket, as far as its promises depend on it. */
export interface SlaHistory {
  /** When its time began to count: before the ticket itself where it has taken in an earlier one. */
  readonly createdAt: Date;
  readonly first: SlaSubject;
  /** Its changes, in order. */
  readonly changes: readonly Moment[];
  /** When staff first answered; null when nobody has. */
  readonly answeredAt: Date | null;
}

/** An event as far as it tells of such a change. */
export type SlaEvent = Pick<TicketEvent, 'at' | 'details'>;

/** From a ticket as it is and the events of its trail, in order; events that tell of other things may be left out. */
export function historyOf(
  ticket: SlaSubject & Pick<Ticket, 'createdAt' | 'sla'>,
  events: readonly SlaEvent[],
): SlaHistory {
  const { status, priority, category, team } = ticket;
  let subject: SlaSubject = { status, priority, category, team, ...codeOf(ticket.resolutionCode) };
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

/** What the ticket was before an event; the same object where the event changed nothing of it. */
function subjectBefore(after: SlaSubject, details: SlaEvent['details']): SlaSubject {
  const status = STATUSES.find((each) => each === fromOf(details['status']));
  const priority = PRIORITIES.find((each) => each === fromOf(details['priority']));
  const category = fromOf(details['category']);
  const team = fromOf(details['team']);
  const isTold = typeof team === 'string' || team === null;
  const code = fromOf(details['resolution_code']);
  const isCoded = typeof code === 'string' || code === null;
  const isChanged = status !== undefined || priority !== undefined || typeof category === 'string';
  if (!isChanged && !isTold && !isCoded) return after;
  return {
    status: status ?? after.status,
    priority: priority ?? after.priority,
    category: typeof category === 'string' ? category : after.category,
    team: isTold ? team : after.team,
    ...codeOf(isCoded ? code : after.resolutionCode),
  };
}

function fromOf(change: unknown): unknown {
  return typeof change === 'object' && change !== null && 'from' in change ? change.from : undefined;
}

/**
 * The clock of the ticket at `until`, had it come under these terms and had nothing that falls due been seen too late.
 * Of an answer and a change at one instant the answer comes first.
 * @throws DomainError `invalid_input` when the calendar has not enough working time for the targets.
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

/** How a promise has come out: kept, broken, still to be kept, or dropped with a ticket that ended before. */
export const SLA_VERDICTS = ['met', 'breached', 'pending', 'dropped'] as const;
export type SlaVerdict = (typeof SLA_VERDICTS)[number];

/** How a promise has come out by `at`, noticed or not. Those of a ticket that was merged are left to the other. */
export function verdictOf(clock: SlaClock, target: SlaTarget, at: Date): SlaVerdict {
  if (clock.state === 'none') return 'dropped';
  const promise = clock[target];
  if (hasBreached(promise) || unrecordedBreaches(clock, at).includes(target)) return 'breached';
  if (promise.metAt !== null) return 'met';
  return promise.ongoing === null ? 'dropped' : 'pending';
}
