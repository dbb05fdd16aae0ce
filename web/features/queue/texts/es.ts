import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'queue.mine': 'Mi cola',
  'queue.unassigned': 'Sin asignar',
  'queue.open': 'Todos los abiertos',
  'queue.views': 'Vistas',
  'queue.view': 'Vista',
  'queue.tickets': { one: '{count} ticket', other: '{count} tickets' },
  'queue.tickets-word': 'tickets',
  'queue.unread': 'sin leer',
  'queue.nobody': 'Nadie',
  'queue.empty': 'No hay tickets aquí',
  'queue.empty.hint': 'Los nuevos aparecen al llegar.',
  'queue.next': 'Ticket siguiente',
  'queue.previous': 'Ticket anterior',
  'queue.show-new': 'Mostrar tickets nuevos',
  'queue.new': { one: '{count} nuevo', other: '{count} nuevos' },
  'queue.gone': 'ya no está en la lista',
  'queue.column.unread': 'Sin leer',
  'queue.column.number': 'Número',
  'queue.column.title': 'Título',
  'queue.column.status': 'Estado',
  'queue.column.priority': 'Prioridad',
  'queue.column.assignee': 'Asignado',
  'queue.column.sla': 'SLA',
  'queue.column.updated': 'Cambio',
};
