import { isRemovedFrom, participantIn } from '../../../domain/participants.js';
import { attachmentOwner, readableFiles, type Attachment } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import { fileLinkEndsAt, fileLinkOf } from '../../../domain/tickets/signed-links/file-link.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { mergedTickets } from '../comments/comment-notices.js';
import type { AppDeps } from '../../deps.js';
import { mergeGoal } from '../merge-goal.js';

type Deps = Pick<AppDeps, 'tickets' | 'users' | 'attachments' | 'mailedSecrets' | 'fileLinkDays' | 'clock'>;

/**
 * Returns the file of a mailed link while its reader may have it.
 * Changes nothing, because mail scanners follow links.
 * @throws DomainError `not_found` for a link that is not ours; `link_expired` for an expired link, a deleted file, or
 *   a reader without permission for the answer.
 */
export async function readMailedFile(
  deps: Deps,
  token: string,
): Promise<{ readonly attachment: Attachment; readonly content: Uint8Array }> {
  const link = fileLinkOf(deps.mailedSecrets.idOf(token) ?? '');
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
  const comment = await deps.tickets.findComment(attachmentOwner(attachmentId));
  const attachment =
    comment?.isInternal === false
      ? readableFiles(comment.attachments, false).find(({ id }) => id === attachmentId)
      : undefined;
  const ticket =
    attachment === undefined || comment === null ? null : await deps.tickets.find(comment.ticketId);
  const mayRead = ticket !== null && (await isReader(deps, ticket, readerId));
  const content = mayRead ? await deps.attachments.read(attachmentId) : null;
  if (attachment === undefined || content === null) {
    throw new DomainError('link_expired', 'The file was deleted, or you may no longer read it.');
  }
  return { attachment, content };
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
