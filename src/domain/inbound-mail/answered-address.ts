import { isEmailAddress } from '../email-address.js';
import { isOurs } from './sender/our-addresses.js';
import type { MailAddress, ParsedMail } from './parsed-mail.js';
import { isUnattended } from './kind/unattended.js';

/** Of the addresses in `Reply-To` only the first ones are looked at: one of them is answered. */
const MAX_ADDRESSES = 5;

type Addressed = Pick<ParsedMail, 'from' | 'to' | 'replyTo' | 'isAuthorRestored'>;

/**
 * Who is answered (RFC 5322 §3.6.2): the first usable address of `Reply-To`, which is none of ours and read by somebody; else
 * the sender. It says nothing of who speaks.
 * @param ours addresses of this desk, in lower case
 */
export function answeredAddress(mail: Addressed, ours: readonly string[]): MailAddress | null {
  const [sender = null] = mail.from;
  return wantedAddress(mail, ours) ?? sender;
}

/** The address in `Reply-To` that is answered in place of the sender's; null for none. */
export function wantedAddress(mail: Addressed, ours: readonly string[]): MailAddress | null {
  const usable = usableReplyTo(mail, ours);
  return usable === null || mail.from.some(({ address }) => address === usable.address) ? null : usable;
}

/** The first address in `Reply-To` that can be answered, also where it is the sender's own; null for none. */
export function usableReplyTo(
  { to, replyTo = [], isAuthorRestored }: Omit<Addressed, 'from'>,
  ours: readonly string[],
): MailAddress | null {
  // There the header was the only sign of the author.
  if (isAuthorRestored === true) return null;
  // What the mail is addressed to may be ours by `*@desk.example`, which `ours` does not name.
  const isTo = (wanted: string) => to.some(({ address }) => address === wanted);
  const usable = replyTo
    .slice(0, MAX_ADDRESSES)
    .find(
      ({ address }) =>
        isEmailAddress(address) && !isOurs(ours, address) && !isTo(address) && !isUnattended(address),
    );
  return usable ?? null;
}
