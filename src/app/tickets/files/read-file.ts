import type { Actor } from '../../../domain/access/actor.js';
import { can, canReadInternal } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import { isHeld, type StoredFile } from '../../../domain/files/stored-file.js';
import { attachmentOwner, readableFiles, type Attachment } from '../../../domain/tickets/attachments.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import type { AppDeps } from '../../deps.js';

export type ReadFileDeps = Pick<AppDeps, 'files' | 'tickets' | 'attachments'>;

/** A file, and where it is. */
export interface PlacedFile {
  readonly file: StoredFile;
  /** Null while no ticket has it. */
  readonly ticket: Ticket | null;
  /** Null for a file of the description. */
  readonly comment: Comment | null;
}

/**
 * Returns a file to the readers of its ticket or comment, or to its uploader while it has none.
 * @throws DomainError `not_found` also for a file that the actor may not see
 */
export async function readFile(deps: ReadFileDeps, actor: Actor, id: string): Promise<PlacedFile> {
  const record = await deps.files.find(id);
  const ownerId = record === null ? attachmentOwner(id) : record.ownerId;
  const placed =
    ownerId === null ? unattached(actor, record) : await attached(deps, actor, id, { record, ownerId });
  if (placed === null) throw new DomainError('not_found', `There is no file ${id}.`);
  return placed;
}

function unattached(actor: Actor, file: StoredFile | null): PlacedFile | null {
  if (file === null || actor.id !== file.uploadedBy.id) return null;
  return can(actor, 'file.read', { author: file.uploadedBy }) ? { file, ticket: null, comment: null } : null;
}

async function attached(
  { tickets, attachments: contents }: ReadFileDeps,
  actor: Actor,
  id: string,
  { record, ownerId }: { readonly record: StoredFile | null; readonly ownerId: string },
): Promise<PlacedFile | null> {
  const comment = await tickets.findComment(ownerId);
  const ticket = await tickets.find(comment?.ticketId ?? ownerId);
  if (ticket === null || !can(actor, 'file.read', ticket)) return null;
  const readsInternal = canReadInternal(actor, ticket);
  if (comment?.isInternal === true && !readsInternal) return null;
  // The comment of a mailed ticket has another id, but the ticket of a mail has the id of the mail.
  const { attachments } = comment ?? ticket;
  const attachment = readableFiles(attachments, readsInternal).find((each) => each.id === id);
  if (attachment === undefined) return null;
  // Its uploader was erased, and the ticket still names it.
  if (record === null && (await contents.present([id])).length === 0) return null;
  return { file: record ?? unrecorded(attachment, comment ?? ticket), ticket, comment };
}

/** A file of a mail that came before files had records. It was never scanned or read. */
function unrecorded(attachment: Attachment, owner: Comment | Ticket): StoredFile {
  const { id, name, type, sizeBytes } = attachment;
  const uploadedBy = 'author' in owner ? owner.author : owner.requester;
  const { id: ownerId, createdAt: uploadedAt } = owner;
  return {
    ...{ id, uploadId: ownerId, name, type, sizeBytes, uploadedBy, uploadedAt, ownerId },
    ...{ forTicketId: null, scan: { state: 'off' }, readAt: uploadedAt, analysedAt: uploadedAt },
  };
}

/** @throws DomainError `file_held`, `file_rejected` for a content that is held back */
export function requireReleased(file: Pick<StoredFile, 'name' | 'scan'> | null): void {
  if (file === null || !isHeld(file)) return;
  if (file.scan.state === 'infected') {
    throw new DomainError(
      'file_rejected',
      `The virus scanner has found ${file.scan.signature} in this file.`,
    );
  }
  throw new DomainError('file_held', 'The virus scanner has not seen this file yet. Try again later.');
}
