import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import type { TalkQuery } from '../../../ports/tickets/ticket-repository.js';
import { COUNT_LIMIT, readIdPage, toIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import { fromStoredEvent, type StoredEvent } from '../schema/stored-event.js';

/**
 * Reads a page of the activity log, by version: ids of different processes may be out of order, because clocks
 * differ.
 */
export async function readTrail(
  { events }: Pick<Models, 'events'>,
  { ticketId, includeInternal, pageSize, skip = 0, after }: TalkQuery,
): Promise<IdPage<TicketEvent>> {
  const filter = { ticketId, ...(includeInternal ? {} : { isInternal: false }) };
  const [rows, total] = await Promise.all([
    events.model
      .find(after === undefined ? filter : { $and: [filter, await beyond(events, after)] })
      .sort({ ticketVersion: 1, _id: 1 })
      .skip(skip)
      .limit(pageSize + 1)
      .lean<StoredEvent<TicketEvent>[]>(),
    events.model.countDocuments(filter, { limit: COUNT_LIMIT + 1 }),
  ]);
  return toIdPage(rows, pageSize, total, fromStoredEvent<TicketEvent>);
}

/** A page of the events of a key, newest first. */
export function readEventsOfKey(
  { events }: Pick<Models, 'events'>,
  apiKeyId: string,
  page: PageRequest,
): Promise<IdPage<TicketEvent>> {
  return readIdPage(events.model, { 'actor.apiKeyId': apiKeyId }, page, {
    order: -1,
    from: (row: StoredEvent) => fromStoredEvent<TicketEvent>(row as StoredEvent<TicketEvent>),
  });
}

async function beyond({ collection }: Models['events'], id: string) {
  const last = await collection.findOne({ _id: id }, { projection: { ticketVersion: 1 } });
  const version = last !== null && 'ticketVersion' in last ? last.ticketVersion : 0;
  return {
    $or: [{ ticketVersion: { $gt: version } }, { ticketVersion: version, _id: { $gt: id } }],
  };
}
