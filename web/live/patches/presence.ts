import type { Schemas } from '../../../src/client/client.js';
import { queryKeys } from '../../app/query-keys.js';
import type { Effects } from '../effects.js';
import { changeInPages, type Pages } from './pages.js';
import type { LiveGone, LivePresence } from '../protocol.js';

/** Shows who looks at a ticket, in the ticket and in every list, in place. */
export function patchPresence({ number, people }: LivePresence, effects: Effects): void {
  const presence = people.map((one) => ({ ...one, person: { ...one.person } }));
  const withPresence = (ticket: Schemas['Ticket']): Schemas['Ticket'] =>
    ticket.number === number ? { ...ticket, presence } : ticket;
  effects.patch<Schemas['Ticket']>(queryKeys.ticketHead(number), withPresence);
  effects.patch<Pages>(queryKeys.lists, (list) => changeInPages(list, number, { presence }));
}

/** A ticket left the view, or can no longer be read. Its row stays until the list is read again. */
export function patchGone({ number }: LiveGone, effects: Effects): void {
  effects.invalidate(queryKeys.ticketHead(number));
  effects.invalidate(queryKeys.lists);
  effects.invalidate(queryKeys.counts);
}
