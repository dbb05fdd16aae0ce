import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const pt: Translated<typeof en> = {
  'notifications.title': 'Notificações',
  'notifications.bell': { other: 'Notificações, {count} não lidas' },
  'notifications.unread': 'não lidas',
  'notifications.empty': 'Nada de novo',
  'notifications.read-all': 'Marcar tudo como lido',
  'notifications.kind.assigned': 'Atribuído a você:',
  'notifications.kind.mentioned': 'Você foi mencionado:',
  'notifications.kind.answered': 'Nova resposta:',
  'notifications.kind.sla': 'Prazo em risco:',
};
