import type { MailPart } from '../../../domain/tickets/attachments.js';
import { DomainError } from '../../../domain/errors.js';
import { isEmailAddress } from '../../../domain/email-address.js';
import { forwardedIn, isForwardSubject } from '../../../domain/inbound-mail/text/forwarded-mail.js';
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
  /** As the mail has it, but with what the customer has written in place of what staff have. */
  readonly mail: ParsedMail;
  /** The text of staff above it; empty for none. */
  readonly comment: string;
}

interface PassedOn {
  readonly author: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly parts: readonly MailPart[];
  readonly comment: string;
}

/**
 * Returns the customer's mail that staff forward, in the text or as a file.
 * Null without one, or if its author is unclear: staff, our own addresses and no-reply addresses are not customers. A
 * mail with parts of our mails does not count, because customers read it.
 */
export async function forwardedCustomer(
  deps: InboundDeps,
  { mail }: Incoming,
): Promise<CustomersMail | null> {
  const passedOn = (await attachedMail(deps, mail)) ?? inlineMail(deps, mail);
  if (passedOn === null) return null;
  const { author, subject, text, parts } = passedOn;
  if (quotesOurMail(`${subject}\n${text}`, tracesOf(deps))) return null;
  const customer = await customerOf(deps, author);
  if (customer === null) return null;
  const comment = writtenByStaff(passedOn.comment, deps.inbound.ours);
  const title = subject === '' ? bareSubject(mail.subject) : subject;
  return { customer, mail: { ...mail, subject: title, text, parts }, comment };
}

function inlineMail(deps: InboundDeps, mail: ParsedMail): PassedOn | null {
  const found = forwardedIn(mail, deps.inbound.ours);
  return found === null ? null : { ...found, parts: mail.parts };
}

/** Returns the only mail among the files, if the mail marks it as forwarded, or has no text. */
async function attachedMail(deps: InboundDeps, outer: ParsedMail): Promise<PassedOn | null> {
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

/** A new customer gets an account only if their own mail would create one. */
async function customerOf(deps: InboundDeps, author: MailAddress): Promise<User | null> {
  const { address } = author;
  if (!isEmailAddress(address) || isOurs(deps.inbound.ours, address) || isUnattended(address)) return null;
  const known = await deps.users.findByEmail(address);
  if (known !== null) return known.isActive && !isStaff(known.role) ? known : null;
  return isWelcome(deps, address) ? personByMail(deps, author) : null;
}
