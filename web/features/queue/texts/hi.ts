import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'queue.mine': 'मेरी कतार',
  'queue.unassigned': 'बिना असाइन',
  'queue.open': 'सभी खुले',
  'queue.views': 'दृश्य',
  'queue.view': 'दृश्य',
  'queue.tickets': { one: '{count} टिकट', other: '{count} टिकट' },
  'queue.tickets-word': 'टिकट',
  'queue.unread': 'अपठित',
  'queue.nobody': 'कोई नहीं',
  'queue.empty': 'यहाँ कोई टिकट नहीं',
  'queue.empty.hint': 'नए आते ही दिखेंगे।',
  'queue.next': 'अगला टिकट',
  'queue.previous': 'पिछला टिकट',
  'queue.show-new': 'नए टिकट दिखाएँ',
  'queue.new': { one: '{count} नया', other: '{count} नए' },
  'queue.gone': 'अब सूची में नहीं',
  'queue.column.unread': 'अपठित',
  'queue.column.number': 'नंबर',
  'queue.column.title': 'शीर्षक',
  'queue.column.status': 'स्थिति',
  'queue.column.priority': 'प्राथमिकता',
  'queue.column.assignee': 'असाइनी',
  'queue.column.sla': 'SLA',
  'queue.column.updated': 'बदला',
};
