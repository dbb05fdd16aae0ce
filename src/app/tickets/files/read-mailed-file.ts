import { isRemovedFrom, participantIn } from '../../../domain/participants.js';
import { attachmentOwner, readableFiles } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import { fileLinkEndsAt, fileLinkOf, openLinkOf } from '../../../domain/tickets/signed-links/file-link.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { mergedTickets } from '../comments/comment-notices.js';
import type { AppDeps } from '../../deps.js';
import { mergeGoal } from '../merge-goal.js';
import { readLinkedFile } from './link-file.js';
import { requireReleased } from './read-file.js';

type Deps = Pick<
  AppDeps,
  'tickets' | 'users' | 'attachments' | 'files' | 'mailedSecrets' | 'fileLinkDays' | 'clock'
>;

/** A file behind a link. */
export interface LinkedFile {
  readonly id: string;
  readonly name: string;
  /** As its content says. */
  readonly type: string;
  readonly sizeBytes: number;
}

/**
 * Returns the file of a mailed link while its reader may have it.
 * Changes nothing, because mail scanners follow links.
 * @throws DomainError `not_found` for a link that is not ours; `link_expired` for an expired link, a deleted file, or
 *   a reader without permission for the answer.
 */
export async function readMailedFile(deps: Deps, token: string): Promise<LinkedFile> {
  const linkId = deps.mailedSecrets.idOf(token) ?? '';
  const opened = openLinkOf(linkId);
  if (opened !== null) return (await readLinkedFile(deps, opened)).file;
  const link = fileLinkOf(linkId);
  if (link === null)
    throw new DomainError(
      'not_found',
      'This link is incomplete: the mail program may have cut it. Copy all of it from the mail.',
    );
  if (deps.clock.now() >= fileLinkEndsAt(link, deps.fileLinkDays)) {
    throw new DomainError(
      'link_expired',
      `Links to files work for ${deps.fileLinkDays} days. Reply to the mail to ask for the file again.`,
    );
  }
  const { readerId, attachmentId } = link;
  const record = await deps.files.find(attachmentId);
  const owner = record === null ? attachmentOwner(attachmentId) : (record.ownerId ?? '');
  const comment = await deps.tickets.findComment(owner);
  const attachment =
    comment?.isInternal === false
      ? readableFiles(comment.attachments, false).find(({ id }) => id === attachmentId)
      : undefined;
  const ticket =
    attachment === undefined || comment === null ? null : await deps.tickets.find(comment.ticketId);
  const mayRead = ticket !== null && (await isReader(deps, ticket, readerId));
  const isThere = mayRead && (await deps.attachments.present([attachmentId])).length > 0;
  if (attachment === undefined || !isThere) {
    throw new DomainError('link_expired', 'The file was deleted, or you may no longer read it.');
  }
  requireReleased(record);
  return { ...attachment, type: 'application/octet-stream' };
}

/** Returns true for people who would now get a public answer on this ticket by mail. */
async function isReader(deps: Deps, ticket: Ticket, readerId: string): Promise<boolean> {
  const tickets = [ticket, ...(await mergedTickets(deps, ticket))];
  if (tickets.some(({ requester }) => requester.id === readerId)) {
    return (await deps.users.find(readerId))?.isActive === true;
  }
  const [participant] = tickets.flatMap((each) => participantIn(each, readerId) ?? []);
  // A person whose ticket was merged is removed from the other ticket.
  return participant !== undefined && !isRemovedFrom(await mergeGoal(deps, ticket), participant.fingerprint);
}
