import type { Translated } from '../../../texts/texts.js';
import type { en } from './en.js';

export const hi: Translated<typeof en> = {
  'priority.low': 'निम्न',
  'priority.medium': 'मध्यम',
  'priority.high': 'उच्च',
  'priority.urgent': 'अत्यावश्यक',
  'status.open': 'खुला',
  'status.in_progress': 'प्रगति में',
  'status.waiting_on_user': 'अनुरोधकर्ता की प्रतीक्षा',
  'status.on_hold': 'रुका हुआ',
  'status.resolved': 'हल',
  'status.closed': 'बंद',
  'status.cancelled': 'रद्द',
  'sla.first_response': 'पहला उत्तर',
  'sla.next_response': 'अगला उत्तर',
  'sla.resolution': 'समाधान',
  'sla.paused': 'रुका',
  'sla.met': 'पूरा',
  'sla.late': '{time} देर',
  'ticket.conversation': 'बातचीत',
  'ticket.earlier': 'पहले के संदेश दिखाएँ',
  'ticket.note': 'आंतरिक: केवल टीम पढ़ सकती है',
  'ticket.comment-deleted': 'यह टिप्पणी हटा दी गई।',
  'ticket.unknown': 'टिकट {number} नहीं है, या आप उसे नहीं देख सकते।',
};
