import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import { readFile, type ReadFileDeps } from './read-file.js';

/**
 * Deletes a file that no ticket has.
 * @throws DomainError `not_found`; `illegal_transition` for a file of a ticket, whose copies a redaction removes
 */
export async function deleteFile(deps: ReadFileDeps, actor: Actor, id: string): Promise<void> {
  const { file, ticket, comment } = await readFile(deps, actor, id);
  if (ticket !== null) {
    const path = comment === null ? '' : `/comments/${comment.id}`;
    throw new DomainError(
      'illegal_transition',
      `${ticket.number} has this file. Redact it: POST /api/v1/tickets/${ticket.number}${path}/redact.`,
    );
  }
  authorize(actor, 'file.delete', { author: file.uploadedBy });
  await deps.files.remove(id);
}
