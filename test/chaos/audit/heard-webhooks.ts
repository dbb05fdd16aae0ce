import type { Finding, Rule } from './finding.js';

/* Each endpoint has received what the trail of each ticket tells, signed, whatever happened to the workers. */

export const everyWebhookHeard: Rule = ({ trails, webhooks }): Finding => {
  const events = [...trails.values()].flat();
  const known = new Set(events.map(({ _id }) => _id));
  const repeated = webhooks.reduce((sum, { events: ids }) => sum + ids.length - new Set(ids).size, 0);
  return {
    promise: 'every event of every ticket was at every webhook, and no other',
    looked: events.length * webhooks.length,
    violations: webhooks.flatMap(({ endpoint, events: ids, forged }) => {
      const has = new Set(ids);
      return [
        ...events
          .filter(({ _id }) => !has.has(_id))
          .map(({ _id, type, ticketId }) => `${type} ${_id} of ${ticketId} was not at ${endpoint}`),
        ...[...has].filter((id) => !known.has(id)).map((id) => `${id} at ${endpoint} is no event`),
        ...(forged === 0 ? [] : [`${forged} requests at ${endpoint} had a wrong signature`]),
      ];
    }),
    note: `${repeated} once more`,
  };
};
