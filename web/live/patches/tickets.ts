import type { Schemas } from '../../../src/client/client.js';
import { queryKeys } from '../../app/query-keys.js';
import type { Effects, PatchTable } from '../effects.js';
import type { LiveEvent } from '../protocol.js';
import { changeInPages, type Pages } from './pages.js';

const STATUSES = [
  'open',
  'in_progress',
  'waiting_on_user',
  'on_hold',
  'resolved',
  'closed',
  'cancelled',
] as const satisfies readonly Schemas['TicketStatus'][];
const PRIORITIES = [
  'low',
  'medium',
  'high',
  'urgent',
] as const satisfies readonly Schemas['TicketPriority'][];

/** What an event says of the fields of a ticket. The version stays: only a read ticket may be changed. */
function fieldsOf({ details, at }: LiveEvent): Partial<Schemas['Ticket']> {
  const to = (name: string): unknown => {
    const change = details[name];
    return typeof change === 'object' && change !== null && 'to' in change ? change.to : undefined;
  };
  const [status, priority] = [to('status'), to('priority')];
  return {
    updated_at: at,
    ...(isOneOf(STATUSES, status) ? { status } : {}),
    ...(isOneOf(PRIORITIES, priority) ? { priority } : {}),
  };
}

function isOneOf<T extends string>(known: readonly T[], value: unknown): value is T {
  return known.some((one) => one === value);
}

/** Shows what the event says at once, then reads the head of the ticket and the shown lists again. */
function changed(event: LiveEvent, effects: Effects): void {
  const { number } = event;
  const fields = fieldsOf(event);
  effects.patch<Pages>(queryKeys.lists, (list) => changeInPages(list, number, fields));
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
