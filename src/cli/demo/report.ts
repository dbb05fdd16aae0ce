import { shorten, table } from '../support/table.js';
import type { Outcome } from './ticket.js';

interface Places {
  readonly apiUrl: string;
  readonly inboxUrl: string;
  readonly password: string;
}

/** Formats the results of the tickets as a table. */
export function outcomeTable(outcomes: readonly Outcome[]): string[] {
  const head = ['number', 'title', 'priority', 'category', 'assignee', 'seconds', 'triage by'];
  const rows = outcomes.map(({ ticket, seconds }) => [
    ticket.number,
    shorten(ticket.title, 40),
    ticket.priority,
    ticket.category,
    ticket.assignee?.name ?? 'none',
    seconds?.toFixed(1) ?? '-',
    ticket.triage.state === 'done' ? (ticket.triage.provider ?? 'unknown') : ticket.triage.state,
  ]);
  return table(head, rows);
}

/** One line about the mails: exactly one for each ticket is what is promised. */
export function mailLine(counts: ReadonlyMap<string, number> | null, inboxUrl: string): string {
  if (counts === null) return `Mails: not checked, no inbox answers at ${inboxUrl}.`;
  const wrong = [...counts].filter(([, count]) => count !== 1);
  return wrong.length === 0
    ? `Mails: exactly one assignment mail for each of the ${counts.size} tickets.`
    : `Mails: ${wrong.map(([number, count]) => `${number} has ${count} assignment mails`).join(', ')}; each ticket should have exactly one.`;
}

/** Lists the pages to visit next. */
export function whereToLook(outcomes: readonly Outcome[], { apiUrl, inboxUrl, password }: Places): string[] {
  const [first] = outcomes;
  const login = JSON.stringify({ email: 'alice@holdfast.local', password });
  return [
    'Where to look:',
    `  Inbox page   ${inboxUrl}`,
    ...outcomes.map(
      ({ ticket }, index) =>
        `  ${index === 0 ? 'Workflows ' : '          '}   ${ticket.workflow.url ?? ticket.workflow.id}`,
    ),
    `  API docs     ${apiUrl}/docs`,
    ...(first === undefined
      ? []
      : [
          '  One ticket:',
          `    TOKEN=$(curl -s ${apiUrl}/api/v1/auth/login -H 'Content-Type: application/json' \\`,
          `      -d '${login}' | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')`,
          `    curl -s ${apiUrl}/api/v1/tickets/${first.ticket.number} -H "Authorization: Bearer $TOKEN"`,
        ]),
  ];
}
