import type { Role } from '../../../domain/access/actor.js';
import type { MailPart } from '../../../domain/tickets/attachments.js';
import { canHoldMail } from '../../../domain/inbound-mail/traces/can-hold-mail.js';
import { readings } from '../../../domain/inbound-mail/traces/decoded-text.js';
import { quotesOurMail, type Traced } from '../../../domain/inbound-mail/traces/own-traces.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { AppDeps } from '../../deps.js';
import { STAFF_PHRASES } from '../../mail/templates/staff-phrases.js';
import { inflate } from '../../tickets/shown/inflated.js';

type Deps = Pick<AppDeps, 'inbound' | 'publicUrl'>;

/** Returns the marks that identify our mails to staff in a text of theirs. */
export function tracesOf({ inbound, publicUrl }: Deps): Traced {
  return { publicUrl, replyAddress: inbound.replyAddress, phrases: STAFF_PHRASES };
}

/**
 * Returns the files of a staff mail that requesters must not have:
 * files that can contain a mail, and files with a part of our mails. Files of requesters are their own.
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
  // A file that cannot be read to its end may contain anything.
  if (inflate(content) === null) return true;
  for (const text of readings(content, inflate)) if (quotesOurMail(text, traced)) return true;
  return false;
}
