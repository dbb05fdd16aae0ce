import type { Block } from '../blocks.js';
import { fileBlocks } from '../file-blocks.js';
import { saidBlocks } from '../said-blocks.js';
import type { TicketMailContext } from './ticket-mail-context.js';
import { ticketWords } from '../ticket-words.js';

/** So many are told of; of more it says how many. */
export const MOST_TOLD = 100;

/** What each of the gathered mails would have said, oldest first. */
export function gatheredBlocks({ carried = [], ...context }: TicketMailContext): readonly Block[] {
  const told = carried.slice(0, MOST_TOLD);
  const rest = carried.length - told.length;
  return [
    ...told.flatMap(({ delivery, comment, files = [] }): Block[] => [
      { kind: 'text', text: ticketWords({ ...context, delivery, comment }).lead },
      ...saidBlocks(context, comment),
      ...fileBlocks(context.phrases, files),
    ]),
    ...(rest > 0 ? [{ kind: 'text', text: context.phrases.say('more', { count: rest }) } as const] : []),
  ];
}
