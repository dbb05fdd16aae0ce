import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  WEEKDAYS,
  type Calendar,
  type Weekday,
  type WorkingInterval,
} from '../../../src/domain/sla/calendar/calendar.js';
import { validateCalendar } from '../../../src/domain/sla/calendar/validate-calendar.js';
import {
  addWorkingMinutes,
  endOfWork,
  isWorkingTime,
  nextWorkingInstant,
  subtractWorkingMinutes,
  workingMinutesBetween,
} from '../../../src/domain/sla/calendar/working-time.js';
import { DomainError } from '../../../src/domain/errors.js';

import { hasBreached, type SlaMilestone } from '../../../src/domain/sla/sla-milestone.js';
import { recordFirstResponse } from '../../../src/domain/sla/sla-response.js';
import { DEFAULT_POLICY, type SlaTerms } from '../../../src/domain/sla/sla.js';
import { STATUSES } from '../../../src/domain/ticket-fields.js';
import { clocked, moved } from '../../support/sla/clocks.js';

interface KnownCalendar {
  readonly timeZone: string;
  /** `mon tue 09:00-12:00 13:00-17:00; sat 10:00-15:00` */
  readonly week: string;
  readonly holidays: readonly string[];
}

interface Answer {
  readonly source: string;
  /** The name of a {@link KnownCalendar}. */
  readonly calendar: string;
  readonly expected: unknown;
  /** What Holdfast says, where it differs on purpose, and why. */
  readonly ours?: unknown;
  readonly because?: string;
}

type KnownCase = Answer &
  (
    | { readonly ask: 'add' | 'subtract'; readonly at: string; readonly minutes: number }
    | { readonly ask: 'minutesBetween'; readonly from: string; readonly to: string }
    | { readonly ask: 'nextInstant' | 'endOfWork' | 'isWorkingTime'; readonly at: string }
    | { readonly ask: 'shifts'; readonly at: string; readonly count: number }
    | {
        readonly ask: 'clock';
        /** Minutes to the first response and to the resolution. */
        readonly targets: readonly [number, number];
        /** Of the policy; false where it is left out. */
        readonly firstResponsePauses?: boolean;
        readonly created: string;
        /** `<instant> answer`, or `<instant> <status>`. */
        readonly events: readonly string[];
      }
  );

const { calendars, cases } = JSON.parse(
  readFileSync(new URL('known-cases.json', import.meta.url), 'utf8'),
) as {
  readonly calendars: Readonly<Record<string, KnownCalendar>>;
  readonly cases: readonly KnownCase[];
};

const made = new Map<string, Calendar>();

/** @throws DomainError `invalid_input` for a calendar that Holdfast does not take. */
function calendarOf(name: string): Calendar {
  const known = made.get(name) ?? made.set(name, toCalendar(name, calendars[name]!)).get(name)!;
  return validateCalendar(known);
}

function toCalendar(name: string, { timeZone, week: written, holidays }: KnownCalendar): Calendar {
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, []])) as unknown as Record<
    Weekday,
    WorkingInterval[]
  >;
  for (const part of written.split('; ').filter((each) => each !== '')) {
    const words = part.split(' ');
    const shifts = words.filter((word) => word.includes('-')).map((word) => word.split('-'));
    for (const day of WEEKDAYS.filter((each) => words.includes(each.slice(0, 3)))) {
      week[day].push(...shifts.map(([start = '', end = '']) => ({ start, end })));
    }
  }
  return { name, version: 1, timeZone, week, holidays: holidays.map((date) => ({ date, name: date })) };
}

/** In the form of the file, instants as ISO 8601 in UTC. */
function answerTo(known: KnownCase): unknown {
  const calendar = calendarOf(known.calendar);
  switch (known.ask) {
    case 'add':
      return addWorkingMinutes(calendar, new Date(known.at), known.minutes).toISOString();
    case 'subtract':
      return subtractWorkingMinutes(calendar, new Date(known.at), known.minutes).toISOString();
    case 'minutesBetween':
      return workingMinutesBetween(calendar, new Date(known.from), new Date(known.to));
    case 'nextInstant':
      return nextWorkingInstant(calendar, new Date(known.at)).toISOString();
    case 'endOfWork':
      return endOfWork(calendar, new Date(known.at)).toISOString();
    case 'isWorkingTime':
      return isWorkingTime(calendar, new Date(known.at));
    case 'shifts':
      return shiftsFrom(calendar, new Date(known.at), known.count);
    case 'clock':
      return clockAfter(calendar, known);
  }
}

function shiftsFrom(calendar: Calendar, at: Date, count: number): unknown {
  let from = at;
  return Array.from({ length: count }, () => {
    const start = nextWorkingInstant(calendar, from);
    from = endOfWork(calendar, start);
    return [start.toISOString(), from.toISOString()];
  });
}

function clockAfter(calendar: Calendar, known: KnownCase & { readonly ask: 'clock' }): unknown {
  const [firstResponseMinutes, resolutionMinutes] = known.targets;
  const medium = { firstResponseMinutes, resolutionMinutes };
  const { firstResponsePauses = false } = known;
  const policy = { ...DEFAULT_POLICY, firstResponsePauses, targets: { ...DEFAULT_POLICY.targets, medium } };
  const terms: SlaTerms = { policy, calendar };
  let ticket = clocked(terms, {}, new Date(known.created));
  for (const [instant = '', what] of known.events.map((event) => event.split(' '))) {
    const at = new Date(instant);
    const status = STATUSES.find((each) => each === what);
    const change = status === undefined ? { sla: recordFirstResponse(ticket.sla, at) } : { status };
    ticket = moved(terms, ticket, change, at);
  }
  const { firstResponse, resolution } = ticket.sla;
  const all = {
    frDue: firstResponse.dueAt.toISOString(),
    frMinutes: minutesOf(firstResponse),
    frBreached: hasBreached(firstResponse),
    resDue: resolution.dueAt.toISOString(),
    resMinutes: minutesOf(resolution),
    resBreached: hasBreached(resolution),
  };
  const asked = Object.keys(known.expected as object);
  return Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name)));
}

/** Working minutes of the cycle that is over; null while it goes on. */
function minutesOf({ completed }: SlaMilestone): number | null {
  const last = completed.at(-1);
  return last === undefined ? null : last.workedMs / 60_000;
}

/** Instants in one spelling: the sources give offsets, and some whole seconds only. */
function normalised(value: unknown): unknown {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/u.test(value)) return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, normalised(each)]));
}

function answerOrRefusal(known: KnownCase): unknown {
  try {
    return answerTo(known);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_input') return 'refused';
    throw error;
  }
}

describe('cases of other projects on working time and SLA clocks', () => {
  const agreed = cases.filter(({ ours }) => ours === undefined);
  const ownChoices = cases.filter(({ ours }) => ours !== undefined);
  const titled = (some: readonly KnownCase[]) =>
    some.map((known) => [`${known.source}: ${known.ask} #${cases.indexOf(known)}`, known] as const);

  it('has 127 cases of nine projects', () => {
    const projects = new Set(cases.map(({ source }) => source.split(' ')[0]));
    expect([cases.length, projects.size]).toEqual([127, 9]);
  });

  it.each(titled(agreed))('%s', (_, known) => {
    expect(answerOrRefusal(known)).toEqual(normalised(known.expected));
  });

  it.each(titled(ownChoices))('differs on purpose, and says why: %s', (_, known) => {
    expect(known.because).toMatch(/\w+.*\.$/u);
    expect(answerOrRefusal(known)).toEqual(normalised(known.ours));
    expect(normalised(known.ours)).not.toEqual(normalised(known.expected));
  });
});
