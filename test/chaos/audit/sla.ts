import { FIRST_RESPONSE_MINUTES, RESOLUTION_MINUTES } from '../system/settings.js';
import type { Evidence, StoredEvent, StoredTicket } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/*
 * The promises of the run are the same for every priority, count round the clock and begin with the ticket. So the auditor
 * can say without any of the system's own arithmetic when each was due and whether it was kept.
 */

const MS_PER_MINUTE = 60_000;

const MINUTES = { firstResponse: FIRST_RESPONSE_MINUTES, resolution: RESOLUTION_MINUTES } as const;
type Target = keyof typeof MINUTES;

/** What the auditor expects of one promise; null where the ticket was over or resolved first, which stops the clock. */
function expectation(
  ticket: StoredTicket,
  trail: readonly StoredEvent[],
  target: Target,
  now: Date,
): { readonly dueAt: number; readonly isBroken: boolean } | null {
  const dueAt = ticket.createdAt.getTime() + MINUTES[target] * MS_PER_MINUTE;
  const stop = trail.find(({ details }) => ['resolved', 'closed', 'cancelled'].includes(details?.status?.to));
  const stoppedAt = stop?.at.getTime() ?? Infinity;
  if (stoppedAt <= dueAt) return null;
  if (now.getTime() <= dueAt) return null;
  const answer = trail.find(
    ({ type, details, actor }) =>
      type === 'ticket.commented' && details.is_internal !== true && actor.id !== ticket.requester.id,
  );
  const metAt = target === 'firstResponse' ? (answer?.at.getTime() ?? Infinity) : Infinity;
  return { dueAt, isBroken: metAt > dueAt };
}

export const breachesInTime: Rule = (evidence): Finding => {
  const { tickets, trails } = evidence;
  const late: number[] = [];
  const violations = tickets.flatMap((ticket) => {
    const trail = trails.get(ticket._id) ?? [];
    return (Object.keys(MINUTES) as Target[]).flatMap((target) => {
      const breaches = trail.filter(
        ({ type, details }) => type === 'sla.breached' && details.target === target,
      );
      late.push(...breaches.map(lateness));
      return faultsOf(evidence, ticket, trail, target, breaches);
    });
  });
  return {
    promise: 'every breach was written down once, with the instant at which it was due',
    looked: tickets.length * 2,
    violations,
    note: `${late.length} breaches, noticed after ${spread(late)}`,
  };
};

function faultsOf(
  { at }: Evidence,
  ticket: StoredTicket,
  trail: readonly StoredEvent[],
  target: Target,
  breaches: readonly StoredEvent[],
): string[] {
  const what = `${ticket.number} ${target}`;
  if (breaches.length > 1) return [`${what} was broken ${breaches.length} times`];
  const expected = expectation(ticket, trail, target, at);
  // A clock that was stopped first and set going again is the unit tests' concern.
  if (expected === null) return [];
  const [breach] = breaches;
  if (breach === undefined) return expected.isBroken ? [`${what} was broken and nobody wrote it down`] : [];
  const dueAt = Date.parse(String(breach.details.due_at));
  if (!expected.isBroken) return [`${what} was kept and is said to be broken`];
  return dueAt === expected.dueAt ? [] : [`${what} was due ${expected.dueAt - dueAt} ms later than is said`];
}

function lateness({ details }: StoredEvent): number {
  return Date.parse(String(details.noticed_at)) - Date.parse(String(details.due_at));
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return `${at(0.5)} ms (p50), ${at(0.99)} ms (p99), ${at(1)} ms at most`;
}
