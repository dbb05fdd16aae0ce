import { addDays, addMinutes } from '../time.js';
import type { Calendar } from '../sla/calendar/calendar.js';
import { localTimeIn } from '../sla/calendar/local-day.js';
import { milestoneOf } from '../sla/sla-milestone.js';
import { SLA_TARGETS } from '../sla/sla.js';
import { countsAsLoad, type Ticket } from '../tickets/ticket.js';

/** The number of mails without an effect, by reason or fault. */
export interface UnheardCount {
  readonly reason: string;
  readonly count: number;
}

/** The numbers of open tickets. */
export interface DigestFigures {
  readonly open: number;
  /** Targets that are breached and still open. */
  readonly breached: number;
  /** A promise is due within a day. */
  readonly endangered: number;
  readonly unassigned: number;
  /** They wait on their requester. */
  readonly waiting: number;
}

/** A ticket that needs attention, without its title: a digest outlives deleted tickets. */
export interface DigestTicket {
  readonly number: string;
  readonly dueAt: Date;
}

/** The content of the daily digest. */
export interface Digest {
  readonly total: DigestFigures;
  /** In the order of their names; tickets without a team, as null, come last. */
  readonly teams: readonly (DigestFigures & { readonly team: string | null })[];
  /** The first {@link MAX_NAMED}, what was due first before the others. */
  readonly breached: readonly DigestTicket[];
  readonly endangered: readonly DigestTicket[];
  /** Mails without an effect since the last digest. Absent in digests of earlier versions. */
  readonly unheard?: UnheardMails;
}

/** Mails of a period without an effect, by reason. */
export interface UnheardMails {
  readonly since: Date;
  readonly counts: readonly UnheardCount[];
}

/** One open ticket, as far as a digest is concerned. */
export interface DigestEntry extends DigestTicket {
  readonly team: string | null;
  readonly urgency: 'breached' | 'endangered' | 'on_time';
  readonly isAssigned: boolean;
  readonly isWaiting: boolean;
}

const MAX_NAMED = 20;
const ENDANGERED_MINUTES = 24 * 60;
/** After an outage a digest may still come so late. */
const WINDOW_MINUTES = 120;

/**
 * Returns the day of the digest that is due at `now`, as `YYYY-MM-DD`:
 * from `atMinute`, for two hours, on working days of the calendar, in its time zone. Null if none is due.
 */
export function digestDay(calendar: Calendar, now: Date, atMinute: number): string | null {
  const { date, minute, isWorkingDay } = localTimeIn(calendar, now);
  return isWorkingDay && minute >= atMinute && minute < atMinute + WINDOW_MINUTES ? date : null;
}

/** Longer holidays do not occur. */
const MAX_DAYS_OFF = 60;

/**
 * Returns the period of a digest:
 * from its time on the previous working day until its time on this one.
 */
export function digestSpan(
  calendar: Calendar,
  now: Date,
  atMinute: number,
): { readonly since: Date; readonly until: Date } {
  const atItsTime = (day: Date) => addMinutes(day, atMinute - localTimeIn(calendar, day).minute);
  const until = atItsTime(new Date(Math.floor(now.getTime() / 60_000) * 60_000));
  for (let days = 1; days < MAX_DAYS_OFF; days += 1) {
    const day = addDays(until, -days);
    if (localTimeIn(calendar, day).isWorkingDay) return { since: atItsTime(day), until };
  }
  return { since: addDays(until, -MAX_DAYS_OFF), until };
}

/** Null for a ticket that is resolved or over. */
export function entryOf(ticket: Ticket, now: Date): DigestEntry | null {
  if (!countsAsLoad(ticket.status)) return null;
  const { sla, number, team, assignment, status } = ticket;
  const isRunning = sla.state === 'running';
  const ongoing = SLA_TARGETS.map((target) => milestoneOf(sla, target)).filter(
    (promise) => promise.ongoing !== null,
  );
  const dueFirst = (promises: typeof ongoing) =>
    promises.map(({ dueAt }) => dueAt).sort((a, b) => a.getTime() - b.getTime())[0];
  const breached = dueFirst(
    ongoing.filter(({ breachedAt, dueAt }) => breachedAt !== null || (isRunning && dueAt <= now)),
  );
  const soon = addMinutes(now, ENDANGERED_MINUTES);
  const endangered = dueFirst(ongoing.filter(({ dueAt }) => isRunning && dueAt <= soon));
  return {
    number,
    team,
    dueAt: breached ?? endangered ?? sla.resolution.dueAt,
    urgency: breached !== undefined ? 'breached' : endangered !== undefined ? 'endangered' : 'on_time',
    isAssigned: assignment !== null,
    isWaiting: status === 'waiting_on_user' || status === 'on_hold',
  };
}

export function digestOf(entries: readonly DigestEntry[]): Digest {
  const teams = [...new Set(entries.map(({ team }) => team))].sort(byName);
  return {
    total: figuresOf(entries),
    teams: teams.map((team) => ({ team, ...figuresOf(entries.filter((entry) => entry.team === team)) })),
    breached: named(entries, 'breached'),
    endangered: named(entries, 'endangered'),
  };
}

function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.localeCompare(b, 'en');
}

function figuresOf(entries: readonly DigestEntry[]): DigestFigures {
  const count = (isCounted: (entry: DigestEntry) => boolean) => entries.filter(isCounted).length;
  return {
    open: entries.length,
    breached: count(({ urgency }) => urgency === 'breached'),
    endangered: count(({ urgency }) => urgency === 'endangered'),
    unassigned: count(({ isAssigned }) => !isAssigned),
    waiting: count(({ isWaiting }) => isWaiting),
  };
}

function named(entries: readonly DigestEntry[], urgency: DigestEntry['urgency']): DigestTicket[] {
  return entries
    .filter((entry) => entry.urgency === urgency)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    .slice(0, MAX_NAMED)
    .map(({ number, dueAt }) => ({ number, dueAt }));
}
