import { cleanLine } from '../../../domain/inbound-mail/text/clean-line.js';
import { usableReplyTo, wantedAddress } from '../../../domain/inbound-mail/answered-address.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import type { AnswerAddress, Ticket } from '../../../domain/tickets/ticket.js';
import type { InboundDeps, Incoming, Speaker } from '../incoming.js';

const MAX_NAME_LENGTH = 100;

/**
 * Returns the address for answers to a mail, if it differs from its author's.
 * An unproven mail cannot redirect the answers to a person who has a password or a proven address.
 */
export function answerToOf(
  { inbound }: Pick<InboundDeps, 'inbound'>,
  { mail }: Pick<Incoming, 'mail'>,
  { person, isProven }: Pick<Speaker, 'person' | 'isProven'>,
): { readonly answerTo?: AnswerAddress } {
  const wanted = wantedAddress(mail, inbound.ours);
  if (wanted === null || wanted.address === person.email) return {};
  if (!isProven && (person.passwordHash !== null || person.emailVerifiedAt !== null)) return {};
  return { answerTo: named(wanted) };
}

/**
 * Returns the new address for answers after a later proven mail of the requester:
 * null for their own address, absent if the mail does not name one.
 */
export function changedAnswerTo(
  { inbound }: Pick<InboundDeps, 'inbound'>,
  { mail }: Pick<Incoming, 'mail'>,
  { person, isProven }: Pick<Speaker, 'person' | 'isProven'>,
  { requester }: Pick<Ticket, 'requester'>,
): { readonly answerTo?: AnswerAddress | null } {
  const wanted = usableReplyTo(mail, inbound.ours);
  if (wanted === null || !isProven || person.id !== requester.id) return {};
  return { answerTo: wanted.address === person.email ? null : named(wanted) };
}

function named({ address, name }: MailAddress): AnswerAddress {
  return { address, name: cleanLine(name, MAX_NAME_LENGTH) };
}
