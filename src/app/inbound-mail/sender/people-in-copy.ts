import { MAX_PARTICIPANTS, type ActiveParticipant } from '../../../domain/participants.js';
import { classifyMail } from '../../../domain/inbound-mail/kind/classify-mail.js';
import { isOurs } from '../../../domain/inbound-mail/sender/our-addresses.js';
import type { MailAddress } from '../../../domain/inbound-mail/parsed-mail.js';
import { newcomerOf } from '../../tickets/participants/newcomer.js';
import type { InboundDeps, Incoming, Speaker } from '../incoming.js';
import { deliveredTo } from '../find-ticket/delivered-to.js';
import { senderOf } from './sender.js';

/** Maximum addresses to look up. Real mails have fewer. */
const MAX_LOOKED_AT = 50;

/**
 * Returns the people in copy of a mail who may join its ticket, if its sender is proven.
 * A mail from a mailing list or a program has none, nor does one that does not name the address of ours that received
 * it.
 */
export async function peopleInCopy(
  deps: InboundDeps,
  incoming: Incoming,
  { isProven, isInCopy }: Pick<Speaker, 'isProven' | 'isInCopy'>,
  requesterId: string,
): Promise<readonly ActiveParticipant[]> {
  const { mail } = incoming;
  if (!isProven || isInCopy === true || classifyMail(mail, deps.inbound.ours) !== 'person') return [];
  const addressees = [...mail.to, ...mail.cc].slice(0, MAX_LOOKED_AT);
  const here = deliveredTo(incoming);
  const isHere = ({ address }: MailAddress) => here.includes(address) || isOurs(deps.inbound.ours, address);
  // The mail arrived by an unknown address, which may be any of them.
  if (!addressees.some(isHere)) return [];
  const passed = new Set([senderOf(mail).address, ...here]);
  const newcomers: ActiveParticipant[] = [];
  for (const addressed of addressees) {
    if (passed.has(addressed.address)) continue;
    passed.add(addressed.address);
    const newcomer = await newcomerOf(deps, addressed, requesterId, deps.clock.now());
    if (typeof newcomer !== 'string') newcomers.push(newcomer);
    if (newcomers.length >= MAX_PARTICIPANTS) break;
  }
  return newcomers;
}
