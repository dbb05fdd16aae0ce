import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'my-tickets.title': 'मेरे टिकट',
  'my-tickets.empty': 'आपका कोई टिकट नहीं है',
  'my-tickets.empty.hint': 'मदद माँगने पर आप उसे यहाँ देख सकते हैं।',
  'my-tickets.more': 'और दिखाएँ',
  'my-status.open': 'प्राप्त हुआ',
  'my-status.in_progress': 'प्रगति में',
  'my-status.waiting_on_user': 'आपकी बारी',
  'my-status.on_hold': 'रुका हुआ',
  'my-status.resolved': 'हल',
  'my-status.closed': 'बंद',
  'my-status.cancelled': 'रद्द',
};
