import { sequenceIn } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';

/** Numbers that are skipped if the last one is unknown: for tickets that only their requesters know. */
const UNKNOWN_TICKETS = 1_000;

/** Clocks of several machines differ. */
const CLOCKS_DIFFER_MS = 60 * 60 * 1000;

/**
 * Returns the last ticket number of this year that may have been used since the backup:
 * `past` if given. Otherwise the highest number in the database or Temporal, plus {@link UNKNOWN_TICKETS}.
 * @throws DomainError `unavailable`
 */
export async function findHighestIssuedNumber(
  deps: Pick<AppDeps, 'numbers' | 'tickets' | 'lifecycles'>,
  year: number,
  past: string | null,
): Promise<number> {
  const known = Math.max(await deps.numbers.given(year), await highestInTemporal(deps, year));
  return past === null ? known + UNKNOWN_TICKETS : Math.max(known, sequenceIn(year, past) ?? 0);
}

/** For tickets that are newer than the whole database. */
async function highestInTemporal(
  { tickets, lifecycles }: Pick<AppDeps, 'tickets' | 'lifecycles'>,
  year: number,
): Promise<number> {
  const { items } = await tickets.list({ filter: {}, sort: '-created_at', pageSize: 1 });
  const since = (items[0]?.createdAt.getTime() ?? CLOCKS_DIFFER_MS) - CLOCKS_DIFFER_MS;
  let highest = 0;
  for await (const page of lifecycles.startedSince(new Date(since))) {
    for (const number of page) highest = Math.max(highest, sequenceIn(year, number) ?? 0);
  }
  return highest;
}
