import type { Schemas } from '../../../../src/client/client.js';

type Logged = Pick<Schemas['Activity'], 'id' | 'at' | 'action' | 'details'>;
type Shown = Pick<Schemas['Comment'], 'id' | 'created_at' | 'send_at'>;

/**
 * Returns the last event before the first comment that is newer than those on the screen. The API then refuses an
 * answer that was written without it. Comments that were moved to another ticket are older, and do not count.
 */
export function seenEvent(activities: readonly Logged[], shown: readonly Shown[]): string | undefined {
  const ids = new Set(shown.map(({ id }) => id));
  const newest = shown
    .filter(({ send_at }) => send_at === undefined)
    .reduce((latest, { created_at }) => (created_at > latest ? created_at : latest), '');
  const unseen = activities.findIndex(
    ({ action, at, details }) =>
      action === 'ticket.commented' && at > newest && !ids.has(String(details['comment_id'])),
  );
  return activities.at(unseen === -1 ? -1 : Math.max(0, unseen - 1))?.id;
}
