import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'files.title': 'Dateien',
  'files.attach': 'Dateien anhängen',
  'files.attach.hint': 'Dateien anhängen. Ziehen und Einfügen geht auch.',
  'files.photo': 'Foto aufnehmen',
  'files.too-many': 'Höchstens {count} Dateien sind möglich.',
  'files.sending': '{name} wird hochgeladen',
  'files.cancel': '{name} abbrechen',
  'files.remove': '{name} entfernen',
  'files.failed': 'Nicht hochgeladen. Versuchen Sie es noch einmal.',
  'files.rejected': 'Vom Virenscanner abgelehnt: {reason}',
  'files.state.stored': 'Hochgeladen',
  'files.state.scanning': 'Virenprüfung läuft',
  'files.state.analysing': 'Text wird gelesen',
  'files.state.ready': 'Bereit',
  'files.preview': 'Vorschau von {name}',
  'files.read': 'Was gelesen wurde',
  'files.read.nothing': 'Es wurde kein Text gefunden.',
  'files.wait': 'Dateien werden noch hochgeladen oder können nicht gesendet werden.',
  'files.drop': 'Dateien hier ablegen',
  'files.kilobytes': '{size} KB',
  'files.megabytes': '{size} MB',
};
