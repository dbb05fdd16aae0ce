import type { Digest, DigestFigures, DigestTicket } from '../../domain/digest.js';
import { html, type SafeHtml } from './html.js';
import type { StaffMailContent, TicketNames } from './staff-content.js';

type Row = readonly [label: string, figures: DigestFigures];

const COLUMNS = [
  ['open', 'open'],
  ['breached', 'breached'],
  ['endangered', 'due in 24 h'],
  ['unassigned', 'unassigned'],
  ['waiting', 'waiting'],
] as const satisfies readonly (readonly [keyof DigestFigures, string])[];

const CELL = 'padding:2px 12px 2px 0;text-align:right';

/** How the desk stands this morning. */
export function digestContent(
  { total, teams, breached, endangered }: Digest,
  names: TicketNames,
): StaffMailContent {
  const rows: Row[] = [
    ...teams.map(({ team, ...figures }): Row => [team ?? 'no team', figures]),
    ['all', total],
  ];
  const lists = [
    { lead: 'Past their time, and still to be dealt with:', tickets: breached, count: total.breached },
    { lead: 'Due within a day:', tickets: endangered, count: total.endangered },
  ].filter(({ count }) => count > 0);
  return {
    subject: `Today: ${total.open} open, ${total.breached} breached, ${total.endangered} due within a day`,
    html: html`${toTable(rows)}
    ${lists.map(
      ({ lead, tickets, count }) =>
        html`<p>${lead}</p>
          ${toList(tickets, count, names)}`,
    )}`,
    text: [
      toLines(rows),
      ...lists.map(({ lead, tickets, count }) =>
        [
          lead,
          ...tickets.map((ticket) => `- ${inWords(ticket, names)}\n  ${names.urlOf(ticket.number)}`),
          ...restOf(tickets, count),
        ].join('\n'),
      ),
    ].join('\n\n'),
  };
}

function toTable(rows: readonly Row[]): SafeHtml {
  return html`<table style="border-collapse:collapse;font-size:14px">
    <tr>
      <th></th>
      ${COLUMNS.map(([, title]) => html`<th scope="col" style="${CELL}">${title}</th>`)}
    </tr>
    ${rows.map(
      ([label, figures]) =>
        html`<tr>
          <th scope="row" style="padding:2px 16px 2px 0;text-align:left">${label}</th>
          ${COLUMNS.map(([name]) => html`<td style="${CELL}">${figures[name]}</td>`)}
        </tr>`,
    )}
  </table>`;
}

function toList(tickets: readonly DigestTicket[], count: number, names: TicketNames): SafeHtml {
  return html`<ul>
    ${tickets.map((ticket) => html`<li><a href="${names.urlOf(ticket.number)}">${inWords(ticket, names)}</a></li>`)}
    ${restOf(tickets, count).map((rest) => html`<li>${rest}</li>`)}
  </ul>`;
}

function toLines(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  const header = [''.padEnd(width), ...COLUMNS.map(([, title]) => title)].join('  ');
  const lines = rows.map(([label, figures]) =>
    [
      label.padEnd(width),
      ...COLUMNS.map(([name, title]) => String(figures[name]).padStart(title.length)),
    ].join('  '),
  );
  return [header, ...lines].join('\n');
}

function inWords({ number, dueAt }: DigestTicket, names: TicketNames): string {
  return `${names.nameOf(number)} (due ${dueAt.toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
}

function restOf({ length }: readonly DigestTicket[], count: number): string[] {
  return count > length ? [`and ${count - length} more`] : [];
}
