import type { Role } from '../../../domain/access/actor.js';
import type { MailPart } from '../../../domain/tickets/attachments.js';
import { canHoldMail } from '../../../domain/inbound-mail/traces/can-hold-mail.js';
import { readings } from '../../../domain/inbound-mail/traces/decoded-text.js';
import { quotesOurMail, type Traced } from '../../../domain/inbound-mail/traces/own-traces.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';
import { STAFF_PHRASES } from '../../mail/templates/staff-phrases.js';
import { inflated } from '../../tickets/shown/inflated.js';

type Deps = Pick<AppDeps, 'inbound' | 'publicUrl'>;

/** By what a mail of ours to staff is told in what they write. */
export function tracesOf({ inbound, publicUrl }: Deps): Traced {
  return { publicUrl, replyAddress: inbound.replyAddress, phrases: STAFF_PHRASES };
}

/**
 * The files of a mail of staff that requesters must not have: those in which a mail can lie, and those that hold something of
 * one of ours. What requesters send is theirs.
 */
export function heldParts(
  deps: Deps,
  { role }: { readonly role: Role },
  parts: readonly MailPart[],
): readonly MailPart[] {
  const traced = tracesOf(deps);
  if (!isStaff(role)) return [];
  return parts.filter((part) => part.isUnpacked === true || canHoldMail(part) || holdsTrace(part, traced));
}

function holdsTrace({ content }: MailPart, traced: Traced): boolean {
  // What cannot be read to its end may hold anything.
  if (inflated(content) === null) return true;
  for (const text of readings(content, inflated)) if (quotesOurMail(text, traced)) return true;
  return false;
}
