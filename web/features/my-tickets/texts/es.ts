import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'my-tickets.title': 'Mis tickets',
  'my-tickets.empty': 'No tiene tickets',
  'my-tickets.empty.hint': 'Cuando pida ayuda, podrá seguirla aquí.',
  'my-tickets.more': 'Mostrar más',
  'my-status.open': 'Recibido',
  'my-status.in_progress': 'En curso',
  'my-status.waiting_on_user': 'Su turno',
  'my-status.on_hold': 'En pausa',
  'my-status.resolved': 'Resuelto',
  'my-status.closed': 'Cerrado',
  'my-status.cancelled': 'Cancelado',
};
