import type { Actor } from '../../../domain/access/actor.js';
import type { Comment } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { addComment } from '../comments/add-comment.js';
import { readTicket } from '../read-ticket.js';
import { withFiles } from './attach-files.js';

type Deps = Parameters<typeof addComment>[0] & Pick<AppDeps, 'files'>;
type NewComment = Omit<Parameters<typeof addComment>[3], 'attachments'>;

/** Adds a comment with uploaded files. @throws DomainError as `addComment` and `withFiles` */
export async function commentWithFiles(
  deps: Deps,
  actor: Actor,
  reference: string,
  { fileIds = [], ...input }: NewComment & { readonly fileIds?: readonly string[] | undefined },
  id: string,
): Promise<Comment> {
  if (fileIds.length === 0) return addComment(deps, actor, reference, input, id);
  const ticket = await readTicket(deps, actor, reference);
  return withFiles(deps, actor, fileIds, { ownerId: id, ticketId: ticket.id }, (attachments = []) =>
    addComment(deps, actor, reference, { ...input, attachments }, id),
  );
}
