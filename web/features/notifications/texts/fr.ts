import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const fr: Translated<typeof en> = {
  'notifications.title': 'Notifications',
  'notifications.bell': { other: 'Notifications, {count} non lues' },
  'notifications.unread': 'non lues',
  'notifications.empty': 'Rien de nouveau',
  'notifications.read-all': 'Tout marquer comme lu',
  'notifications.kind.assigned': 'Attribué à vous :',
  'notifications.kind.mentioned': 'Vous avez été mentionné :',
  'notifications.kind.answered': 'Nouvelle réponse :',
  'notifications.kind.sla': 'Échéance menacée :',
};
