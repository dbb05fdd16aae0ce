import { authorize } from '../../../domain/access/permissions.js';
import type { BulkResult } from '../../../domain/tickets/bulk-change.js';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/access/actor.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { requireVersion } from '../change-ticket.js';
import { project, type Outlook, type OutlookDeps } from '../outlook/read-outlook.js';
import { readingOnce } from '../outlook/projection.js';
import { meantTickets, type BulkRequest } from './start-bulk-change.js';

/** The next action is enough for each ticket. A queued one may need some attempts until it. */
const LIMITS = { maxLooks: 10, maxActions: 1 };

/** Tickets that are read at a time. */
const BATCH = 100;

/** What a bulk job would do to one ticket. */
export interface BulkPreview {
  readonly ticket: Pick<Ticket, 'id' | 'number'>;
  readonly outcome: BulkResult['outcome'];
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** Null for a ticket that would be refused. */
  readonly outlook: Outlook | null;
}

/**
 * Returns what a bulk job would do now, without starting it. Each ticket is previewed by itself.
 * @throws DomainError as `startBulkChange`, except without Temporal.
 */
export async function previewBulkChange(
  deps: OutlookDeps,
  actor: Actor,
  request: BulkRequest,
): Promise<readonly BulkPreview[]> {
  authorize(actor, 'ticket.change_many');
  const meant = await meantTickets(deps, actor, request);
  const once = readingOnce(deps);
  const previews: BulkPreview[] = [];
  for (let index = 0; index < meant.length; index += BATCH) {
    const batch = meant.slice(index, index + BATCH);
    const found = await deps.tickets.findMany(batch.map(({ id }) => id));
    const tickets = new Map(found.map((ticket) => [ticket.id, ticket]));
    for (const { id, expectedVersion } of batch) {
      const ticket = tickets.get(id);
      // Deleted in between.
      if (ticket === undefined) continue;
      previews.push(await preview(once, actor, request, { ticket, expectedVersion }));
    }
  }
  return previews;
}

async function preview(
  deps: OutlookDeps,
  actor: Actor,
  { change }: BulkRequest,
  { ticket, expectedVersion }: { readonly ticket: Ticket; readonly expectedVersion: number | null },
): Promise<BulkPreview> {
  try {
    if (expectedVersion !== null) requireVersion(ticket, expectedVersion);
    const { outlook, isChanged } = await project(deps, actor, ticket, change, LIMITS);
    return { ticket, outcome: isChanged ? 'changed' : 'unchanged', refusal: null, outlook };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    const refusal = { code: error.code, detail: error.message };
    return { ticket, outcome: 'refused', refusal, outlook: null };
  }
}
