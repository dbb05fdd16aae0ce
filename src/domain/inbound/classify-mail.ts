import { ownIdOf } from './own-ids.js';
import { headerOf, type ParsedMail } from './parsed-mail.js';

/** `person`: somebody has written it. `own`: it is one of ours that came back. */
export type MailKind = 'person' | 'automatic' | 'bounce' | 'own';

const BULK = ['bulk', 'junk', 'list', 'auto_reply'];
/** Headers that only programs which answer by themselves write. */
const ANSWERING = ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-auto-reply-from'];
/** What the subject of an automatic answer begins with, where the program says nothing better. */
const ANSWER_SUBJECT =
  /^\s*(?:Auto(?:matic)?[\s-]?(?:reply|response)|Out of (?:the )?office|Automatische (?:Antwort|Abwesenheit)|Abwesenheitsnotiz|Abwesend|Réponse automatique|Absence du bureau|Respuesta automática|Fuera de la oficina|Resposta automática|Risposta automatica|Automatisch antwoord|Autosvar|स्वतः उत्तर)/iu;
const REPORTERS = /^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]{10,})@/u;

/**
 * Whether a person has written the mail. Whatever a machine says by itself is never answered and says nothing on a
 * ticket: RFC 3834 §2, and what older programs do instead.
 * @param ours addresses of this desk, in lower case
 */
export function classifyMail(mail: ParsedMail, ours: readonly string[]): MailKind {
  if (isBounce(mail)) return 'bounce';
  const isOwn = mail.from.some(({ address }) => ours.includes(address)) || isOurs(mail.messageId);
  if (isOwn) return 'own';
  return isAutomatic(mail) ? 'automatic' : 'person';
}

/** A report by the book, or a server's letter that gives a mail of ours back. */
function isBounce(mail: ParsedMail): boolean {
  if (mail.report !== null) return true;
  const isLetter = REPORTERS.test(mail.from[0]?.address ?? '') || hasNoReturn(mail);
  return isLetter && mail.returnedIds.some(isOurs);
}

function isAutomatic(mail: ParsedMail): boolean {
  const value = (name: string) => headerOf(mail, name).toLowerCase();
  const submitted = value('auto-submitted');
  const isSuppressing = /\b(?:all|oof|autoreply)\b/u.test(value('x-auto-response-suppress'));
  return (
    (submitted !== '' && !/^no\b/u.test(submitted)) ||
    BULK.includes(value('precedence')) ||
    mail.headers.has('list-id') ||
    ANSWERING.some((name) => mail.headers.has(name)) ||
    hasNoReturn(mail) ||
    value('content-type').startsWith('multipart/report') ||
    REPORTERS.test(mail.from[0]?.address ?? '') ||
    ((isSuppressing || mail.inReplyTo.length > 0) && ANSWER_SUBJECT.test(mail.subject))
  );
}

function hasNoReturn(mail: ParsedMail): boolean {
  return headerOf(mail, 'return-path').replaceAll(/\s/gu, '') === '<>';
}

function isOurs(id: string | null): boolean {
  return id !== null && ownIdOf(id) !== null;
}
