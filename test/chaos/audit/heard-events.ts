import type { StoredEvent } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/* A second listener to the event log has heard what the trail of each ticket tells, whatever happened to the workers. */

export const everyEventHeard: Rule = ({ trails, heard }): Finding => {
  const all = [...trails].map(([ticketId, trail]) => ({ trail, told: heard.get(ticketId) ?? [] }));
  const repeated = all.reduce((sum, { told }) => sum + told.length - new Set(told).size, 0);
  return {
    promise: 'a second listener heard of every event, in the order of each ticket',
    looked: all.reduce((sum, { trail }) => sum + trail.length, 0),
    violations: all.flatMap(({ trail, told }) => [...missing(trail, told), ...disorder(trail, told)]),
    note: `${repeated} once more`,
  };
};

function missing(trail: readonly StoredEvent[], told: readonly string[]): string[] {
  const known = new Set(told);
  return trail
    .filter(({ _id }) => !known.has(_id))
    .map(
      ({ type, ticketId, ticketVersion }) => `${type} (${ticketId}, version ${ticketVersion}) was not heard`,
    );
}

/** What comes again has come in its order before. */
function disorder(trail: readonly StoredEvent[], told: readonly string[]): string[] {
  const versions = new Map(trail.map(({ _id, ticketVersion }) => [_id, ticketVersion]));
  const first = [...new Set(told)].flatMap((id) => versions.get(id) ?? []);
  const torn = first.some((version, index) => index > 0 && version < (first[index - 1] ?? 0));
  return torn ? [`${trail[0]?.ticketId ?? ''} was heard in the order ${first.join(', ')}`] : [];
}
