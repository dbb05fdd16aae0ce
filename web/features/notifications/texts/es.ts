import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'notifications.title': 'Notificaciones',
  'notifications.bell': { other: 'Notificaciones, {count} sin leer' },
  'notifications.unread': 'sin leer',
  'notifications.empty': 'Nada nuevo',
  'notifications.read-all': 'Marcar todo como leído',
  'notifications.kind.assigned': 'Asignado a usted:',
  'notifications.kind.mentioned': 'Le mencionaron:',
  'notifications.kind.answered': 'Nueva respuesta:',
  'notifications.kind.sla': 'Plazo en riesgo:',
};
