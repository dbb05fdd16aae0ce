import { isStaff } from '../../../domain/access/permissions.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import type { Block } from './blocks.js';
import { excerpt } from './excerpt.js';
import type { TicketMailContext } from './kinds/ticket-mail-context.js';

type Reader = Pick<TicketMailContext, 'recipient' | 'phrases'>;

/** What somebody has said, with a word for staff where its author is not sure; nothing for null. */
export function saidBlocks(reader: Reader, comment: Comment | null): readonly Block[] {
  if (comment === null) return [];
  return [
    { kind: 'quote', text: excerpt(comment.body) },
    ...provenanceBlocks(reader, comment.author.name, comment),
  ];
}

/** That nothing proves who has written it, for staff, who act on it. */
export function provenanceBlocks(
  { recipient, phrases }: Reader,
  author: string,
  { isSenderUnproven }: Pick<Ticket, 'isSenderUnproven'>,
): readonly Block[] {
  if (isSenderUnproven !== true || !isStaff(recipient.role)) return [];
  return [{ kind: 'note', text: phrases.say('sender.unproven', { author }) }];
}
