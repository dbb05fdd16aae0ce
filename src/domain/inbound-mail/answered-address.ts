import { isEmailAddress } from '../email-address.js';
import { isOurs } from './sender/our-addresses.js';
import type { MailAddress, ParsedMail } from './parsed-mail.js';
import { isUnattended } from './kind/unattended.js';

/** Maximum addresses in `Reply-To` that are checked. One of them gets the answers. */
const MAX_ADDRESSES = 5;

type Addressed = Pick<ParsedMail, 'from' | 'to' | 'replyTo' | 'isAuthorRestored'>;

/**
 * Returns the recipient of answers (RFC 5322 §3.6.2):
 * the first usable `Reply-To`, otherwise the sender. A usable address is not ours and not a no-reply address. It does
 * not identify the author.
 * @param ours addresses of this help desk, in lower case
 */
export function answeredAddress(mail: Addressed, ours: readonly string[]): MailAddress | null {
  const [sender = null] = mail.from;
  return wantedAddress(mail, ours) ?? sender;
}

/** Returns the address in `Reply-To` that gets answers instead of the sender's; null for none. */
export function wantedAddress(mail: Addressed, ours: readonly string[]): MailAddress | null {
  const usable = usableReplyTo(mail, ours);
  return usable === null || mail.from.some(({ address }) => address === usable.address) ? null : usable;
}

/** Returns the first usable address in `Reply-To`, also if it is the sender's own; null for none. */
export function usableReplyTo(
  { to, replyTo = [], isAuthorRestored }: Omit<Addressed, 'from'>,
  ours: readonly string[],
): MailAddress | null {
  // There the header was the only sign of the author.
  if (isAuthorRestored === true) return null;
  // One of our addresses may be a recipient through `*@desk.example`, which `ours` does not list.
  const isTo = (wanted: string) => to.some(({ address }) => address === wanted);
  const usable = replyTo
    .slice(0, MAX_ADDRESSES)
    .find(
      ({ address }) =>
        isEmailAddress(address) && !isOurs(ours, address) && !isTo(address) && !isUnattended(address),
    );
  return usable ?? null;
}
