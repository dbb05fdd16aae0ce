import {
  attachmentId,
  attachmentPrefix,
  sortParts,
  type Attachment,
  type Sorted,
  type MailPart,
} from '../../../domain/tickets/attachments.js';
import { fitted, WHOLE_TEXT_NAME } from '../../../domain/inbound-mail/mail-text.js';
import type { AppDeps } from '../../deps.js';
import type { Incoming } from '../incoming.js';

type Deps = Pick<AppDeps, 'attachments' | 'newId'>;

/** A mail as a description or a comment: what it says, and what comes with it. */
export interface Composed {
  readonly body: string;
  readonly parts: Sorted;
  /** True where there is neither. */
  readonly isEmpty: boolean;
}

/** The whole of a text that is longer than `max` comes with its beginning, as a file. */
export function composed({ mail }: Pick<Incoming, 'mail'>, text: string, max: number): Composed {
  const parts = sortParts(mail.parts);
  const { isPartlyRead, unreadFiles } = mail;
  const { kept, dangerous, excess, empty } = parts;
  const hasParts = [kept, dangerous, excess, empty].some((list) => list.length > 0);
  const isEmpty = text === '' && !hasParts && !isPartlyRead;
  const whole = fitted(text, { ...parts, isPartlyRead, unreadFiles }, max);
  if (!whole.isCut) return { body: whole.body, parts, isEmpty };
  const withText = sortParts([textPart(text), ...mail.parts]);
  return {
    body: fitted(text, { ...withText, isPartlyRead, unreadFiles }, max).body,
    parts: withText,
    isEmpty,
  };
}

/**
 * Keeps the contents of parts, before what they belong to is written. Each attempt at a mail has ids of its own, so that
 * two of them do not meet; {@link forgetOtherParts} removes those that came to nothing. Absent for none.
 * @param held those of the parts that are for staff only
 */
export async function keepParts(
  deps: Deps,
  { id }: Incoming,
  { kept: parts }: Sorted,
  held: readonly MailPart[] = [],
): Promise<{ readonly attachments?: readonly Attachment[] }> {
  const attempt = deps.newId();
  const kept: Attachment[] = [];
  for (const [index, part] of parts.entries()) {
    const { content, name, type, sizeBytes } = part;
    const isInternal = held.includes(part) ? ({ isInternal: true } as const) : {};
    const attachment = { id: attachmentId(id, attempt, index), name, type, sizeBytes, ...isInternal };
    await deps.attachments.keep(attachment.id, content);
    kept.push(attachment);
  }
  return kept.length === 0 ? {} : { attachments: kept };
}

/** Removes what attempts have kept for a mail that became something else, or became it by another attempt. */
export async function forgetOtherParts(
  deps: Pick<Deps, 'attachments'>,
  mailId: string,
  kept: readonly Attachment[] = [],
): Promise<void> {
  const ids = kept.map(({ id }) => id);
  await deps.attachments.removeOthers(attachmentPrefix(mailId), ids);
}

function textPart(text: string): MailPart {
  const content = new TextEncoder().encode(text);
  return {
    name: WHOLE_TEXT_NAME,
    type: 'text/plain',
    sizeBytes: content.byteLength,
    content,
    isInline: false,
  };
}
