import { addMinutes } from '../../domain/time.js';
import type { AppDeps } from '../deps.js';
import { demandClaim } from './demand-claim.js';
import type { UnsentState } from './unsent-state.js';
import type { MailToWrite } from './write-mail.js';

/** A person who is there reads within this time, or has left the page open. */
const MAX_WAIT_MINUTES = 5;
/** Longer than a presence lasts without being repeated. */
const ASK_AGAIN_MINUTES = 0.75;

type Deps = Pick<AppDeps, 'deliveries' | 'presences' | 'readMarks' | 'clock'>;

/**
 * Suppresses the mail of an answer that its requester has read in the chat, and lets it wait while they are there.
 * Null for a mail to send now.
 */
export async function holdBackInChat(
  deps: Deps,
  { delivery, recipient, ticket, comment }: MailToWrite,
): Promise<UnsentState | null> {
  if (delivery.kind !== 'reply' || ticket?.source !== 'chat' || comment === null) return null;
  const marks = await deps.readMarks.of(recipient.id, [ticket.id]);
  const readAt = marks.get(ticket.id) ?? null;
  if (readAt !== null && readAt >= (comment.sendAt ?? comment.createdAt)) {
    demandClaim(await deps.deliveries.markSuppressed(delivery, 'Not sent: it was read in the chat.'));
    return { state: 'suppressed' };
  }
  const now = deps.clock.now();
  if (addMinutes(delivery.createdAt, MAX_WAIT_MINUTES) <= now) return null;
  const here = await deps.presences.of([ticket.id], now);
  if (!here.some(({ person, state }) => person.id === recipient.id && state !== 'away')) return null;
  const until = addMinutes(now, ASK_AGAIN_MINUTES);
  demandClaim(await deps.deliveries.postpone(delivery, until, 'Waiting: the requester is in the chat.'));
  return { state: 'queued', waitsUntil: until };
}
