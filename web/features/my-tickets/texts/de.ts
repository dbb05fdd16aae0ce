import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'my-tickets.title': 'Meine Anfragen',
  'my-tickets.empty': 'Sie haben keine Anfragen',
  'my-tickets.empty.hint': 'Wenn Sie um Hilfe bitten, können Sie hier alles verfolgen.',
  'my-tickets.more': 'Mehr zeigen',
  'my-status.open': 'Eingegangen',
  'my-status.in_progress': 'In Arbeit',
  'my-status.waiting_on_user': 'Sie sind dran',
  'my-status.on_hold': 'Zurückgestellt',
  'my-status.resolved': 'Gelöst',
  'my-status.closed': 'Abgeschlossen',
  'my-status.cancelled': 'Abgebrochen',
};
