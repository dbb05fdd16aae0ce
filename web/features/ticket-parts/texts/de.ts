import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'priority.low': 'Niedrig',
  'priority.medium': 'Mittel',
  'priority.high': 'Hoch',
  'priority.urgent': 'Dringend',
  'status.open': 'Offen',
  'status.in_progress': 'In Arbeit',
  'status.waiting_on_user': 'Wartet auf Anfragende',
  'status.on_hold': 'Zurückgestellt',
  'status.resolved': 'Gelöst',
  'status.closed': 'Geschlossen',
  'status.cancelled': 'Abgebrochen',
  'sla.first_response': 'Erste Antwort',
  'sla.next_response': 'Nächste Antwort',
  'sla.resolution': 'Lösung',
  'sla.paused': 'Pausiert',
  'sla.met': 'Eingehalten',
  'sla.late': '{time} zu spät',
  'ticket.conversation': 'Gespräch',
  'ticket.earlier': 'Frühere Nachrichten zeigen',
  'ticket.note': 'Intern: nur das Team kann dies lesen',
  'ticket.comment-deleted': 'Dieser Kommentar wurde gelöscht.',
  'ticket.unknown': 'Es gibt kein Ticket {number}, oder Sie dürfen es nicht sehen.',
};
