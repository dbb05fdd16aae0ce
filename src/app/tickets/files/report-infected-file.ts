import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { rejectionNote } from '../../../domain/files/rejection-note.js';
import { LANGUAGES, type Language } from '../../../domain/languages.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';
import { addComment } from '../comments/add-comment.js';

type Deps = Parameters<typeof addComment>[0] & Pick<AppDeps, 'files' | 'users'>;

/** Adds an internal note about a rejected file to its ticket, once. A file without a ticket cannot get one any longer. */
export async function reportInfectedFile(deps: Deps, fileId: string): Promise<void> {
  const file = await deps.files.progress(fileId, { noteId: deps.newId() });
  if (file === null || file.ownerId === null || file.scan.state !== 'infected') return;
  const comment = await deps.tickets.findComment(file.ownerId);
  const ticket = await deps.tickets.find(comment?.ticketId ?? file.ownerId);
  if (ticket === null) return;
  const { name, scan } = file;
  const body = rejectionNote(await languageFor(deps, ticket), { name, signature: scan.signature });
  const note = { body, isInternal: true };
  try {
    await addComment(deps, SYSTEM_ACTOR, ticket.id, note, file.noteId ?? fileId);
  } catch (error) {
    // The ticket has ended since: the file says it itself.
    if (!(error instanceof DomainError) || !['illegal_transition', 'not_found'].includes(error.code))
      throw error;
  }
}

/** The first language of the assignee that Holdfast has; English without one. */
async function languageFor({ users }: Pick<Deps, 'users'>, { assignment }: Ticket): Promise<Language> {
  const assignee = assignment === null ? null : await users.find(assignment.assignee.id);
  for (const language of assignee?.languages ?? []) {
    const found = LANGUAGES.find((each) => each === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
