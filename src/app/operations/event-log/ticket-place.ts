import type { HoldfastEvent, TicketPlace } from '../../../ports/operations/event-log.js';

/** Returns the place of an event when the log is read ticket by ticket. */
export function placeOf(event: HoldfastEvent): TicketPlace {
  const { id: eventId } = event;
  return 'ticketId' in event
    ? { ticketId: event.ticketId, ticketVersion: event.ticketVersion, eventId }
    : { ticketId: null, ticketVersion: null, eventId };
}
