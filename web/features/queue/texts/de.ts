import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'queue.mine': 'Meine Tickets',
  'queue.unassigned': 'Nicht zugewiesen',
  'queue.open': 'Alle offenen',
  'queue.views': 'Ansichten',
  'queue.view': 'Ansicht',
  'queue.tickets': { one: '{count} Ticket', other: '{count} Tickets' },
  'queue.tickets-word': 'Tickets',
  'queue.unread': 'ungelesen',
  'queue.nobody': 'Niemand',
  'queue.empty': 'Hier sind keine Tickets',
  'queue.empty.hint': 'Neue erscheinen, sobald sie kommen.',
  'queue.next': 'Nächstes Ticket',
  'queue.previous': 'Voriges Ticket',
  'queue.show-new': 'Neue Tickets zeigen',
  'queue.new': { one: '{count} neu', other: '{count} neu' },
  'queue.gone': 'nicht mehr in der Liste',
  'queue.column.unread': 'Ungelesen',
  'queue.column.number': 'Nummer',
  'queue.column.title': 'Titel',
  'queue.column.status': 'Status',
  'queue.column.priority': 'Priorität',
  'queue.column.assignee': 'Zugewiesen',
  'queue.column.sla': 'SLA',
  'queue.column.updated': 'Geändert',
};
