import { titleOf } from '../../../domain/inbound-mail/subject.js';
import type { Attachment, MailPart } from '../../../domain/tickets/attachments.js';
import { OPEN_STATUSES, type Ticket } from '../../../domain/tickets/ticket.js';
import { addDays } from '../../../domain/time.js';
import type { WrittenInMail } from '../../../ports/tickets/ticket-repository.js';
import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';

/** Open tickets of a person that are compared with a mail, the newest ones. */
const MAX_COMPARED = 20;
/** Their age. A weekend passes between a mail and its forwarding; the same words later may be about a new matter. */
const MAX_COMPARED_DAYS = 4;

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
  const copy = heard.find(({ body, attachments }) => saysTheSame(body, text) && hasFiles(attachments, parts));
  return copy ?? null;
}

/**
 * The recent open ticket that the author's mail has opened before, for a mail without a Message-ID: the same subject, the
 * same words and the same files. Null for none.
 */
export async function ticketOfUnnamed(
  { tickets, clock }: Pick<AppDeps, 'tickets' | 'clock'>,
  { subject, text, parts }: Incoming['mail'],
  authorId: string,
): Promise<Ticket | null> {
  const createdFrom = addDays(clock.now(), -MAX_COMPARED_DAYS);
  const filter = { requesterId: authorId, status: OPEN_STATUSES, createdFrom };
  const { items } = await tickets.list({ filter, sort: '-created_at', pageSize: MAX_COMPARED });
  const copy = items.find(
    ({ source, title, description, attachments }) =>
      source === 'mail' &&
      title === titleOf(subject, text) &&
      letters(description) === letters(text) &&
      hasFiles(attachments, parts),
  );
  return copy ?? null;
}

function hasFiles(kept: readonly Attachment[] | undefined, parts: readonly MailPart[]): boolean {
  const sizes = new Set(kept?.map(({ sizeBytes }) => sizeBytes));
  return parts.every(({ sizeBytes }) => sizes.has(sizeBytes));
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
