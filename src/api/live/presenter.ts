import type { LiveMessage } from '../../app/live/live-connection.js';
import { unreachable } from '../../domain/errors.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import { presentFile } from '../files/presenter.js';
import { presentNotification } from '../notifications/presenter.js';
import { presentPresence } from '../presence/presenter.js';
import { presentActivity } from '../tickets/presenter.js';

/** Many connections get the same event, and each gets the same text. */
const written = new WeakMap<TicketEvent, string>();

/** The message as a line of JSON. Who may get an event has been decided before. */
export function frameOf(message: LiveMessage): string {
  switch (message.type) {
    case 'event': {
      const known = written.get(message.event) ?? JSON.stringify(presentEvent(message.event));
      written.set(message.event, known);
      return known;
    }
    case 'gone': {
      const { id, number } = message.ticket;
      return JSON.stringify({ type: 'gone', ticket: id, number });
    }
    case 'presence': {
      const { ticket, people } = message;
      const { id, number } = ticket;
      return JSON.stringify({ type: 'presence', ticket: id, number, people: people.map(presentPresence) });
    }
    case 'notification': {
      const { notification, unread } = message;
      return JSON.stringify({
        type: 'notification',
        ...presentNotification(notification),
        unread_count: unread,
      });
    }
    case 'file':
      return JSON.stringify({ type: 'file', file: presentFile(message.file) });
    case 'subscribed_files':
      return JSON.stringify({ type: 'subscribed', unknown_files: message.unknown });
    case 'subscribed':
      return JSON.stringify({ type: 'subscribed', unknown_tickets: message.unknown });
    case 'resync':
      return JSON.stringify({ type: 'resync' });
    default:
      return unreachable(message);
  }
}

/** As the activity log shows it, with its ticket. */
function presentEvent(event: TicketEvent) {
  const { ticketId: ticket, ticketNumber: number, ticketVersion } = event;
  return { type: 'event', ticket, number, ticket_version: ticketVersion, ...presentActivity(event) };
}
