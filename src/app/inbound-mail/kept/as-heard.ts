import type { ParsedMail } from '../../../domain/inbound-mail/parsed-mail.js';
import type { HeardMail } from '../../../ports/tickets/heard-mails.js';
import type { InboundDeps } from '../incoming.js';

/** The name of a mail that is about to be heard, counted before other copies are looked for. Null where it has none. */
export async function asHeard(
  { tickets, clock }: InboundDeps,
  { messageId }: Pick<ParsedMail, 'messageId'>,
  authorId: string,
): Promise<HeardMail | null> {
  if (messageId === null) return null;
  const name = { messageId, authorId };
  return { ...name, count: await tickets.timesHeard(name), at: clock.now() };
}
