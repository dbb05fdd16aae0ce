import type { Watched } from '../load/watcher.js';
import type { Evidence, StoredEvent } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/*
 * Sockets and streams that resume by id have every event that their person may read, each once in effect, whatever was
 * killed. What a client has read in a list after a `resync` it need not get as events.
 */

export const everyEventSeenLive: Rule = (evidence): Finding => {
  const { watched } = evidence;
  const sum = (count: (each: Watched) => number) => watched.reduce((total, each) => total + count(each), 0);
  return {
    promise: 'every live client has seen every event that it may see',
    looked: sum(({ events }) => events.length),
    violations: watched.flatMap((each) => [
      ...missedOf(evidence, each),
      ...repeatsOf(each),
      ...disorderOf(evidence, each),
    ]),
    note: `${sum(({ connections }) => connections)} connections, ${sum(({ resyncs }) => resyncs)} resyncs`,
  };
};

export const nothingInternalLive: Rule = (evidence): Finding => {
  const requesters = evidence.watched.filter(({ isStaff }) => !isStaff);
  return {
    promise: 'no live client of a requester has got what is internal',
    looked: requesters.reduce((sum, { texts }) => sum + texts.length, 0),
    violations: requesters.flatMap((each) => leaksOf(evidence, each)),
  };
};

type Known = Pick<Evidence, 'tickets' | 'trails'>;

/** Events that the client may see, and knows neither as events nor from a list. */
export function missedOf(evidence: Known, watched: Watched): string[] {
  const seen = new Set(watched.events);
  return eventsFor(evidence, watched)
    .filter(({ _id }) => !seen.has(_id))
    .filter(({ ticketId, ticketVersion }) => ticketVersion > (watched.versions.get(ticketId) ?? 0))
    .map(
      ({ type, ticketId, ticketVersion }) =>
        `${watched.name} missed ${type} (${ticketId}, version ${ticketVersion})`,
    );
}

function eventsFor({ tickets, trails }: Known, { isStaff, personId }: Watched): readonly StoredEvent[] {
  return tickets
    .filter(({ requester }) => isStaff || requester.id === personId)
    .flatMap(({ _id }) => trails.get(_id) ?? [])
    .filter(({ isInternal }) => isStaff || !isInternal);
}

function repeatsOf({ name, changed }: Watched): string[] {
  return changed.map((id) => `${name} got event ${id} twice, and not the same`);
}

/** What came first of each ticket came in the order of its versions; what a list has told before may come at any time. */
function disorderOf({ trails }: Known, { name, events, versions }: Watched): string[] {
  const all = new Map([...trails.values()].flat().map((event) => [event._id, event]));
  const last = new Map<string, number>();
  return events.flatMap((id) => {
    const event = all.get(id);
    if (event === undefined) return [`${name} got event ${id}, which is in no trail`];
    const { ticketId, ticketVersion } = event;
    const before = last.get(ticketId) ?? 0;
    last.set(ticketId, Math.max(before, ticketVersion));
    const isLate = ticketVersion < before && ticketVersion > (versions.get(ticketId) ?? 0);
    return isLate ? [`${name} got version ${ticketVersion} of ${ticketId} after version ${before}`] : [];
  });
}

function leaksOf(
  { stories, trails }: Pick<Evidence, 'stories' | 'trails'>,
  { name, events, texts }: Watched,
): string[] {
  const internal = new Set(
    [...trails.values()].flat().flatMap(({ _id, isInternal }) => (isInternal ? [_id] : [])),
  );
  const marks = stories.flatMap(({ said }) =>
    said.flatMap(({ isInternal, mark }) => (isInternal ? [mark] : [])),
  );
  const all = texts.join('\n');
  return [
    ...events.filter((id) => internal.has(id)).map((id) => `${name} got the internal event ${id}`),
    ...marks.filter((mark) => all.includes(mark)).map((mark) => `${name} got the note ${mark}`),
    ...(all.includes('"helpful_notes"') ? [`${name} got hints of triage`] : []),
  ];
}
