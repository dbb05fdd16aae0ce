import { actorOf } from '../../../domain/access/actor.js';
import { isEmailAddress } from '../../../domain/email-address.js';
import { DomainError } from '../../../domain/errors.js';
import { withAuthor } from '../../../domain/inbound-mail/kind/mailing-list.js';
import { isOurs } from '../../../domain/inbound-mail/sender/our-addresses.js';
import type { ParsedMail } from '../../../domain/inbound-mail/parsed-mail.js';
import { senderVerdict } from '../../../domain/inbound-mail/sender/sender-verdict.js';
import { titleOf } from '../../../domain/inbound-mail/subject.js';
import { type User } from '../../../domain/accounts/user.js';
import { createTicket } from '../../tickets/create-ticket.js';
import { teamOfMail } from '../find-ticket/team-of-mail.js';
import { heldParts } from '../apply/held-parts.js';
import { became, originOf, sourceMail, type InboundDeps, type Incoming, type Settled } from '../incoming.js';
import { keepParts } from '../apply/keep-parts.js';
import { firstWords, getsReceipt } from '../apply/open-by-mail.js';
import { personByMail } from '../sender/person-by-mail.js';
import { settleOnce } from '../apply/apply-mail.js';

/**
 * Opens a ticket from a mail at the request of staff, whatever its content and sender.
 * It belongs to the sender, or to the caller if the sender cannot have an account. The ticket has the mail's id.
 */
export async function openRequestedTicket(
  deps: InboundDeps,
  received: Incoming,
  openerId: string,
): Promise<Settled> {
  const opener = await deps.users.find(openerId);
  if (opener === null)
    throw new DomainError('not_found', 'The account that asked for the ticket no longer exists.');
  const mail = withAuthor(received.mail, deps.inbound.ours);
  const isVerified = senderVerdict(mail, deps.inbound.trustedServers) === 'pass';
  const requester = (await senderAsPerson(deps, mail, isVerified)) ?? opener;
  return settleOnce(deps, { mailId: received.id, accountId: requester.id }, () =>
    open(deps, { ...received, mail }, opener, requester),
  );
}

async function open(deps: InboundDeps, incoming: Incoming, opener: User, requester: User): Promise<Settled> {
  const { id, mail } = incoming;
  const isProven = requester.id === opener.id || senderVerdict(mail, deps.inbound.trustedServers) === 'pass';
  const isConfirmed = requester.id !== opener.id && (await getsReceipt(deps, incoming, isProven));
  const { text, body, parts } = firstWords(incoming);
  const input = {
    title: titleOf(mail.subject, text),
    description: body,
    ...(await keepParts(deps, incoming, parts, requester, heldParts(deps, requester, parts.kept))),
    ...originOf(mail, isProven),
    ...sourceMail(incoming, requester),
    ...(isConfirmed ? {} : ({ isReceiptHeld: true } as const)),
  };
  const details = { opened_from: 'received_mail' };
  const ticket = await createTicket(deps, actorOf(opener), {
    source: 'mail',
    input,
    id,
    onBehalf: { requester, details },
    team: await teamOfMail(deps, incoming),
  });
  return { outcome: became('opened', ticket), accountId: requester.id };
}

/** The first author who can have an account; never an address of this desk. */
async function senderAsPerson(
  deps: InboundDeps,
  { from }: ParsedMail,
  isVerified: boolean,
): Promise<User | null> {
  const { ours } = deps.inbound;
  const sender = from.find(({ address }) => isEmailAddress(address) && !isOurs(ours, address));
  if (sender === undefined) return null;
  return (await deps.users.findByAddress(sender.address)) ?? personByMail(deps, sender, isVerified);
}
