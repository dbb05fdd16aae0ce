import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'redact.options': 'Opciones de este mensaje',
  'redact.choice': 'Censurar un texto o un archivo',
  'redact.title': 'Censurar un mensaje',
  'redact.what': '¿Qué se censura?',
  'redact.a-text': 'Un texto',
  'redact.file': 'El archivo {name}',
  'redact.text': 'Texto exacto',
  'redact.text.hint': 'Al menos cuatro caracteres, con las mismas mayúsculas y los mismos espacios.',
  'redact.found': { one: '{count} vez en este mensaje.', other: '{count} veces en este mensaje.' },
  'redact.whole': 'Tomar el mensaje entero',
  'redact.effect.text':
    'Cada aparición de este texto en el mensaje pasa a ser «[redacted]» de inmediato. Después, Holdfast lo elimina de versiones anteriores, otros mensajes de este ticket y de los fusionados o separados, el registro de actividad, los correos guardados, las exportaciones y los artículos.',
  'redact.effect.file':
    'El archivo se elimina del mensaje de inmediato. Después, Holdfast elimina los archivos con el mismo contenido en este ticket y en los fusionados o separados, y el correo guardado que lo trajo.',
  'redact.final': 'No se puede deshacer. Los correos que ya salieron no se recuperan.',
  'redact.back': 'Volver',
  'redact.do-text': 'Censurar el texto',
  'redact.do-file': 'Eliminar el archivo',
  'redact.running': {
    one: 'Censurado en {count} lugar hasta ahora. Puede cerrar esto: el resultado queda en el registro de actividad.',
    other:
      'Censurado en {count} lugares hasta ahora. Puede cerrar esto: el resultado queda en el registro de actividad.',
  },
  'redact.done': { one: 'Censurado en {count} lugar.', other: 'Censurado en {count} lugares.' },
  'redact.failed': 'La censura se detuvo antes de terminar. Censure lo mismo otra vez.',
  'redact.unreachable': 'El servidor no responde. La censura continúa allí.',
  'redact.left': {
    one: '{count} archivo contiene el texto y no se cambió. Censúrelo como archivo.',
    other: '{count} archivos contienen el texto y no se cambiaron. Censure cada uno como archivo.',
  },
  'redact.close': 'Cerrar',
  'place.comments': { one: '{count} texto de mensajes', other: '{count} textos de mensajes' },
  'place.tickets': { one: '{count} texto de tickets', other: '{count} textos de tickets' },
  'place.activities': {
    one: '{count} entrada del registro de actividad',
    other: '{count} entradas del registro de actividad',
  },
  'place.mails': { one: '{count} correo', other: '{count} correos' },
  'place.raw_mails_rewritten': {
    one: '{count} correo recibido, reescrito',
    other: '{count} correos recibidos, reescritos',
  },
  'place.raw_mails_removed': {
    one: '{count} correo recibido, eliminado',
    other: '{count} correos recibidos, eliminados',
  },
  'place.files_removed': { one: '{count} archivo', other: '{count} archivos' },
  'place.exports_removed': { one: '{count} exportación', other: '{count} exportaciones' },
  'place.articles': { one: '{count} texto de artículos', other: '{count} textos de artículos' },
};
