import type { WrittenInMail } from '../../../ports/tickets/ticket-repository.js';
import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';

/**
 * Returns true for a mail that was already processed in another version with or without a footer.
 * Mailing lists add one, so the copies differ in bytes. A program may use one Message-ID for many mails. Their text
 * and files tell them apart.
 */
export async function isAnotherCopy(
  deps: Pick<AppDeps, 'tickets'>,
  incoming: Pick<Incoming, 'id' | 'mail'>,
  authorId: string,
): Promise<boolean> {
  return (await copyOf(deps, incoming, authorId)) !== null;
}

/** What was heard of the same mail of that author before; null for nothing. */
export async function copyOf(
  { tickets }: Pick<AppDeps, 'tickets'>,
  { id, mail: { messageId, text, parts } }: Pick<Incoming, 'id' | 'mail'>,
  authorId: string,
): Promise<WrittenInMail | null> {
  const heard = messageId === null ? [] : await tickets.writtenInMail(messageId, authorId, id);
  const copy = heard.find(({ body, attachments = [] }) => {
    const sizes = new Set(attachments.map(({ sizeBytes }) => sizeBytes));
    return saysTheSame(body, text) && parts.every(({ sizeBytes }) => sizes.has(sizeBytes));
  });
  return copy ?? null;
}

/** Programs that pass a mail on mark its lines and break them anew. */
function saysTheSame(a: string, b: string): boolean {
  return isSame(bare(a), bare(b)) || isSame(letters(a), letters(b));
}

/** One text continues where the other ends. */
function isSame(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter !== '' && longer.startsWith(shorter);
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function bare(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
