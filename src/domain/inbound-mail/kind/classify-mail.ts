import { answeredAddress } from '../answered-address.js';
import { isAutomaticAnswerTo, isAutomaticSubject } from '../answer-subject.js';
import { isListOfOurs, isOfList } from './mailing-list.js';
import { ownIdOf } from '../sender/own-ids.js';
import { headerOf, type ParsedMail } from '../parsed-mail.js';
import { replyBindingOf } from '../reply-token.js';
import { numbersIn } from '../subject.js';
import { isUnattended } from './unattended.js';

/**
 * The author of a mail.
 * `person`: a person wrote it. `unanswered`: treated like a person's mail, but without automatic answers, because a
 * mailing list, a program or a no-reply address would get them. `automatic`: an automatic answer. `own`: one of our
 * mails that came back.
 */
export type MailKind = 'person' | 'unanswered' | 'automatic' | 'bounce' | 'own';

/** Headers that only programs which answer by themselves write. */
const ANSWERING = ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-auto-reply-from'];
/** `Precedence` values that only old programs use for automatic answers. */
const ANSWERING_PRECEDENCE = ['junk', 'auto_reply'];
/** Headers of servers that forward a mail. Some mark a person's mail as automatic. */
const PASSING_ON = [
  'resent-from',
  'resent-to',
  'resent-sender',
  'x-forwarded-to',
  'x-forwarded-for',
  'x-ms-exchange-inbox-rules-loop',
  'x-ms-exchange-forwardingloop',
];
const REPORTERS = /^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]{10,})@/u;

/**
 * Classifies the author of a mail.
 * An automatic answer never reaches a ticket and is never answered. Any other mail that may not be from a person gets
 * no answer (RFC 3834 §2, and conventions of older programs). But it is not lost: a person may have sent it through a
 * mailing list, or a server may have forwarded it.
 * @param ours addresses of this help desk, in lower case
 */
export function classifyMail(mail: ParsedMail, ours: readonly string[]): MailKind {
  if (isBounce(mail)) return 'bounce';
  const isOwn = mail.from.some(({ address }) => ours.includes(address)) || isOurs(mail.messageId);
  if (isOwn) return 'own';
  if (isAutomatic(mail, ours)) return 'automatic';
  return isUnanswered(mail, ours) ? 'unanswered' : 'person';
}

/**
 * Returns true for a mail that may be from a program although it counts as a person's, by its marks or subject.
 * It adds a comment, and changes nothing else.
 */
export function mayBeMachines(mail: ParsedMail): boolean {
  return isMachines(mail) || isSuppressing(mail) || isAutomaticSubject(mail.subject);
}

/** Returns true for a delivery report, or a server's informal letter that returns one of our mails. */
function isBounce(mail: ParsedMail): boolean {
  if (mail.report !== null) return true;
  const isLetter = REPORTERS.test(mail.from[0]?.address ?? '') || hasNoReturn(mail);
  return isLetter && mail.returnedIds.some(isOurs);
}

function isAutomatic(mail: ParsedMail, ours: readonly string[]): boolean {
  return (
    value(mail, 'auto-submitted').startsWith('auto-replied') ||
    ANSWERING_PRECEDENCE.includes(value(mail, 'precedence')) ||
    ANSWERING.some((name) => !['', 'no', 'false'].includes(value(mail, name))) ||
    hasNoReturn(mail) ||
    value(mail, 'content-type').startsWith('multipart/report') ||
    isAnswerOfMachine(mail, ours)
  );
}

/** Programs that answer do not always mark their answers. But they name the mail that they answer. */
function isAnswerOfMachine(mail: ParsedMail, ours: readonly string[]): boolean {
  const isToUs = answersUs(mail, ours);
  const isAnswer = isToUs || mail.inReplyTo.length > 0 || isSuppressing(mail) || isMachines(mail);
  if (isAnswer && isAutomaticSubject(mail.subject)) return true;
  const isPassedOn = PASSING_ON.some((name) => mail.headers.has(name)) && !isSuppressing(mail);
  return isToUs && isMachines(mail) && !isPassedOn;
}

/** By the mail that it answers, its recipient address, or the number in its subject. */
function answersUs(mail: ParsedMail, ours: readonly string[]): boolean {
  return (
    [...mail.inReplyTo, ...mail.references].some(isOurs) ||
    [...mail.to, ...mail.cc].some(({ address }) => isReplyAddress(address, ours)) ||
    numbersIn(mail.subject).length > 0
  );
}

function isReplyAddress(address: string, ours: readonly string[]): boolean {
  const [, base = '', token = '', domain = ''] = /^([^+@]+)\+([^@]+)@(.+)$/u.exec(address) ?? [];
  return ours.includes(`${base}@${domain}`) && replyBindingOf(token) !== null;
}

/**
 * Returns true if the mail marks itself as written by a program.
 * Mailing lists also mark what they forward as `bulk`.
 */
function isMachines(mail: ParsedMail): boolean {
  const submitted = value(mail, 'auto-submitted');
  const isBulk = value(mail, 'precedence') === 'bulk' && !mail.headers.has('list-id');
  return isBulk || (submitted !== '' && !/^no\b/u.test(submitted));
}

function isUnanswered(mail: ParsedMail, ours: readonly string[]): boolean {
  return (
    (isOfList(mail) && !isListOfOurs(mail, ours)) ||
    isMachines(mail) ||
    isSuppressing(mail) ||
    isAutomaticAnswerTo(mail.subject) ||
    isUnattended(answeredAddress(mail, ours)?.address ?? '')
  );
}

/** "Do not answer by yourself", in the words of Exchange. */
function isSuppressing(mail: ParsedMail): boolean {
  return /\b(?:all|oof|autoreply)\b/u.test(value(mail, 'x-auto-response-suppress'));
}

function hasNoReturn(mail: ParsedMail): boolean {
  return headerOf(mail, 'return-path').replaceAll(/\s/gu, '') === '<>';
}

function value(mail: ParsedMail, name: string): string {
  return headerOf(mail, name).trim().toLowerCase();
}

function isOurs(id: string | null): boolean {
  return id !== null && ownIdOf(id) !== null;
}
