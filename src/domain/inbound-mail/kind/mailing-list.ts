import { ownIdOf } from '../sender/own-ids.js';
import { headerOf, type MailAddress, type ParsedMail } from '../parsed-mail.js';

/**
 * Returns true for mail to many people: of a mailing list (RFC 2369, RFC 2919), or a newsletter with an unsubscribe
 * link.
 */
export function isOfList(mail: Pick<ParsedMail, 'headers'>): boolean {
  const isSaid = ['list', 'bulk'].includes(value(mail, 'precedence'));
  return isSaid || [...mail.headers.keys()].some((name) => name.startsWith('list-'));
}

/**
 * Returns true if a mailing list delivers mail of one of our addresses:
 * `List-Id: <support.desk.example>`, or its `List-Post`.
 * @param ours addresses of this help desk, in lower case
 */
export function isListOfOurs(mail: Pick<ParsedMail, 'headers'>, ours: readonly string[]): boolean {
  const [id, post] = [value(mail, 'list-id').replaceAll(/^.*<|>$/gu, ''), value(mail, 'list-post')];
  return ours.some((address) => address.replace('@', '.') === id || post.includes(`<mailto:${address}>`));
}

/**
 * Returns the mail with its one author, also if one of our mailing lists has put itself into `From`.
 * Mailing lists do that for authors whose domain forbids others to send in its name (DMARC). That author is unproven.
 * @param ours addresses of this help desk, in lower case
 */
export function withAuthor(read: ParsedMail, ours: readonly string[]): ParsedMail {
  const mail = withOneAuthor(read, ours);
  const [list, ...others] = mail.from;
  const isOfUs = list !== undefined && others.length === 0 && ours.includes(list.address);
  const isOwn = mail.messageId !== null && ownIdOf(mail.messageId) !== null;
  if (!isOfUs || isOwn || !isListOfOurs(mail, ours)) return mail;
  const author = ['x-original-from', 'reply-to']
    .map((name) => addressIn(headerOf(mail, name)))
    .find((address) => address !== null && !ours.includes(address));
  return author === undefined || author === null
    ? mail
    : { ...mail, from: [named(author, list)], isAuthorRestored: true };
}

/**
 * Of several authors (RFC 5322 §3.6.2), `Sender` names the one that counts, otherwise the first counts.
 * That author is unproven, because servers differ in the domain that they check.
 */
function withOneAuthor(mail: ParsedMail, ours: readonly string[]): ParsedMail {
  const addresses = new Set(mail.from.map(({ address }) => address));
  const [first] = mail.from;
  // If one of the authors is ours, the mail counts as ours, to prevent a loop.
  if (first === undefined || mail.from.length === 1 || ours.some((each) => addresses.has(each))) return mail;
  if (addresses.size === 1) return { ...mail, from: [first] };
  const sender = addressIn(headerOf(mail, 'sender'));
  return {
    ...mail,
    from: [mail.from.find(({ address }) => address === sender) ?? first],
    isOneOfSeveral: true,
  };
}

/** Returns the only address of a header; null for none or several. */
function addressIn(header: string): string | null {
  const [only, ...others] = header.match(/[^\s<>"(),:;@]{1,64}@[^\s<>"(),:;@]{1,255}/gu) ?? [];
  return only === undefined || others.length > 0 ? null : only.toLowerCase();
}

/** `'Kim Lee' via Support` is what lists make of a name. */
function named(address: string, { name }: MailAddress): MailAddress {
  const [, author = ''] = /^(.{1,200}) via .+$/iu.exec(name) ?? [];
  return { name: author.replaceAll(/^['"]|['"]$/gu, ''), address };
}

function value(mail: Pick<ParsedMail, 'headers'>, name: string): string {
  return headerOf(mail, name).trim().toLowerCase();
}
