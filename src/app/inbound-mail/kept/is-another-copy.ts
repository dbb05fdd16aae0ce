import type { WrittenInMail } from '../../../ports/tickets/ticket-repository.js';
import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';

/**
 * True for a mail that was heard already, with something added at its end or without: lists put a footer below, so that the
 * copy to the list and the copy to us are not the same bytes. A program that gives one Message-ID to many mails is told by
 * what they say, and by their files.
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

/** The one goes on where the other ends. */
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
