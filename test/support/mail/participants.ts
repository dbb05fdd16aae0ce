import { activeParticipants, type ActiveParticipant } from '../../../src/domain/participants.js';
import { addParticipant } from '../../../src/app/tickets/participants/edit-participants.js';
import { sendDelivery } from '../../../src/app/mail/send-delivery.js';
import type { AppDeps } from '../../../src/app/deps.js';
import type { Holdfast } from '../holdfast.js';
import type { Person } from './inbound-tickets.js';

/** Puts somebody in copy of a ticket. */
export function copy(
  deps: AppDeps,
  by: Person,
  ticketId: string,
  address: string,
  name = '',
): Promise<ActiveParticipant> {
  return addParticipant(deps, by, ticketId, { address, name });
}

/** The addresses of those who are in copy now. */
export async function inCopyOf(deps: AppDeps, ticketId: string): Promise<readonly string[]> {
  const ticket = await deps.tickets.find(ticketId);
  return ticket === null ? [] : activeParticipants(ticket).map(({ address }) => address);
}

/** Sends what is to be sent about a ticket; the mails that went to this address. */
export async function sentTo({ deps, sink }: Holdfast, ticketId: string, address: string) {
  const before = sink.mails.length;
  for (const delivery of await deps.deliveries.unsent(ticketId)) await sendDelivery(deps, delivery);
  return sink.mails
    .slice(before)
    .filter(({ to }) => !Array.isArray(to) && to?.text.includes(address) === true);
}
