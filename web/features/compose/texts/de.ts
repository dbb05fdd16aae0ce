import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'compose.for': 'Für wen?',
  'compose.for.me': 'Für mich',
  'compose.for.other': 'Für eine andere Person',
  'compose.requester': 'Anfragende Person',
  'compose.requester.missing': 'Wählen Sie die Person, oder öffnen Sie das Ticket für sich.',
  'compose.subject': 'Betreff',
  'compose.description': 'Beschreibung',
  'compose.type': 'Art',
  'compose.tags': 'Schlagwörter',
  'compose.tags.hint': 'Mit Kommas trennen.',
  'compose.auto': 'Von der Triage gewählt',
  'compose.auto-assign': 'Nach den Regeln zugewiesen',
  'compose.create': 'Ticket öffnen',
  'compose.refused': 'Es wurde nicht geöffnet: {reason}',
  'compose.waiting': 'Es bleibt hier und wird geöffnet, sobald der Server erreichbar ist.',
  'compose.kept': 'In diesem Browser aufbewahrt',
  'compose.outbox': 'Neues Ticket: {title}',
  'compose.opened': '{number} ist geöffnet',
  'person.find': 'Name oder E-Mail-Adresse',
  'person.none': 'Niemand hat diesen Namen oder diese Adresse.',
  'person.change': 'Ändern',
  'person.count': { one: '{count} Person gefunden', other: '{count} Personen gefunden' },
};
