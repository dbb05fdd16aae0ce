import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import type { StoredFile } from '../../../domain/files/stored-file.js';
import type { Attachment } from '../../../domain/tickets/attachments.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<AppDeps, 'files' | 'tickets'>;

/** The ticket or comment that gets the files. */
interface Owner {
  readonly ownerId: string;
  /** Null for a new ticket. */
  readonly ticketId: string | null;
}

/**
 * Gives uploaded files to a ticket or comment, and writes it. If it is not written, the files are free again.
 * Repeated with the same owner it finds its files.
 * @throws DomainError `invalid_input` for files that the actor has not uploaded, that belong elsewhere, or were rejected
 */
export async function withFiles<T>(
  deps: Deps,
  actor: Actor,
  fileIds: readonly string[] | undefined,
  owner: Owner,
  write: (attachments: readonly Attachment[] | undefined) => Promise<T>,
): Promise<T> {
  if (fileIds === undefined || fileIds.length === 0) return write(undefined);
  const attachments = await claim(deps, actor, fileIds, owner);
  try {
    return await write(attachments);
  } catch (error) {
    const { ownerId } = owner;
    const isWritten =
      (await deps.tickets.find(ownerId)) !== null || (await deps.tickets.findComment(ownerId)) !== null;
    if (!isWritten) await deps.files.detach(fileIds, ownerId);
    throw error;
  }
}

async function claim(
  deps: Deps,
  actor: Actor,
  fileIds: readonly string[],
  { ownerId, ticketId }: Owner,
): Promise<readonly Attachment[]> {
  const found = await filesOf(deps, actor, fileIds, { ownerId, ticketId });
  const attached = await deps.files.attach(fileIds, actor.id, ownerId);
  const lost = fileIds.findIndex((id) => !attached.includes(id));
  if (lost < 0) return found.map(({ id, name, type, sizeBytes }) => ({ id, name, type, sizeBytes }));
  await deps.files.detach(attached, ownerId);
  throw unusable([{ path: `file_ids.${lost}`, message: UNKNOWN }]);
}

/** The files of these ids, in their order. @throws DomainError `invalid_input` */
export async function filesOf(
  { files }: Pick<Deps, 'files'>,
  actor: Actor,
  fileIds: readonly string[],
  { ownerId, ticketId }: Owner,
): Promise<readonly StoredFile[]> {
  const found = new Map((await files.findMany(fileIds)).map((file) => [file.id, file]));
  const faults = fileIds.flatMap((id, index) => {
    const message = faultOf(found.get(id), actor, { ownerId, ticketId });
    return message === null ? [] : [{ path: `file_ids.${index}`, message }];
  });
  if (faults.length > 0) throw unusable(faults);
  return fileIds.flatMap((id) => found.get(id) ?? []);
}

const UNKNOWN = 'is not the id of a file that you have uploaded and not used yet';

function faultOf(file: StoredFile | undefined, actor: Actor, { ownerId, ticketId }: Owner): string | null {
  if (file === undefined || file.uploadedBy.id !== actor.id) return UNKNOWN;
  if (file.ownerId !== null && file.ownerId !== ownerId) return UNKNOWN;
  if (file.scan.state === 'infected') return `was rejected: ${file.scan.signature}`;
  const isElsewhere = file.forTicketId !== null && file.forTicketId !== ticketId;
  return isElsewhere ? 'was uploaded for another ticket' : null;
}

function unusable(faults: readonly { readonly path: string; readonly message: string }[]): DomainError {
  return new DomainError('invalid_input', 'Some of the files cannot be attached. Upload them again.', {
    faults,
  });
}
