import { queryKeys } from '../../app/query-keys.js';
import type { Effects, PatchTable } from '../effects.js';
import type { LiveEvent } from '../protocol.js';

/** Reads the head of a ticket and the shown lists again. */
function changed({ number }: LiveEvent, effects: Effects): void {
  effects.invalidate(queryKeys.ticketHead(number));
  effects.invalidate(queryKeys.activities(number));
  effects.invalidate(queryKeys.outlook(number));
  effects.invalidate(queryKeys.lists);
}

/** Lists have one more or one fewer row, or a row in another place. */
function moved(event: LiveEvent, effects: Effects): void {
  changed(event, effects);
  effects.invalidate(queryKeys.counts);
}

function talked(event: LiveEvent, effects: Effects): void {
  changed(event, effects);
  effects.invalidate(queryKeys.comments(event.number));
}

function rearranged(event: LiveEvent, effects: Effects): void {
  moved(event, effects);
  effects.invalidate(queryKeys.ticket(event.number));
}

/** Events of tickets. An action that is not here only reads the ticket again. */
export const ticketPatches: PatchTable<LiveEvent> = {
  'ticket.created': moved,
  'ticket.assigned': moved,
  'ticket.unassigned': moved,
  'ticket.queued': moved,
  'ticket.accepted': moved,
  'ticket.declined': moved,
  'ticket.status_changed': moved,
  'ticket.deleted': moved,
  'ticket.commented': talked,
  'ticket.comment_edited': talked,
  'ticket.comment_deleted': talked,
  'ticket.comment_redacted': talked,
  'ticket.merged': rearranged,
  'ticket.split': rearranged,
  'ticket.comments_moved': rearranged,
};

export const patchOtherEvent = changed;
