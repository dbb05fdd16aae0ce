import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { Ticket } from '../../domain/tickets/ticket.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import { changeTicket, type ChangeDeps, type Decision } from './change-ticket.js';
import type { AppDeps } from '../deps.js';
import { unlinkStep } from './links/link-tickets.js';
import type { Step } from './ticket-change.js';

interface Deletion {
  readonly reason?: string | undefined;
  readonly expectedVersion?: number | undefined;
}

/**
 * Deletes a ticket permanently, with its comments, mails and events.
 * A tombstone records who, when and why. Links from other tickets are removed and recorded there. Its workflow finds
 * the tombstone and ends.
 * @throws DomainError `not_found` also for a deleted ticket; `forbidden`, `version_conflict`.
 */
export async function deleteTicket(
  deps: ChangeDeps,
  actor: Actor,
  reference: string,
  { reason, expectedVersion }: Deletion,
): Promise<void> {
  await changeTicket(deps, { reference, actor, origin: 'api', expectedVersion }, async (ticket) => {
    authorize(actor, 'ticket.delete', ticket);
    const linked = await deps.tickets.linkedTo(ticket.id);
    return {
      after: { ...ticket, assignment: null, links: [] },
      type: 'ticket.deleted',
      details: { number: ticket.number, ...(reason === undefined ? {} : { reason }) },
      isInternal: true,
      isRemoval: true,
      others: linked.flatMap((other) => removeLinksTo(other, ticket)),
    };
  });
}

/** Lists the tombstones of deleted tickets, newest first. @throws DomainError `forbidden` */
export async function listDeletedTickets(
  deps: Pick<AppDeps, 'tombstones'>,
  actor: Actor,
  page: PageRequest,
): Promise<IdPage<TicketEvent>> {
  authorize(actor, 'ticket.delete');
  return deps.tombstones.list(page);
}

/**
 * Returns the other ticket without its links to the deleted one, each removal recorded in its activity log.
 */
function removeLinksTo(
  other: Ticket,
  gone: Ticket,
): { readonly before: Ticket; readonly decision: Decision }[] {
  const steps: Step[] = [];
  let here = other;
  for (const link of other.links.filter(({ ticket }) => ticket.id === gone.id)) {
    const step = unlinkStep(here, link.id);
    here = step.after;
    steps.push(step);
  }
  const last = steps.pop();
  return last === undefined ? [] : [{ before: other, decision: { ...last, earlier: steps } }];
}
