import { cleanLine } from '../../../domain/inbound-mail/text/clean-line.js';
import { wantedAddress } from '../../../domain/inbound-mail/answered-address.js';
import type { AnswerAddress } from '../../../domain/tickets/ticket.js';
import type { InboundDeps, Incoming, Speaker } from '../incoming.js';

const MAX_NAME_LENGTH = 100;

/**
 * Where answers to a mail go, if not to its author's address. A mail that proves nobody cannot lead away the answers to
 * somebody who has a password, or has shown that mail reaches them.
 */
export function answerToOf(
  { inbound }: Pick<InboundDeps, 'inbound'>,
  { mail }: Pick<Incoming, 'mail'>,
  { person, isProven }: Pick<Speaker, 'person' | 'isProven'>,
): { readonly answerTo?: AnswerAddress } {
  const wanted = wantedAddress(mail, inbound.ours);
  if (wanted === null || wanted.address === person.email) return {};
  if (!isProven && (person.passwordHash !== null || person.emailVerifiedAt !== null)) return {};
  return { answerTo: { address: wanted.address, name: cleanLine(wanted.name, MAX_NAME_LENGTH) } };
}
