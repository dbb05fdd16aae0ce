import type { Actor } from '../../../domain/access/actor.js';
import { isMergedHere } from '../../../domain/ticket-links.js';
import { attachmentOwner, readableFiles, type Attachment } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import { can, canReadInternal } from '../../../domain/access/permissions.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { readTicket } from '../read-ticket.js';
import { requireReleased } from './read-file.js';

type Deps = Pick<AppDeps, 'tickets' | 'attachments' | 'files'>;

/**
 * Returns a file of a ticket or comment to its readers.
 * @throws DomainError `not_found` also for a file that the actor may not see; `file_held`, `file_rejected`.
 */
export async function readAttachment(
  deps: Deps,
  actor: Actor,
  reference: string,
  id: string,
): Promise<{ readonly attachment: Attachment; readonly content: AsyncIterable<Uint8Array> }> {
  const ticket = await readTicket(deps, actor, reference);
  const record = await deps.files.find(id);
  const owner = record === null ? attachmentOwner(id) : (record.ownerId ?? '');
  const beside = readableFiles(await attachmentsBeside(deps, actor, ticket, owner), canReadInternal(actor));
  const attachment = beside.find((each) => each.id === id);
  const isThere = attachment !== undefined && (await deps.attachments.present([id])).length > 0;
  if (!isThere) {
    throw new DomainError('not_found', `There is no file ${id} on ${ticket.number}.`);
  }
  requireReleased(record);
  return { attachment, content: await deps.files.open(id) };
}

/** Returns the files of the ticket or comment with this file, if it is visible on this ticket. */
async function attachmentsBeside(
  deps: Deps,
  actor: Actor,
  ticket: Ticket,
  owner: string,
): Promise<readonly Attachment[]> {
  const merged = ticket.links.filter((link) => isMergedHere(link) && can(actor, 'ticket.read', link.ticket));
  const ticketIds = [ticket.id, ...merged.map((link) => link.ticket.id)];
  const [opened, comment] = await Promise.all([
    ticketIds.includes(owner) ? deps.tickets.find(owner) : null,
    deps.tickets.findComment(owner),
  ]);
  const isReadable =
    comment !== null &&
    ticketIds.includes(comment.ticketId) &&
    (!comment.isInternal || canReadInternal(actor, ticket));
  return [...(opened?.attachments ?? []), ...(isReadable ? (comment.attachments ?? []) : [])];
}
