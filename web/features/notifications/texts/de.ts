import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'notifications.title': 'Benachrichtigungen',
  'notifications.bell': { other: 'Benachrichtigungen, {count} ungelesen' },
  'notifications.unread': 'ungelesen',
  'notifications.empty': 'Nichts Neues',
  'notifications.read-all': 'Alle als gelesen markieren',
  'notifications.kind.assigned': 'Ihnen zugewiesen:',
  'notifications.kind.mentioned': 'Sie wurden erwähnt:',
  'notifications.kind.answered': 'Neue Antwort:',
  'notifications.kind.sla': 'Frist gefährdet:',
};
