import { messageId, type StaffDelivery } from '../../domain/delivery.js';
import type { Tally } from '../../domain/sweep.js';
import type { User } from '../../domain/user.js';
import type { Mail } from '../../ports/mailer.js';
import { html, type SafeHtml } from './html.js';
import { mailLayout } from './layout.js';

interface StaffMailContext {
  readonly delivery: StaffDelivery;
  readonly recipient: User;
  readonly publicUrl: string;
}

/** Tickets that a mail names; of more it says how many. */
const MAX_NAMED = 50;

/** A mail about many tickets at once, to somebody who looks after all of them. */
export function renderStaffMail({ delivery, recipient, publicUrl }: StaffMailContext): Mail {
  const { repaired, stuck } = delivery.details;
  const subject = `${count(repaired)} taken up again`;
  const parts = [
    {
      lead: 'Their workflows were missing or had ended too soon. They have been started again and go on from where the tickets stood.',
      tally: repaired,
    },
    {
      lead: 'What is due for these has not been done for some time, and they need somebody to look after them:',
      tally: stuck,
    },
  ].filter(({ tally }) => tally.count > 0);
  const body = html`<p>Hello ${recipient.name},</p>
    ${parts.map(
      ({ lead, tally }) =>
        html`<p>${lead}</p>
          ${toList(tally, publicUrl)}`,
    )}`;
  return {
    to: { name: recipient.name, address: recipient.email },
    messageId: messageId(delivery.id),
    subject,
    html: mailLayout(subject, body).html,
    text: [
      `Hello ${recipient.name},`,
      ...parts.flatMap(({ lead, tally }) => [lead, toLines(tally, publicUrl)]),
    ].join('\n\n'),
  };
}

function count({ count }: Tally): string {
  return count === 1 ? '1 ticket was' : `${count} tickets were`;
}

function toList(tally: Tally, publicUrl: string): SafeHtml {
  const items = tally.tickets
    .slice(0, MAX_NAMED)
    .map((number) => html`<li><a href="${urlOf(number, publicUrl)}">${number}</a></li>`);
  const rest = restOf(tally);
  return html`<ul>
    ${items}${rest === null ? [] : [html`<li>${rest}</li>`]}
  </ul>`;
}

function toLines(tally: Tally, publicUrl: string): string {
  const rest = restOf(tally);
  return [
    ...tally.tickets.slice(0, MAX_NAMED).map((number) => `${number}  ${urlOf(number, publicUrl)}`),
    ...(rest === null ? [] : [rest]),
  ].join('\n');
}

function restOf({ count, tickets }: Tally): string | null {
  const rest = count - Math.min(tickets.length, MAX_NAMED);
  return rest > 0 ? `and ${rest} more` : null;
}

function urlOf(number: string, publicUrl: string): string {
  return `${publicUrl}/api/v1/tickets/${number}`;
}
