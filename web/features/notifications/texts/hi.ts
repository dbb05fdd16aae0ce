import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'notifications.title': 'सूचनाएँ',
  'notifications.bell': { other: 'सूचनाएँ, {count} अपठित' },
  'notifications.unread': 'अपठित',
  'notifications.empty': 'कुछ नया नहीं',
  'notifications.read-all': 'सभी को पढ़ा मानें',
  'notifications.kind.assigned': 'आपको असाइन:',
  'notifications.kind.mentioned': 'आपका उल्लेख:',
  'notifications.kind.answered': 'नया उत्तर:',
  'notifications.kind.sla': 'समय-सीमा खतरे में:',
};
