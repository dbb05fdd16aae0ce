import { parseTime } from '../../domain/sla/calendar/local-time.js';
import type { Calendar } from '../../domain/sla/calendar/calendar.js';
import { digestDelivery, digestDeliveryId } from '../../domain/mail/delivery.js';
import {
  digestDay,
  digestOf,
  digestSpan,
  entryOf,
  type Digest,
  type DigestEntry,
  type UnheardMails,
} from '../../domain/mail/digest.js';
import { teamRef } from '../../domain/desk/teams.js';
import { DomainError } from '../../domain/errors.js';
import { versionRef } from '../../domain/sla/sla.js';
import type { User } from '../../domain/accounts/user.js';
import { managers } from '../tickets/assignment/auto-assign-ticket.js';
import type { AppDeps } from '../deps.js';
import { openTickets } from '../tickets/open-tickets.js';
import { currentTerms } from '../sla/terms.js';

type Deps = Pick<
  AppDeps,
  'users' | 'teams' | 'tickets' | 'policies' | 'calendars' | 'deliveries' | 'receivedMails' | 'clock'
>;

/** A manager whose digest is due, and its local day. */
interface Reader {
  readonly manager: User;
  readonly day: string;
  readonly calendar: Calendar;
}

/**
 * Writes the daily digests that are due:
 * at `at`, as `HH:MM`, or up to two hours later, on a working day of the manager's calendar, or of the default
 * policy's without one. No digest without open tickets and mails without an effect. Each manager gets one a day, so a
 * repeat writes the same. Returns the ids of the unsent mails.
 */
export async function writeDigests(deps: Deps, at: string): Promise<readonly string[]> {
  const atMinute = parseTime(at);
  if (atMinute === null) throw new DomainError('invalid_input', `${at} is not a time of day.`);
  const now = deps.clock.now();
  const readers = await readersAt(deps, now, atMinute);
  const known = await Promise.all(
    readers.map(({ manager, day }) => deps.deliveries.find(digestDeliveryId(day, manager))),
  );
  const unsent = known.flatMap((delivery) =>
    delivery !== null && (delivery.state === 'queued' || delivery.state === 'sending') ? [delivery.id] : [],
  );
  const unwritten = readers.filter((_reader, index) => known[index] === null);
  if (unwritten.length === 0) return unsent;
  const digest = await digestAt(deps, now);
  const written = (
    await Promise.all(
      unwritten.map(async ({ manager, day, calendar }) => {
        const unheard = await unheardOf(deps, calendar, now, atMinute);
        const isQuiet = digest.total.open === 0 && unheard.counts.length === 0;
        return isQuiet ? [] : [digestDelivery(day, now, { ...digest, unheard }, manager)];
      }),
    )
  ).flat();
  if (written.length === 0) return unsent;
  await deps.deliveries.addMissing(written);
  return [...unsent, ...written.map(({ id }) => id)];
}

async function unheardOf(
  { receivedMails }: Deps,
  calendar: Calendar,
  now: Date,
  atMinute: number,
): Promise<UnheardMails> {
  const { since, until } = digestSpan(calendar, now, atMinute);
  return { since, counts: await receivedMails.countUnheard(since, until) };
}

async function readersAt(deps: Deps, now: Date, atMinute: number): Promise<readonly Reader[]> {
  const people = await managers(deps);
  const readers = await Promise.all(
    people.map(async (manager) => {
      const calendar = await calendarOf(deps, manager);
      const day = digestDay(calendar, now, atMinute);
      return day === null ? [] : [{ manager, day, calendar }];
    }),
  );
  return readers.flat();
}

async function calendarOf(deps: Deps, { calendar }: User): Promise<Calendar> {
  const newest = calendar === null ? null : await deps.calendars.find(calendar);
  // By reference, because that returns the same object with its cached working time.
  return newest === null
    ? (await currentTerms(deps)).calendar
    : deps.calendars.byRef(versionRef(newest.content));
}

async function digestAt(deps: Deps, now: Date): Promise<Digest> {
  const entries: DigestEntry[] = [];
  const teams = await deps.teams.all();
  for await (const ticket of openTickets(deps)) {
    const entry = entryOf(ticket, now);
    if (entry !== null) entries.push({ ...entry, team: teamRef(teams, entry.team)?.label ?? null });
  }
  return digestOf(entries);
}
