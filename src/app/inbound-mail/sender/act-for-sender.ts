import type { MailAddress, ParsedMail } from '../../../domain/inbound-mail/parsed-mail.js';
import type { ReplyBinding } from '../../../domain/inbound-mail/reply-token.js';
import { senderVerdict } from '../../../domain/inbound-mail/sender/sender-verdict.js';
import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { User } from '../../../domain/accounts/user.js';
import { currentPerson } from '../../accounts/current-person.js';
import { joinByMail } from '../../accounts/join-organisation.js';
import { answerRefused } from '../apply/answer-sender.js';
import {
  held,
  ignored,
  refused,
  type InboundDeps,
  type Incoming,
  type Settled,
  type Speaker,
} from '../incoming.js';
import { deliveredTo } from '../find-ticket/delivered-to.js';
import { whyNotOpened } from '../apply/open-by-mail.js';
import { replyAddressIn } from '../../mail/reply-address.js';
import { applyMail } from '../apply/apply-mail.js';
import { senderOf } from './sender.js';
import { speakerInCopy } from './speaker-in-copy.js';
import { isWelcome, personByMail } from './person-by-mail.js';

/**
 * Performs the actions of a mail with the permissions of its author, once the author is certain enough.
 */
export async function actForSender(deps: InboundDeps, incoming: Incoming): Promise<Settled> {
  const { mail } = incoming;
  const address = await replyAddressIn(deps, addressesOf(incoming));
  const binding = address === null || address.isEnded ? null : address.binding;
  const from = senderOf(mail);
  const isVerified = senderVerdict(mail, deps.inbound.trustedServers) === 'pass';
  const known = await knownSender(deps, from, isVerified);
  if (known !== null && !known.isActive) return refused('not_allowed', known.id);
  if (known !== null && isStaff(known.role)) {
    const isProven = isVerified || binding?.personId === known.id;
    if (isProven) return applyMail(deps, incoming, { person: known, details: {}, isProven }, binding);
    const isShown = address?.isEnded === true && address.binding.personId === known.id;
    const reason = isShown ? { shownAddressOf: address.binding.ticketNumber } : 'unverified_staff';
    await answerRefused(deps, incoming, reason);
    return refused('unverified_staff', known.id);
  }
  const requester = await requesterOf(deps, binding);
  if (requester !== null && requester.id !== known?.id) {
    const speaker = { person: requester, details: { from_other_address: true }, isProven: true };
    return applyMail(deps, incoming, speaker, binding);
  }
  const copied = await speakerInCopy(deps, incoming, binding, { from, known, isVerified });
  if (copied !== null) return sayInCopy(deps, incoming, copied, binding, known);
  if (known === null) return acceptStranger(deps, incoming, from, isVerified);
  const isProven = isVerified || requester !== null;
  if (isHeld(deps, incoming, isProven)) return held(known.id);
  return applyMail(deps, incoming, { person: known, details: {}, isProven }, binding);
}

/** The account of the sender. A mail that its server vouches for lets them join the organisation of its domain. */
async function knownSender(
  deps: InboundDeps,
  { address }: MailAddress,
  isVerified: boolean,
): Promise<User | null> {
  const known = await deps.users.findByAddress(address);
  if (known?.isActive !== true || !isVerified) return known;
  return joinByMail(deps, { actor: SYSTEM_ACTOR, address: null }, known);
}

/**
 * A valid reply token identifies the requester even when the mail comes from another address.
 * Staff need their own address.
 */
async function requesterOf(deps: InboundDeps, binding: ReplyBinding | null): Promise<User | null> {
  const person = binding === null ? null : await currentPerson(deps.users, binding.personId);
  return person !== null && person.isActive && !isStaff(person.role) ? person : null;
}

/** The id of a person in copy is not an account id. */
async function sayInCopy(
  deps: InboundDeps,
  incoming: Incoming,
  speaker: Speaker,
  binding: ReplyBinding | null,
  known: User | null,
): Promise<Settled> {
  const accountId = known?.id ?? null;
  if (isHeld(deps, incoming, speaker.isProven)) return held(accountId);
  const { outcome } = await applyMail(deps, incoming, speaker, binding);
  return { outcome, accountId };
}

/** A mail without an effect creates no account: an empty one, or one beyond the limit. */
async function acceptStranger(
  deps: InboundDeps,
  incoming: Incoming,
  from: MailAddress,
  isProven: boolean,
): Promise<Settled> {
  if (!isWelcome(deps, from.address)) {
    await answerRefused(deps, incoming, 'unknown_sender');
    return refused('unknown_sender');
  }
  if (isHeld(deps, incoming, isProven)) return held(null);
  const reason = await whyNotOpened(deps, incoming);
  if (reason !== null) return ignored(reason);
  const person = await personByMail(deps, from, isProven);
  return person.isActive
    ? applyMail(deps, incoming, { person, details: {}, isProven }, null)
    : refused('not_allowed', person.id);
}

function isHeld({ inbound }: InboundDeps, { isReleased }: Incoming, isProven: boolean): boolean {
  return inbound.holdsUnproven && !isProven && !isReleased;
}

/**
 * Returns the recipients of a mail:
 * by its envelope, by the headers of servers, and by its own headers.
 */
function addressesOf(incoming: Incoming): readonly string[] {
  return [...deliveredTo(incoming), ...addressed(incoming.mail)];
}

function addressed({ to, cc }: ParsedMail): readonly string[] {
  return [...to, ...cc].map(({ address }) => address);
}
