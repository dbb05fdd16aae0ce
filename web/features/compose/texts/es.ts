import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'compose.for': '¿Para quién?',
  'compose.for.me': 'Para mí',
  'compose.for.other': 'Para otra persona',
  'compose.requester': 'Solicitante',
  'compose.requester.missing': 'Elija la persona o abra el ticket para usted.',
  'compose.subject': 'Asunto',
  'compose.description': 'Descripción',
  'compose.type': 'Tipo',
  'compose.tags': 'Etiquetas',
  'compose.tags.hint': 'Sepárelas con comas.',
  'compose.auto': 'Lo elige el triaje',
  'compose.auto-assign': 'Asignado según las reglas',
  'compose.create': 'Abrir el ticket',
  'compose.refused': 'No se ha abierto: {reason}',
  'compose.waiting': 'Queda guardado aquí y se abrirá cuando el servidor responda.',
  'compose.kept': 'Guardado en este navegador',
  'compose.outbox': 'Nuevo ticket: {title}',
  'compose.opened': '{number} está abierto',
  'person.find': 'Nombre o correo electrónico',
  'person.none': 'Nadie tiene este nombre o esta dirección.',
  'person.change': 'Cambiar',
  'person.count': { one: '{count} persona encontrada', other: '{count} personas encontradas' },
};
