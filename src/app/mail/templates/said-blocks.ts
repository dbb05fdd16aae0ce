import { isStaff } from '../../../domain/access/permissions.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import type { Block } from './blocks.js';
import { excerpt } from './excerpt.js';
import type { TicketMailContext } from './kinds/ticket-mail-context.js';

type Reader = Pick<TicketMailContext, 'recipient' | 'phrases'>;

/** Renders a comment, with a note for staff if its author is unproven; nothing for null. */
export function saidBlocks(reader: Reader, comment: Comment | null): readonly Block[] {
  if (comment === null) return [];
  return [
    { kind: 'quote', text: excerpt(comment.body) },
    ...provenanceBlocks(reader, comment.author.name, comment),
  ];
}

/** Renders the note for staff that the author is unproven. */
export function provenanceBlocks(
  { recipient, phrases }: Reader,
  author: string,
  { isSenderUnproven }: Pick<Ticket, 'isSenderUnproven'>,
): readonly Block[] {
  if (isSenderUnproven !== true || !isStaff(recipient.role)) return [];
  return [{ kind: 'note', text: phrases.say('sender.unproven', { author }) }];
}
