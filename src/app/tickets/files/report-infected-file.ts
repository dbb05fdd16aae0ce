import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { AppDeps } from '../../deps.js';
import { addComment } from '../comments/add-comment.js';

type Deps = Parameters<typeof addComment>[0] & Pick<AppDeps, 'files'>;

/** Adds an internal note about a rejected file to its ticket, once. A file without a ticket cannot get one any longer. */
export async function reportInfectedFile(deps: Deps, fileId: string): Promise<void> {
  const file = await deps.files.progress(fileId, { noteId: deps.newId() });
  if (file === null || file.ownerId === null || file.scan.state !== 'infected') return;
  const comment = await deps.tickets.findComment(file.ownerId);
  const ticket = await deps.tickets.find(comment?.ticketId ?? file.ownerId);
  if (ticket === null) return;
  const body = `The virus scanner rejected the file "${file.name}": ${file.scan.signature}. It cannot be opened.`;
  const note = { body, isInternal: true };
  try {
    await addComment(deps, SYSTEM_ACTOR, ticket.id, note, file.noteId ?? fileId);
  } catch (error) {
    // The ticket has ended since: the file says it itself.
    if (!(error instanceof DomainError) || !['illegal_transition', 'not_found'].includes(error.code))
      throw error;
  }
}
