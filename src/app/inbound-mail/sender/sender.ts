import { DomainError } from '../../../domain/errors.js';
import type { MailAddress, ParsedMail } from '../../../domain/inbound-mail/parsed-mail.js';

/** The one sender of a mail that has one. */
export function senderOf({ from }: Pick<ParsedMail, 'from'>): MailAddress {
  const [sender] = from;
  if (sender === undefined) throw new DomainError('invalid_input', 'The mail has no sender.');
  return sender;
}
