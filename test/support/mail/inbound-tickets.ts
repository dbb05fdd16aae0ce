import type { Actor } from '../../../src/domain/access/actor.js';
import { randomUUID } from 'node:crypto';
import { keepMail } from '../../../src/app/inbound-mail/kept/keep-mail.js';
import { receiveMail } from '../../../src/app/inbound-mail/receive-mail.js';
import { replyAddressOf } from '../../../src/app/mail/reply-address.js';
import { createTicket } from '../../../src/app/tickets/create-ticket.js';
import type { AppDeps } from '../../../src/app/deps.js';
import { messageIdOf } from '../../../src/app/mail/templates/message-id.js';
import { ticketDeliveries } from '../../../src/domain/mail/delivery.js';
import type { MailOutcome } from '../../../src/domain/inbound-mail/received-mail.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import type { CorpusTicket } from './mail-corpus.js';

export type Person = Extract<Actor, { readonly type: 'user' }>;

/** Settings under which mails can be answered, and a mail server is believed. */
export const INBOUND = {
  INBOUND_REPLY_ADDRESS: 'reply@desk.example',
  INBOUND_TRUSTED_AUTHSERV: 'mx.desk.example',
};

export async function personOf(deps: AppDeps, name: string): Promise<Person> {
  const user = (await deps.users.findByEmail(`${name}@holdfast.local`))!;
  return { type: 'user', id: user.id, role: user.role, name: user.name };
}

/** A ticket of that person, and a mail about it that they have had. */
export async function aMailedTicket(
  deps: AppDeps,
  requester: Person,
): Promise<{ ticket: Ticket; deliveryId: string }> {
  const input = { title: 'VPN drops every ten minutes', description: 'Since this morning.' };
  const ticket = await createTicket(deps, requester, { source: 'api', input, id: randomUUID() });
  const event = { id: randomUUID(), at: new Date(), details: {}, ticketId: ticket.id };
  const [delivery] = ticketDeliveries(event, [{ kind: 'reminder', recipients: [requester] }]);
  await deps.deliveries.addMissing([delivery!]);
  return { ticket, deliveryId: delivery!.id };
}

export function replyTo(deps: AppDeps, ticket: Pick<Ticket, 'number'>, { id }: Pick<Person, 'id'>): string {
  return replyAddressOf(deps, { ticketNumber: ticket.number, personId: id })!;
}

/** What stands in the corpus for a ticket of Alice's. */
export async function corpusTicket(deps: AppDeps, alice: Person, bob: Person): Promise<CorpusTicket> {
  const { ticket, deliveryId } = await aMailedTicket(deps, alice);
  return {
    TICKET_ID: ticket.id,
    TICKET_NUMBER: ticket.number,
    DELIVERY_ID: deliveryId,
    MESSAGE_ID: messageIdOf(deps, deliveryId),
    REPLY_ALICE: replyTo(deps, ticket, alice),
    REPLY_BOB: replyTo(deps, ticket, bob),
  };
}

/** Keeps a mail and reads it, as the workflow does. */
export async function receive(
  deps: AppDeps,
  raw: string | Uint8Array,
  recipients: readonly string[] = [],
): Promise<{ readonly id: string; readonly outcome: MailOutcome }> {
  const { mail } = await keepMail(deps, { source: 'smtp', recipients, raw: Buffer.from(raw) });
  return { id: mail.id, outcome: await receiveMail(deps, mail.id) };
}
