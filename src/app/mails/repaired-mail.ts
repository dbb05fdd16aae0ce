import type { SweepReport, Tally } from '../../domain/sweep.js';
import { html, type SafeHtml } from './html.js';
import type { StaffMailContent, TicketNames } from './staff-content.js';

/** Tickets that a mail names; of more it says how many. */
const MAX_NAMED = 50;

/** What a repair sweep has taken up again, and what it could not help. */
export function repairedContent({ repaired, stuck }: SweepReport, names: TicketNames): StaffMailContent {
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
  return {
    subject: `${repaired.count === 1 ? '1 ticket was' : `${repaired.count} tickets were`} taken up again`,
    html: html`${parts.map(
      ({ lead, tally }) =>
        html`<p>${lead}</p>
          ${toList(tally, names)}`,
    )}`,
    text: parts.flatMap(({ lead, tally }) => [lead, toLines(tally, names)]).join('\n\n'),
  };
}

function toList(tally: Tally, names: TicketNames): SafeHtml {
  const items = tally.tickets
    .slice(0, MAX_NAMED)
    .map((number) => html`<li><a href="${names.urlOf(number)}">${names.nameOf(number)}</a></li>`);
  const rest = restOf(tally);
  return html`<ul>
    ${items}${rest === null ? [] : [html`<li>${rest}</li>`]}
  </ul>`;
}

function toLines(tally: Tally, names: TicketNames): string {
  const rest = restOf(tally);
  return [
    ...tally.tickets
      .slice(0, MAX_NAMED)
      .map((number) => `- ${names.nameOf(number)}\n  ${names.urlOf(number)}`),
    ...(rest === null ? [] : [rest]),
  ].join('\n');
}

function restOf({ count, tickets }: Tally): string | null {
  const rest = count - Math.min(tickets.length, MAX_NAMED);
  return rest > 0 ? `and ${rest} more` : null;
}
