import type { TicketDelivery } from '../../../domain/mail/delivery.js';
import { SLA_TARGETS } from '../../../domain/sla/sla.js';
import { unreachable } from '../../../domain/errors.js';
import type { Phrases } from './phrases.js';
import type { TicketMailContext } from './kinds/ticket-mail-context.js';

interface TicketWords {
  /** Between the number and the title of the ticket. */
  readonly subject: string;
  /** The first sentence. */
  readonly lead: string;
}

/** Returns subject and first sentence of a mail about a ticket. */
export function ticketWords(context: TicketMailContext): TicketWords {
  const { delivery, ticket, comment, carried = [], phrases } = context;
  const { kind, details } = delivery;
  const { say } = phrases;
  const { number } = ticket;
  switch (kind) {
    case 'assigned': {
      const lead = say('assigned.lead', { number, requester: ticket.requester.name });
      return { subject: say('assigned.subject'), lead };
    }
    case 'sla_warning':
    case 'sla_breached': {
      const promise = promiseOf(details, phrases);
      const due = phrases.instant(new Date(String(details['due_at'])));
      return {
        subject: say(`${kind}.subject`, { promise }),
        lead: say(`${kind}.lead`, { promise, number, due }),
      };
    }
    case 'sla_escalated': {
      const promise = promiseOf(details, phrases);
      const step = String(details['step']);
      const name = details['is_early'] === true ? 'sla_escalated.early' : 'sla_escalated';
      return {
        subject: say(`${name}.subject`, { promise }),
        lead: say(`${name}.lead`, { promise, number, step }),
      };
    }
    case 'comment':
    case 'reply': {
      if (details['is_automatic'] === true)
        return { subject: say('reply.subject'), lead: say('reply.automatic', { number }) };
      const author = comment?.author.name ?? '';
      return { subject: say(`${kind}.subject`), lead: say(`${kind}.lead`, { author, number }) };
    }
    case 'reminder': {
      const isLast = details['reminder'] === details['of'];
      return {
        subject: say('reminder.subject'),
        lead: say(isLast ? 'reminder.last' : 'reminder.lead', { number }),
      };
    }
    case 'cancelled': {
      const { reason } = details;
      const why = typeof reason === 'string' ? [say('cancelled.reason', { reason })] : [];
      return {
        subject: say('cancelled.subject'),
        lead: [say('cancelled.lead', { number }), ...why].join(' '),
      };
    }
    case 'merged': {
      const { into: other } = details;
      const isKnown = typeof other === 'string';
      const lead = isKnown ? say('merged.known', { number, other }) : say('merged.lead', { number });
      return { subject: say('merged.subject'), lead };
    }
    case 'gathered': {
      const subject = phrases.count('gathered.subject', carried.length);
      return { subject, lead: say('gathered.lead', { number }) };
    }
    case 'queued': {
      const { review_until: until } = details;
      if (typeof until === 'string') {
        const lead = say('queued.review', { number, time: phrases.instant(new Date(until)) });
        return { subject: say('queued.reviewSubject'), lead };
      }
      const isByHand = details['assigns'] === 'off';
      return {
        subject: say(isByHand ? 'queued.byHandSubject' : 'queued.subject'),
        lead: say(isByHand ? 'queued.byHand' : 'queued.lead', { number }),
      };
    }
    case 'hold_ended':
    case 'received':
    case 'resolved':
    case 'resolved_unanswered':
      return { subject: say(`${kind}.subject`), lead: say(`${kind}.lead`, { number }) };
    default:
      return unreachable(kind);
  }
}

/** Which promise the mail is about, in words. */
function promiseOf(details: TicketDelivery['details'], { say }: Phrases): string {
  const target = SLA_TARGETS.find((each) => each === details['target']) ?? 'resolution';
  return say(`promise.${target}`);
}
