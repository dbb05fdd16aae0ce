import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';

/**
 * True for a mail that was heard already, with something added at its end or without: lists put a footer below, so that the
 * copy to the list and the copy to us are not the same bytes. A program that gives one Message-ID to many mails is told by
 * what they say, and by their files.
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

/** The one goes on where the other ends. */
function isSame(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter !== '' && longer.startsWith(shorter);
}

function bare(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
