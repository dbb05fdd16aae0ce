import type { Actor } from '../../../domain/access/actor.js';
import { authorize } from '../../../domain/access/permissions.js';
import { DomainError } from '../../../domain/errors.js';
import { fileEvent, type StoredFile } from '../../../domain/files/stored-file.js';
import { attachmentId } from '../../../domain/tickets/attachments.js';
import { cleanName } from '../../../domain/files/file-names.js';
import { HEAD_BYTES } from '../../../ports/files/sniff-type.js';
import type { AppDeps } from '../../deps.js';
import { readTicket } from '../read-ticket.js';

type Deps = Pick<AppDeps, 'files' | 'tickets' | 'sniffType' | 'fileScanner' | 'clock' | 'newId'>;

/** A file as it arrives. */
export interface NewFile {
  /** As its sender calls it. */
  readonly name: string;
  /** Fails if the sender goes away, is too slow, or sends too much. */
  readonly content: AsyncIterable<Uint8Array>;
  /** The only ticket that may have it. */
  readonly ticket?: string | undefined;
}

/**
 * Stores a file, which no ticket has yet. Its workflow scans and reads it.
 * Repeated with the same `uploadId` it returns the first file.
 * @throws DomainError `forbidden`, `not_found` for a ticket, `invalid_input` for an empty file
 */
export async function uploadFile(
  deps: Deps,
  actor: Actor,
  { name, content, ticket: reference }: NewFile,
  uploadId: string,
): Promise<StoredFile> {
  authorize(actor, 'file.upload');
  const ticket = reference === undefined ? null : await readTicket(deps, actor, reference);
  if (ticket !== null) authorize(actor, 'ticket.comment', ticket);
  const before = await deps.files.findByUpload(uploadId);
  if (before !== null) return before;
  const id = attachmentId(uploadId, deps.newId(), 0);
  const head = new Head();
  const sizeBytes = await deps.files.write(id, head.note(content));
  if (sizeBytes === 0) {
    await deps.files.removeContent(id);
    throw new DomainError('invalid_input', 'The file is empty.', {
      faults: [{ path: 'file', message: 'must not be empty' }],
    });
  }
  const now = deps.clock.now();
  const file: StoredFile = {
    ...{ id, uploadId, sizeBytes, uploadedAt: now, ownerId: null, forTicketId: ticket?.id ?? null },
    name: cleanName(name) || 'file',
    type: await deps.sniffType(head.bytes()),
    uploadedBy: { id: actor.id, name: actor.name },
    scan: deps.fileScanner === null ? { state: 'off' } : { state: 'pending' },
  };
  if (await deps.files.add([file], [fileEvent('file.stored', id, deps.newId(), now)])) return file;
  await deps.files.removeContent(id);
  return (await deps.files.findByUpload(uploadId)) ?? file;
}

/** The beginning of a content that passes by. */
class Head {
  private readonly parts: Uint8Array[] = [];
  private size = 0;

  async *note(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    for await (const part of content) {
      if (this.size < HEAD_BYTES) {
        const kept = part.slice(0, HEAD_BYTES - this.size);
        this.parts.push(kept);
        this.size += kept.length;
      }
      yield part;
    }
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
