import type { StoredEvent, StoredTicket } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/* The trail of a ticket tells its whole life, in one line without gaps, and ends where the ticket is. */

export const trailsWithoutGaps: Rule = ({ tickets, trails }): Finding => ({
  promise: 'trails have no gaps and end at the ticket',
  looked: tickets.length,
  violations: tickets.flatMap((ticket) => {
    const trail = trails.get(ticket._id) ?? [];
    return [...gaps(ticket, trail), ...breaks(ticket, trail), ...strays(ticket, trail)];
  }),
});

function gaps({ number, version }: StoredTicket, trail: readonly StoredEvent[]): string[] {
  const versions = [...new Set(trail.map(({ ticketVersion }) => ticketVersion))];
  const isWhole = versions.length === version && versions.every((each, index) => each === index + 1);
  const created = trail.filter(({ type }) => type === 'ticket.created').length;
  return [
    ...(isWhole ? [] : [`${number} has version ${version} and events of ${versions.join(', ')}`]),
    ...(created === 1 ? [] : [`${number} was created ${created} times`]),
  ];
}

/** Each change begins where the one before has ended, and the last ends where the ticket is. */
function breaks(ticket: StoredTicket, trail: readonly StoredEvent[]): string[] {
  const fields = {
    status: ticket.status,
    priority: ticket.priority,
    assignee: ticket.assignment?.assignee.id ?? null,
  };
  return Object.entries(fields).flatMap(([field, now]) => {
    const changes = trail.flatMap(({ details }) =>
      details?.[field]?.to === undefined ? [] : [details[field]],
    );
    const links = changes.map(({ from, to }) => [idOf(from), idOf(to)] as const);
    const torn = links.some(([from], index) => index > 0 && from !== links[index - 1]?.[1]);
    const last = links.at(-1)?.[1];
    return [
      ...(torn ? [`${ticket.number}: the changes of ${field} do not follow each other`] : []),
      ...(links.length > 0 && last !== now
        ? [`${ticket.number}: the last change of ${field} does not lead to what it is`]
        : []),
    ];
  });
}

/** People are told by id and name, everything else by itself. */
function idOf(value: any): unknown {
  return value?.id ?? value ?? null;
}

/** Nothing happens once more that happens once. */
function strays({ number }: StoredTicket, trail: readonly StoredEvent[]): string[] {
  // A comment to be sent later is told of again when it is sent (sent-later.ts).
  const ids = trail.flatMap(({ details, type }) =>
    type === 'ticket.commented' && details.send_at === undefined ? [details.comment_id] : [],
  );
  return [
    ...(new Set(ids).size === ids.length ? [] : [`${number} tells of a comment twice`]),
    ...(isAssignedInReview(trail) ? [`${number} was assigned while its triage waited for a person`] : []),
  ];
}

function isAssignedInReview(trail: readonly StoredEvent[]): boolean {
  const start = trail.findIndex(({ type }) => type === 'ticket.triage_proposed');
  if (start === -1) return false;
  const rest = trail.slice(start + 1);
  const end = rest.findIndex(({ type }) => type.startsWith('ticket.triage'));
  const inReview = end === -1 ? rest : rest.slice(0, end);
  return inReview.some(({ type, actor }) => type === 'ticket.assigned' && actor.type === 'system');
}

export const commentsInTrails: Rule = ({ comments, trails }): Finding => {
  const told = new Set(
    [...trails.values()]
      .flat()
      .flatMap(({ type, details }) => (type === 'ticket.commented' ? [String(details.comment_id)] : [])),
  );
  const there = new Set(comments.map(({ _id }) => _id));
  return {
    promise: 'every comment has its event, and every event its comment',
    looked: comments.length,
    violations: [
      ...[...there].filter((id) => !told.has(id)).map((id) => `comment ${id} has no event`),
      ...[...told].filter((id) => !there.has(id)).map((id) => `comment ${id} is told of and not there`),
    ],
  };
};

export const nothingWaits: Rule = ({ tickets, unpublished }): Finding => ({
  promise: 'everybody was told of every event, and every ticket was triaged',
  looked: tickets.length,
  violations: [
    ...(unpublished === 0 ? [] : [`${unpublished} events lie in the outbox`]),
    ...tickets
      .filter(({ status, triage }) => triage.state === 'pending' && !['closed', 'cancelled'].includes(status))
      .map(({ number }) => `${number} still waits for triage`),
  ],
  note: `${tickets.filter(({ triage }) => triage.state === 'fallback').length} by the fallback`,
});
