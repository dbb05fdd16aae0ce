import {
  attachmentId,
  attachmentPrefix,
  sortParts,
  type Attachment,
  type Sorted,
  type MailPart,
} from '../../../domain/tickets/attachments.js';
import { fitted, WHOLE_TEXT_NAME } from '../../../domain/inbound-mail/mail-text.js';
import type { PersonRef } from '../../../domain/access/actor.js';
import { fileEvent, type StoredFile } from '../../../domain/files/stored-file.js';
import { HEAD_BYTES } from '../../../ports/files/sniff-type.js';
import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';

type Deps = Pick<AppDeps, 'attachments' | 'files' | 'sniffType' | 'fileScanner' | 'clock' | 'newId'>;

/** The text and files of a mail for a description or a comment. */
export interface Composed {
  readonly body: string;
  readonly parts: Sorted;
  /** True if it has neither text nor files. */
  readonly isEmpty: boolean;
}

/** A text longer than `max` is cut, and its whole is attached as a file. */
export function composed({ mail }: Pick<Incoming, 'mail'>, text: string, max: number): Composed {
  const parts = sortParts(mail.parts);
  const { isPartlyRead, unreadFiles } = mail;
  const { kept, dangerous, excess, empty } = parts;
  const hasParts = [kept, dangerous, excess, empty].some((list) => list.length > 0);
  const isEmpty = text === '' && !hasParts && !isPartlyRead;
  const whole = fitted(text, { ...parts, isPartlyRead, unreadFiles }, max);
  if (!whole.isCut) return { body: whole.body, parts, isEmpty };
  const withText = sortParts([textPart(text), ...mail.parts]);
  return {
    body: fitted(text, { ...withText, isPartlyRead, unreadFiles }, max).body,
    parts: withText,
    isEmpty,
  };
}

/**
 * Stores the contents of files, before the ticket or comment is written.
 * Each attempt has its own ids, so that attempts do not collide. {@link forgetOtherParts} removes unused ones. Absent
 * for none.
 * @param author the person who has sent them
 * @param held the files for staff only
 */
export async function keepParts(
  deps: Deps,
  { id }: Incoming,
  { kept: parts }: Sorted,
  author: PersonRef,
  held: readonly MailPart[] = [],
): Promise<{ readonly attachments?: readonly Attachment[] }> {
  const attempt = deps.newId();
  const kept: Attachment[] = [];
  for (const [index, part] of parts.entries()) {
    const { content, name, type, sizeBytes } = part;
    const isInternal = held.includes(part) ? ({ isInternal: true } as const) : {};
    const attachment = { id: attachmentId(id, attempt, index), name, type, sizeBytes, ...isInternal };
    await deps.attachments.keep(attachment.id, content);
    kept.push(attachment);
  }
  if (kept.length === 0) return {};
  await addRecords(deps, id, kept, parts, author);
  return { attachments: kept };
}

/** With the records, workflows scan and read the files. */
async function addRecords(
  deps: Deps,
  ownerId: string,
  kept: readonly Attachment[],
  parts: readonly MailPart[],
  { id: authorId, name: authorName }: PersonRef,
): Promise<void> {
  const now = deps.clock.now();
  const files: StoredFile[] = [];
  for (const [index, { id, name, sizeBytes }] of kept.entries()) {
    const type = await deps.sniffType((parts[index]?.content ?? new Uint8Array()).subarray(0, HEAD_BYTES));
    files.push({
      ...{ id, uploadId: id, name, type, sizeBytes, uploadedAt: now, ownerId, forTicketId: null },
      uploadedBy: { id: authorId, name: authorName },
      scan: deps.fileScanner === null ? { state: 'off' } : { state: 'pending' },
    });
  }
  await deps.files.add(
    files,
    files.map(({ id }) => fileEvent('file.stored', id, deps.newId(), now)),
  );
}

/** Deletes files of attempts without an effect. */
export async function forgetOtherParts(
  deps: Pick<Deps, 'attachments'>,
  mailId: string,
  kept: readonly Attachment[] = [],
): Promise<void> {
  const ids = kept.map(({ id }) => id);
  await deps.attachments.removeOthers(attachmentPrefix(mailId), ids);
}

function textPart(text: string): MailPart {
  const content = new TextEncoder().encode(text);
  return {
    name: WHOLE_TEXT_NAME,
    type: 'text/plain',
    sizeBytes: content.byteLength,
    content,
    isInline: false,
  };
}
