import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const es: Translated<typeof en> = {
  'files.title': 'Archivos',
  'files.attach': 'Adjuntar archivos',
  'files.attach.hint': 'Adjuntar archivos. También puede arrastrarlos o pegarlos.',
  'files.photo': 'Hacer una foto',
  'files.too-many': 'Se pueden adjuntar {count} archivos como máximo.',
  'files.sending': 'Subiendo {name}',
  'files.cancel': 'Cancelar {name}',
  'files.remove': 'Quitar {name}',
  'files.failed': 'No se ha subido. Inténtelo de nuevo.',
  'files.rejected': 'Rechazado por el antivirus: {reason}',
  'files.state.stored': 'Subido',
  'files.state.scanning': 'Buscando virus',
  'files.state.analysing': 'Leyendo el texto',
  'files.state.ready': 'Listo',
  'files.preview': 'Vista previa de {name}',
  'files.read': 'Lo que se ha leído',
  'files.read.nothing': 'No se ha encontrado texto.',
  'files.wait': 'Hay archivos que aún se suben o que no se pueden enviar.',
  'files.drop': 'Suelte los archivos aquí',
  'files.kilobytes': '{size} KB',
  'files.megabytes': '{size} MB',
};
