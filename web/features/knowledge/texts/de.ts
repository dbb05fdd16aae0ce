import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const de: Translated<typeof en> = {
  'knowledge.search': 'In den Artikeln suchen',
  'knowledge.failed': 'Die Artikel konnten nicht geladen werden',
  'knowledge.failed-one': 'Der Artikel konnte nicht geladen werden',
  'knowledge.empty': 'Es gibt noch keine Artikel',
  'knowledge.empty.hint': 'Bitten Sie um Hilfe; Menschen antworten.',
  'knowledge.none': 'Kein Artikel passt',
  'knowledge.none.hint': 'Zu „{words}“ wurde nichts gefunden. Nehmen Sie andere Wörter, oder fragen Sie uns.',
  'knowledge.found': {
    one: '{count} Artikel',
    other: '{count} Artikel',
  },
  'knowledge.back': 'Alle Artikel',
  'knowledge.back-to-form': 'Zurück zu Ihrer Frage',
  'knowledge.updated': 'Geändert:',
  'knowledge.helped': 'Hat das geholfen?',
  'knowledge.solved': 'Hat das Ihre Frage beantwortet?',
  'knowledge.answered': 'Das hat meine Frage beantwortet',
  'knowledge.yes': 'Ja',
  'knowledge.no': 'Nein',
  'knowledge.still-ask': 'Ich möchte trotzdem fragen',
  'knowledge.missing': 'Was fehlt? (freiwillig)',
  'knowledge.send': 'Senden',
  'knowledge.thanks': 'Danke. So finden andere diesen Artikel.',
  'knowledge.noted': 'Danke. Die Autoren sehen es, ohne Ihren Namen.',
};
