import type { StaffDelivery } from '../../../../domain/mail/delivery.js';
import { unreachable } from '../../../../domain/errors.js';
import { mailGroupOf } from '../../../../domain/accounts/mail-settings.js';
import type { User } from '../../../../domain/accounts/user.js';
import type { Mail } from '../../../../ports/mail/mailer.js';
import type { MailedSecrets } from '../../../../ports/accounts/security.js';
import { ticketUrl } from '../../../tickets/ticket-url.js';
import { composeMail, type MailContent } from '../compose-mail.js';
import { digestContent } from './digest-mail.js';
import { messageIdOf } from '../message-id.js';
import type { Phrases } from '../phrases.js';
import { refusedContent } from './refused-mail.js';
import { reviewContent } from './review-mail.js';
import { repairedContent } from './repaired-mail.js';
import { switchOffUrl } from '../switch-off-url.js';
import { webhookContent } from './webhook-mail.js';
import type { TicketNames } from '../ticket-names.js';

interface StaffMailContext {
  readonly delivery: StaffDelivery;
  readonly recipient: User;
  readonly publicUrl: string;
  readonly mailedSecrets: MailedSecrets;
  /** The generation of the recipient's links to switch off mails that is good. Absent for the first. */
  readonly switchGeneration?: number;
  /** Titles of the existing tickets, by number. */
  readonly titles: ReadonlyMap<string, string>;
  readonly phrases: Phrases;
  /** The person whom the mail is about; null for a deleted one. */
  readonly about?: Pick<User, 'id' | 'name'> | null;
}

/** Renders a mail about many tickets, to a person who watches all tickets. */
export function renderStaffMail(context: StaffMailContext): Mail {
  const { delivery, recipient, publicUrl, titles, phrases } = context;
  const names = {
    nameOf: (number: string) => [number, titles.get(number) ?? []].flat().join(': '),
    urlOf: (number: string) => ticketUrl(publicUrl, number),
  };
  const switchOff = switchOffUrl(context, mailGroupOf(delivery.kind), recipient);
  const messageId = messageIdOf(context, delivery.id);
  return composeMail({ messageId, recipient, switchOff }, phrases, contentOf(context, names));
}

/** The tickets that the mail names. */
export function ticketsNamedIn({ kind, details }: StaffDelivery): readonly string[] {
  switch (kind) {
    case 'tickets_repaired':
      return [...details.repaired.tickets, ...details.stuck.tickets];
    case 'daily_digest':
      return [...details.breached, ...details.endangered].map(({ number }) => number);
    case 'address_refused':
    case 'article_review':
    case 'webhook_disabled':
      return [];
  }
}

function contentOf(context: StaffMailContext, names: TicketNames): MailContent {
  const { delivery, about = null, publicUrl, phrases } = context;
  switch (delivery.kind) {
    case 'tickets_repaired':
      return repairedContent(delivery.details, names, phrases);
    case 'daily_digest':
      return digestContent(delivery.details, { ...names, publicUrl }, phrases);
    case 'address_refused':
      return refusedContent(about, publicUrl, phrases);
    case 'article_review':
      return reviewContent(delivery.details, publicUrl, phrases);
    case 'webhook_disabled':
      return webhookContent(delivery.details, publicUrl, phrases);
    default:
      return unreachable(delivery);
  }
}
