import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';

/**
 * Returns true for a mail that was already processed in another version with or without a footer.
 * Mailing lists add one, so the copies differ in bytes. A program may use one Message-ID for many mails. Their text
 * and files tell them apart.
 */
export async function isAnotherCopy(
  { tickets }: Pick<AppDeps, 'tickets'>,
  { id, mail }: Pick<Incoming, 'id' | 'mail'>,
  authorId: string,
): Promise<boolean> {
  if (mail.messageId === null) return false;
  const text = bare(mail.text);
  const heard = await tickets.writtenInMail(mail.messageId, authorId, id);
  return heard.some(({ body, attachments = [] }) => {
    const sizes = new Set(attachments.map(({ sizeBytes }) => sizeBytes));
    return isSame(bare(body), text) && mail.parts.every(({ sizeBytes }) => sizes.has(sizeBytes));
  });
}

/** One text continues where the other ends. */
function isSame(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter !== '' && longer.startsWith(shorter);
}

function bare(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
