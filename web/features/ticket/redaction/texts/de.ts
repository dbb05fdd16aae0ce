import type { Translated } from '../../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'redact.options': 'Möglichkeiten dieser Nachricht',
  'redact.choice': 'Text oder Datei schwärzen',
  'redact.title': 'Nachricht schwärzen',
  'redact.what': 'Was wird geschwärzt?',
  'redact.a-text': 'Ein Text',
  'redact.file': 'Die Datei {name}',
  'redact.text': 'Genauer Text',
  'redact.text.hint':
    'Mindestens vier Zeichen, mit gleicher Groß- und Kleinschreibung und gleichen Leerzeichen.',
  'redact.found': { one: '{count}-mal in dieser Nachricht.', other: '{count}-mal in dieser Nachricht.' },
  'redact.whole': 'Ganze Nachricht nehmen',
  'redact.effect.text':
    'Jede Stelle dieses Textes in der Nachricht wird sofort zu „[redacted]“. Danach entfernt Holdfast ihn aus früheren Fassungen, anderen Nachrichten dieses Tickets und zusammengeführter oder abgetrennter, dem Verlauf, gespeicherten Mails, Exporten und Artikeln.',
  'redact.effect.file':
    'Die Datei wird sofort aus der Nachricht gelöscht. Danach löscht Holdfast Dateien mit gleichem Inhalt an diesem Ticket und an zusammengeführten oder abgetrennten, und die gespeicherte Mail, mit der sie kam.',
  'redact.final': 'Das ist endgültig. Verschickte Mails werden nicht zurückgeholt.',
  'redact.back': 'Zurück',
  'redact.do-text': 'Text schwärzen',
  'redact.do-file': 'Datei löschen',
  'redact.running': {
    one: 'Bisher an {count} Stelle geschwärzt. Sie können dies schließen: Das Ergebnis kommt in den Verlauf.',
    other:
      'Bisher an {count} Stellen geschwärzt. Sie können dies schließen: Das Ergebnis kommt in den Verlauf.',
  },
  'redact.done': { one: 'An {count} Stelle geschwärzt.', other: 'An {count} Stellen geschwärzt.' },
  'redact.failed': 'Die Schwärzung endete zu früh. Schwärzen Sie dasselbe noch einmal.',
  'redact.unreachable': 'Der Server antwortet nicht. Die Schwärzung läuft dort weiter.',
  'redact.left': {
    one: '{count} Datei enthält den Text und wurde nicht geändert. Schwärzen Sie sie als Datei.',
    other: '{count} Dateien enthalten den Text und wurden nicht geändert. Schwärzen Sie jede als Datei.',
  },
  'redact.close': 'Schließen',
  'place.comments': { one: '{count} Text von Nachrichten', other: '{count} Texte von Nachrichten' },
  'place.tickets': { one: '{count} Text von Tickets', other: '{count} Texte von Tickets' },
  'place.activities': { one: '{count} Eintrag im Verlauf', other: '{count} Einträge im Verlauf' },
  'place.mails': { one: '{count} Mail', other: '{count} Mails' },
  'place.raw_mails_rewritten': {
    one: '{count} empfangene Mail, umgeschrieben',
    other: '{count} empfangene Mails, umgeschrieben',
  },
  'place.raw_mails_removed': {
    one: '{count} empfangene Mail, gelöscht',
    other: '{count} empfangene Mails, gelöscht',
  },
  'place.files_removed': { one: '{count} Datei', other: '{count} Dateien' },
  'place.exports_removed': { one: '{count} Export', other: '{count} Exporte' },
  'place.articles': { one: '{count} Text von Artikeln', other: '{count} Texte von Artikeln' },
};
