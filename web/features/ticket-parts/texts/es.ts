import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'priority.low': 'Baja',
  'priority.medium': 'Media',
  'priority.high': 'Alta',
  'priority.urgent': 'Urgente',
  'status.open': 'Abierto',
  'status.in_progress': 'En curso',
  'status.waiting_on_user': 'Espera al solicitante',
  'status.on_hold': 'En pausa',
  'status.resolved': 'Resuelto',
  'status.closed': 'Cerrado',
  'status.cancelled': 'Cancelado',
  'sla.first_response': 'Primera respuesta',
  'sla.next_response': 'Próxima respuesta',
  'sla.resolution': 'Solución',
  'sla.paused': 'En pausa',
  'sla.met': 'Cumplido',
  'sla.late': '{time} de retraso',
  'ticket.conversation': 'Conversación',
  'ticket.earlier': 'Mostrar mensajes anteriores',
  'ticket.note': 'Interno: solo lo lee el equipo',
  'ticket.comment-deleted': 'Este comentario se eliminó.',
  'ticket.unknown': 'No existe el ticket {number} o no puede verlo.',
};
