import { isEmailAddress } from '../../domain/email-address.js';
import { classifyMail } from '../../domain/inbound-mail/kind/classify-mail.js';
import { MAX_HOPS, type InboundRules } from '../../domain/inbound-mail/inbound-rules.js';
import { withAuthor } from '../../domain/inbound-mail/kind/mailing-list.js';
import { ownIdOf } from '../../domain/inbound-mail/sender/own-ids.js';
import type { ParsedMail } from '../../domain/inbound-mail/parsed-mail.js';
import { senderVerdict } from '../../domain/inbound-mail/sender/sender-verdict.js';
import { writtenInAnswer } from '../../domain/inbound-mail/text/written-text.js';

type Rules = Pick<InboundRules, 'ours' | 'trustedServers' | 'holdsUnproven'>;

/** Enough lines to recognise the mail. */
const SHOWN_LINES = 12;

/** Names of the sender verdicts that a trusted server adds. */
const VERDICTS = { pass: 'verified', fail: 'forged', none: 'neither verified nor forged' } as const;

/** Describes how Holdfast reads a mail now, for an administrator at a shell. */
export function describeMail(read: ParsedMail, { ours, trustedServers }: Rules): string[] {
  const mail = withAuthor(read, ours);
  const lines = writtenInAnswer(mail.text, ours).split('\n');
  const left = lines.length - SHOWN_LINES;
  return [
    `From:         ${mail.from.map(({ address }) => address).join(', ') || 'none'}`,
    `Subject:      ${mail.subject}`,
    `Written by:   ${classifyMail(mail, ours)}, sender ${VERDICTS[senderVerdict(mail, trustedServers) ?? 'none']}`,
    `Answers to:   ${answersOurs(mail) ? 'one of our mails' : 'none of our mails, according to its headers'}`,
    `Attachments:  ${mail.parts.map(({ name, sizeBytes }) => `${name} (${sizeBytes} bytes)`).join(', ') || 'none'}`,
    ...(mail.isPartlyRead
      ? ['Read:         in part, because the mail has too many parts or too much text']
      : []),
    'Text:',
    ...lines.slice(0, SHOWN_LINES).map((line) => `  ${line}`),
    ...(left > 0 ? [`  … and ${left} more lines`] : []),
  ];
}

/** Predicts what becomes of such a mail, as far as that does not depend on people and tickets. */
export function foresee(read: ParsedMail, { ours, trustedServers, holdsUnproven }: Rules): string {
  const mail = withAuthor(read, ours);
  const kind = classifyMail(mail, ours);
  if (kind === 'bounce') return 'bounce: the address is recorded';
  if (kind === 'own') return 'ignored, own mail';
  if ((mail.headers.get('received')?.length ?? 0) > MAX_HOPS) return 'ignored, loop';
  if (kind === 'automatic') return 'ignored, automatic';
  const [from] = mail.from;
  if (from === undefined) return 'refused, no sender';
  if (!isEmailAddress(from.address)) return 'refused, invalid sender';
  const verdict = senderVerdict(mail, trustedServers);
  if (verdict === 'fail') return 'refused, not verified';
  if (verdict === null && holdsUnproven) return 'held, unless it was sent to a reply address of its sender';
  const becomes = answersOurs(mail)
    ? 'a comment of its sender on the ticket that it answers'
    : 'a ticket of its sender, or a comment if it names one of their tickets or mails';
  return kind === 'unanswered' ? `${becomes}; no automatic answer` : becomes;
}

function answersOurs({ inReplyTo, references }: ParsedMail): boolean {
  return [...inReplyTo, ...references].some((id) => ownIdOf(id) !== null);
}
