import { PRIORITIES, type Priority } from '../../domain/ticket-fields.js';
import type { SlaVerdict } from '../../domain/policy-changes/sla-replay.js';
import { table } from '../support/table.js';
import type { SimulatedTicket } from './simulate.js';

type Tally = Record<SlaVerdict, number>;

/** One line of the report: a policy, and a priority or all of them. */
export interface Row {
  readonly policy: string;
  readonly priority: Priority | 'all';
  tickets: number;
  readonly firstResponse: Tally;
  readonly nextResponse: Tally;
  readonly resolution: Tally;
  openMs: number;
  pausedMs: number;
}

/** Adds up tickets as they come. */
export class Report {
  private readonly byName = new Map<string, Row>();

  add(ticket: SimulatedTicket): void {
    for (const priority of [ticket.priority, 'all'] as const) {
      const row = this.row(ticket.policy, priority);
      row.tickets += 1;
      row.firstResponse[ticket.firstResponse] += 1;
      row.nextResponse[ticket.nextResponse] += 1;
      row.resolution[ticket.resolution] += 1;
      row.openMs += ticket.openMs;
      row.pausedMs += ticket.pausedMs;
    }
  }

  /** Rows in the order of the policies, each from the most urgent priority down, with the total last. */
  rows(): readonly Row[] {
    const policies = [...new Set([...this.byName.values()].map(({ policy }) => policy))];
    return policies.flatMap((policy) =>
      [...[...PRIORITIES].reverse(), 'all'].flatMap(
        (priority) => this.byName.get(`${policy} ${priority}`) ?? [],
      ),
    );
  }

  lines(): string[] {
    const head = [
      'policy',
      'priority',
      'tickets',
      'answered in time',
      'late',
      'next answers in time',
      'late',
      'resolved in time',
      'late',
      'dropped',
      'paused',
    ];
    return table(
      head,
      this.rows().map((row) => [
        row.policy,
        row.priority,
        String(row.tickets),
        ...inTime(row.firstResponse),
        ...inTime(row.nextResponse),
        ...inTime(row.resolution),
        String(row.resolution.dropped),
        percent(row.pausedMs, row.openMs),
      ]),
    );
  }

  private row(policy: string, priority: Row['priority']): Row {
    const known = this.byName.get(`${policy} ${priority}`);
    if (known !== undefined) return known;
    const none = (): Tally => ({ met: 0, breached: 0, pending: 0, dropped: 0 });
    const row = {
      policy,
      priority,
      tickets: 0,
      firstResponse: none(),
      nextResponse: none(),
      resolution: none(),
      openMs: 0,
      pausedMs: 0,
    };
    this.byName.set(`${policy} ${priority}`, row);
    return row;
  }
}

function inTime({ met, breached }: Tally): readonly [string, string] {
  return [`${met} (${percent(met, met + breached)})`, String(breached)];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

const COLUMNS = [
  'ticket',
  'policy',
  'priority',
  'created_at',
  'answered_at',
  'first_response',
  'next_response',
  'resolution',
  'open_minutes',
  'paused_minutes',
];

/** The head of a CSV file of tickets. */
export const CSV_HEAD = `${COLUMNS.join(',')}\n`;

/** One line of it; nothing in it needs quotes. */
export function csvLine(ticket: SimulatedTicket): string {
  const minutes = (ms: number) => String(Math.round(ms / 60_000));
  const cells = [
    String(ticket.number),
    ticket.policy,
    ticket.priority,
    ticket.createdAt.toISOString(),
    ticket.answeredAt?.toISOString() ?? '',
    ticket.firstResponse,
    ticket.nextResponse,
    ticket.resolution,
    minutes(ticket.openMs),
    minutes(ticket.pausedMs),
  ];
  return `${cells.join(',')}\n`;
}
