import type { Block } from '../blocks.js';
import { fileBlocks } from '../file-blocks.js';
import { saidBlocks } from '../said-blocks.js';
import type { TicketMailContext } from './ticket-mail-context.js';
import { ticketWords } from '../ticket-words.js';

/** Maximum mails that a batched mail lists; it counts the others. */
export const MAX_LISTED_MAILS = 100;

/** Returns the content of each batched mail, oldest first. */
export function batchedBlocks({ carried = [], ...context }: TicketMailContext): readonly Block[] {
  const listed = carried.slice(0, MAX_LISTED_MAILS);
  const rest = carried.length - listed.length;
  return [
    ...listed.flatMap(({ delivery, comment, files = [] }): Block[] => [
      { kind: 'text', text: ticketWords({ ...context, delivery, comment }).lead },
      ...saidBlocks(context, comment),
      ...fileBlocks(context.phrases, files),
    ]),
    ...(rest > 0 ? [{ kind: 'text', text: context.phrases.say('more', { count: rest }) } as const] : []),
  ];
}
