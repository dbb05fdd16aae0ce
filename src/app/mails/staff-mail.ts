import { messageId, type StaffDelivery } from '../../domain/delivery.js';
import { unreachable } from '../../domain/errors.js';
import type { User } from '../../domain/user.js';
import type { Mail } from '../../ports/mailer.js';
import { digestContent } from './digest-mail.js';
import { html } from './html.js';
import { mailLayout } from './layout.js';
import { repairedContent } from './repaired-mail.js';
import type { StaffMailContent, TicketNames } from './staff-content.js';

interface StaffMailContext {
  readonly delivery: StaffDelivery;
  readonly recipient: User;
  readonly publicUrl: string;
  /** Titles by number, of those tickets that are still there. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A mail about many tickets at once, to somebody who looks after all of them. */
export function renderStaffMail({ delivery, recipient, publicUrl, titles }: StaffMailContext): Mail {
  const content = contentOf(delivery, {
    nameOf: (number) => [number, titles.get(number) ?? []].flat().join(': '),
    urlOf: (number) => `${publicUrl}/api/v1/tickets/${number}`,
  });
  const greeting = `Hello ${recipient.name},`;
  const body = html`<p>${greeting}</p>
    ${content.html}`;
  return {
    to: { name: recipient.name, address: recipient.email },
    messageId: messageId(delivery.id),
    subject: content.subject,
    html: mailLayout(content.subject, body).html,
    text: `${greeting}\n\n${content.text}`,
  };
}

/** The tickets that the mail names. */
export function ticketsNamedIn({ kind, details }: StaffDelivery): readonly string[] {
  switch (kind) {
    case 'tickets_repaired':
      return [...details.repaired.tickets, ...details.stuck.tickets];
    case 'daily_digest':
      return [...details.breached, ...details.endangered].map(({ number }) => number);
  }
}

function contentOf(delivery: StaffDelivery, names: TicketNames): StaffMailContent {
  switch (delivery.kind) {
    case 'tickets_repaired':
      return repairedContent(delivery.details, names);
    case 'daily_digest':
      return digestContent(delivery.details, names);
    default:
      return unreachable(delivery);
  }
}
