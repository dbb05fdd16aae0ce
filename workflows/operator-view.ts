import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import type { TicketSnapshot } from '../src/domain/tickets/snapshot.js';
import { lifecycleSummary } from './contracts/ticket-lifecycle.js';
import { SEARCH_ATTRIBUTES, type SearchAttribute } from './contracts/search-attributes.js';

const KEYS = SEARCH_ATTRIBUTES.map((name) => [name, defineSearchAttributeKey(name, 'KEYWORD')] as const);

/**
 * Shows operators what the workflow is, until it has looked at the ticket. A run that continues another is given neither
 * the summary nor the details of that one by Temporal, so the summary heads the details of every run.
 */
export function introduceToOperators(ticketNumber: string): void {
  setCurrentDetails(headingOf(ticketNumber));
}

/**
 * Shows a ticket to operators in the Web UI:
 * search attributes (only changes since `previous`) and details. Called before each wait and not after each step,
 * because every upsert costs the server a write.
 */
export function showToOperators(
  ticketNumber: string,
  previous: TicketSnapshot | null,
  look: TicketSnapshot,
): TicketSnapshot {
  const [before, now] = [previous === null ? null : attributesOf(previous), attributesOf(look)];
  const changed: SearchAttributePair[] = KEYS.filter(([name]) => before?.[name] !== now[name]).map(
    ([name, key]) => ({
      key,
      value: now[name],
    }),
  );
  if (changed.length > 0) upsertSearchAttributes(changed);
  setCurrentDetails(detailsOf(ticketNumber, look));
  return look;
}

/** Ids only: search attributes are stored in the clear, also where payloads are encrypted. */
function attributesOf(look: TicketSnapshot): Record<SearchAttribute, string> {
  return {
    TicketStatus: look.status,
    TicketPriority: look.priority,
    TicketCategory: look.category,
    TicketAssignee: look.assigneeId ?? 'none',
    SlaState: look.slaState,
  };
}

function detailsOf(ticketNumber: string, look: TicketSnapshot): string {
  return [
    headingOf(ticketNumber),
    '',
    '| | |',
    '|---|---|',
    `| Status | ${look.status} |`,
    `| Priority | ${look.priority} |`,
    `| Category | ${look.category} |`,
    `| Triage | ${look.triageState} |`,
    `| Assignee | ${look.assigneeId ?? 'none'} |`,
    `| SLA clock | ${look.slaState} |`,
    `| Waits for | ${look.waitsFor} |`,
    `| Next look | ${look.nextLookAt ?? 'when something happens'} |`,
  ].join('\n');
}

function headingOf(ticketNumber: string): string {
  return `### ${lifecycleSummary(ticketNumber)}`;
}
