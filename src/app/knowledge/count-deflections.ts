import { addMinutes } from '../../domain/time.js';
import type { PendingDeflection } from '../../ports/knowledge/deflections.js';
import type { AppDeps } from '../deps.js';
import { personPseudonym } from './reader.js';

type Deps = Pick<AppDeps, 'deflections' | 'readerPseudonym' | 'clock'>;

/** A person who opens no ticket for so long after being helped needed none. */
const WITHOUT_TICKET_MINUTES = 24 * 60;
/** A ticket can be stored somewhat later than its time of creation. */
const MARGIN_MINUTES = 60;
/** Feedback that is settled with one reading of the tickets. */
const AT_ONCE = 500;

/**
 * Counts articles that avoided a ticket: a person said that it helped, and opened none for 24 hours.
 * The tickets are read, and their requesters' pseudonyms compared. So nobody can look up who gave the feedback.
 * Each is settled alone, so a repeat counts nothing twice.
 */
export async function countDeflections(deps: Deps, signal?: AbortSignal): Promise<void> {
  const until = addMinutes(deps.clock.now(), -WITHOUT_TICKET_MINUTES - MARGIN_MINUTES);
  for (;;) {
    const batch = await deps.deflections.pending(until, AT_ONCE);
    if (batch.length === 0) return;
    const opened = await openedAfter(deps, batch);
    for (const each of batch) {
      signal?.throwIfAborted();
      await deps.deflections.settle(each, !opened.has(each));
    }
    if (batch.length < AT_ONCE) return;
  }
}

/** Those whose readers opened a ticket in time. */
async function openedAfter(
  deps: Deps,
  batch: readonly PendingDeflection[],
): Promise<ReadonlySet<PendingDeflection>> {
  const times = batch.map(({ since }) => since.getTime());
  const byReader = new Map<string, PendingDeflection[]>();
  for (const each of batch) byReader.set(each.reader, [...(byReader.get(each.reader) ?? []), each]);
  const opened = new Set<PendingDeflection>();
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  await deps.deflections.eachOpening(first, endOf(last), ({ personIds, at }) => {
    const feedback = personIds.flatMap((id) => byReader.get(personPseudonym(deps, id)) ?? []);
    for (const each of feedback) if (at > each.since && at <= endOf(each.since)) opened.add(each);
  });
  return opened;
}

function endOf(since: Date): Date {
  return addMinutes(since, WITHOUT_TICKET_MINUTES);
}
