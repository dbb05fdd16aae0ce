import type { MailPart } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import { isEmailAddress } from '../../../domain/email-address.js';
import { forwardedIn, isForwardSubject } from '../../../domain/inbound-mail/text/forwarded-mail.js';
import { ownIdOf } from '../../../domain/inbound-mail/sender/own-ids.js';
import { isOurs } from '../../../domain/inbound-mail/sender/our-addresses.js';
import { quotesOurMail } from '../../../domain/inbound-mail/traces/own-traces.js';
import { isParseFault } from '../../../domain/inbound-mail/parse-tries.js';
import type { MailAddress, ParsedMail } from '../../../domain/inbound-mail/parsed-mail.js';
import { bareSubject } from '../../../domain/inbound-mail/subject.js';
import { isUnattended } from '../../../domain/inbound-mail/kind/unattended.js';
import { writtenByStaff, writtenFirst } from '../../../domain/inbound-mail/text/written-text.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { User } from '../../../domain/accounts/user.js';
import { tracesOf } from './held-parts.js';
import type { InboundDeps, Incoming } from '../incoming.js';
import { isWelcome, personByMail } from '../sender/person-by-mail.js';

/** A customer's mail, forwarded by staff. */
export interface CustomersMail {
  readonly customer: User;
  /** As the mail has it, but with what the customer has written, and its Message-ID, in place of what staff have. */
  readonly mail: ParsedMail;
  /** The text of staff above it; empty for none. */
  readonly comment: string;
}

/** A mail of a customer within one of staff. */
export interface ForwardedMailParts {
  readonly author: MailAddress;
  /** Null where neither the mail nor its headers name it. */
  readonly messageId: string | null;
  readonly subject: string;
  readonly text: string;
  readonly parts: readonly MailPart[];
  readonly comment: string;
}

/**
 * The mail that a mail of staff passes on, in its text or as a file; null where there is none. What holds some mail of ours
 * is not passed on, since customers read it.
 */
export async function findForwardedMail(
  deps: InboundDeps,
  { mail }: Incoming,
): Promise<ForwardedMailParts | null> {
  const forwardedMail = (await attachedMail(deps, mail)) ?? inlineMail(deps, mail);
  if (forwardedMail === null) return null;
  const isQuoting = quotesOurMail(`${forwardedMail.subject}\n${forwardedMail.text}`, tracesOf(deps));
  return isQuoting ? null : forwardedMail;
}

/**
 * What a customer has written in the mail that staff pass on. Null where it is not clear whose it is: staff, an address of
 * ours or one that nobody reads is no customer.
 * @param isNewWelcome false to leave out those who have no account yet
 */
export async function forwardedCustomer(
  deps: InboundDeps,
  { mail }: Incoming,
  { author, messageId, subject, text, parts, comment }: ForwardedMailParts,
  isNewWelcome: boolean,
): Promise<CustomersMail | null> {
  const customer = await customerOf(deps, author, isNewWelcome);
  if (customer === null) return null;
  const title = subject === '' ? bareSubject(mail.subject) : subject;
  return {
    customer,
    mail: { ...mail, messageId, subject: title, text, parts },
    comment: writtenByStaff(comment, deps.inbound.ours),
  };
}

function inlineMail(deps: InboundDeps, mail: ParsedMail): ForwardedMailParts | null {
  const found = forwardedIn(mail, deps.inbound.ours);
  return found === null ? null : { ...found, messageId: idPassedOn(mail), parts: mail.parts };
}

/** Programs name the mail that they pass on as they name one that they answer; Thunderbird has a header for it. */
function idPassedOn({ headers, inReplyTo, references }: ParsedMail): string | null {
  const named = headers.get('x-forwarded-message-id')?.[0]?.match(/<[^<>\s]{1,250}>/u)?.[0];
  const id = named ?? inReplyTo[0] ?? references.at(-1);
  return id === undefined || ownIdOf(id) !== null ? null : id;
}

/** Returns the only mail among the files, if the mail marks it as forwarded, or has no text. */
async function attachedMail(deps: InboundDeps, outer: ParsedMail): Promise<ForwardedMailParts | null> {
  const mails = outer.parts.filter(isMail);
  const [part] = mails;
  if (part === undefined || mails.length > 1) return null;
  const inner = await readable(deps, part);
  const [author, ...others] = inner?.from ?? [];
  if (inner === null || author === undefined || others.length > 0) return null;
  const isSameSubject = bareSubject(outer.subject) === bareSubject(inner.subject);
  const isPassedOn = isForwardSubject(outer.subject) || isSameSubject || outer.text.trim() === '';
  if (!isPassedOn) return null;
  const besides = outer.parts.filter((each) => each !== part);
  return {
    author,
    messageId: inner.messageId,
    subject: inner.subject,
    text: writtenFirst(inner.text),
    parts: [...inner.parts, ...besides],
    comment: outer.text,
  };
}

function isMail({ type, name }: MailPart): boolean {
  return type === 'message/rfc822' || (type === 'application/octet-stream' && /\.eml$/iu.test(name));
}

async function readable({ mailParser }: InboundDeps, { content }: MailPart): Promise<ParsedMail | null> {
  if (content.length === 0) return null;
  try {
    return await mailParser.parse(content);
  } catch (error) {
    const isUnreadable =
      error instanceof DomainError && (error.code === 'invalid_input' || isParseFault(error.code));
    if (isUnreadable) return null;
    throw error;
  }
}

/** Somebody without an account gets one only where they would by writing themselves. */
async function customerOf(
  deps: InboundDeps,
  author: MailAddress,
  isNewWelcome: boolean,
): Promise<User | null> {
  const { address } = author;
  if (!isEmailAddress(address) || isOurs(deps.inbound.ours, address) || isUnattended(address)) return null;
  const known = await deps.users.findByAddress(address);
  if (known !== null) return known.isActive && !isStaff(known.role) ? known : null;
  return isNewWelcome && isWelcome(deps, address) ? personByMail(deps, author, true) : null;
}
