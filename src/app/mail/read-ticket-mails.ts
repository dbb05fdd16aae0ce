import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import type { Delivery } from '../../domain/mail/delivery.js';
import type { IdPage, PageRequest } from '../../ports/paging.js';
import type { AppDeps } from '../deps.js';
import { readTicket } from '../tickets/read-ticket.js';

/** Lists the mails about a ticket, newest first. @throws DomainError `not_found`, `forbidden` */
export async function listTicketMails(
  deps: Pick<AppDeps, 'tickets' | 'deliveries'>,
  actor: Actor,
  reference: string,
  page: PageRequest,
): Promise<IdPage<Delivery>> {
  const ticket = await readTicket(deps, actor, reference);
  authorize(actor, 'delivery.read', ticket);
  return deps.deliveries.list({ ...page, ticketId: ticket.id });
}
