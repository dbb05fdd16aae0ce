import type { TicketEvent } from '../tickets/events.js';
import { keepClock, startClock } from '../sla/sla-clock.js';
import { unrecordedBreaches, workOff } from '../sla/sla-due.js';
import { hasEverBreached, milestoneOf, type SlaClock } from '../sla/sla-milestone.js';
import { recordAnswer, recordWord } from '../sla/sla-response.js';
import { inForce } from '../sla/sla-terms.js';
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

/** A public word on a ticket. */
export interface PublicWord {
  readonly at: Date;
  readonly by: 'staff' | 'requester';
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
  /** The public words after the description, in order. The first answer may be left out. */
  readonly words?: readonly PublicWord[];
}

/** An event, as far as it records such a change. */
export type SlaEvent = Pick<TicketEvent, 'at' | 'details'> &
  Partial<Pick<TicketEvent, 'type'>> & { readonly actor?: { readonly id: string | null } };

/**
 * Returns the history of a ticket from its current state and its events, in order.
 * Other events may be left out.
 */
export function historyOf(
  ticket: SlaSubject & Pick<Ticket, 'createdAt' | 'sla' | 'requester' | 'participants'>,
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
    words: wordsIn(ticket, events),
  };
}

/** An event does not say who was staff. Answers come from others than the requester and people in copy. */
function wordsIn(
  { requester, participants = [], sla }: Pick<Ticket, 'sla' | 'requester' | 'participants'>,
  events: readonly SlaEvent[],
): readonly PublicWord[] {
  const outside = new Set([requester.id, ...participants.map(({ id }) => id)]);
  const answeredAt = sla.firstResponse.metAt;
  return events.flatMap(({ type, at, actor, details }): PublicWord[] => {
    if (type !== 'ticket.commented' || details['is_internal'] === true) return [];
    if (typeof actor?.id === 'string' && outside.has(actor.id)) return [{ at, by: 'requester' }];
    return answeredAt !== null && at >= answeredAt ? [{ at, by: 'staff' }] : [];
  });
}

function firstStart({ createdAt, sla }: Pick<Ticket, 'createdAt' | 'sla'>): Date {
  const starts = SLA_TARGETS.map((target) => milestoneOf(sla, target))
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
 * Of a word and a change at one instant, the word comes first.
 * @throws DomainError `invalid_input` if the calendar has too little working time for the targets.
 */
export function replay(terms: SlaTerms, history: SlaHistory, until: Date): SlaClock {
  const { createdAt, first } = history;
  let ticket = { ...first, sla: startClock(terms, first, createdAt) };
  for (const { at, subject = ticket, by } of stepsOf(history, until)) {
    const due = workOff(inForce(terms, ticket), ticket.sla, at);
    const after = { ...subject, sla: by === undefined ? due : said(due, by, at) };
    ticket = { ...after, sla: keepClock(terms, { ...ticket, sla: due }, after, at) };
  }
  return workOff(inForce(terms, ticket), ticket.sla, until);
}

function said(clock: SlaClock, by: PublicWord['by'], at: Date): SlaClock {
  return by === 'staff' ? recordAnswer(clock, at) : recordWord(clock, at);
}

type ReplayStep = { readonly at: Date } & Partial<Pick<Moment, 'subject'> & Pick<PublicWord, 'by'>>;

/** In order of time. The sort is stable, so words come before the changes of their instant. */
function stepsOf({ changes, answeredAt, words = [] }: SlaHistory, until: Date): readonly ReplayStep[] {
  const isTold = words.some(({ at, by }) => by === 'staff' && at.getTime() === answeredAt?.getTime());
  const answer: readonly ReplayStep[] =
    answeredAt === null || isTold ? [] : [{ at: answeredAt, by: 'staff' }];
  return [...answer, ...words, ...changes]
    .filter(({ at }) => at <= until)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
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
  const promise = milestoneOf(clock, target);
  if (hasEverBreached(promise) || unrecordedBreaches(clock, at).includes(target)) return 'breached';
  if (promise.metAt !== null) return 'met';
  return promise.ongoing === null ? 'dropped' : 'pending';
}
