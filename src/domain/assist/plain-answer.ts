/*
 * Text of a model is text for a person. It never becomes HTML, a link, an image or a command, wherever it is shown or
 * pasted: in the console, in a mail, in a chat.
 */

/** Takes the place of an address on the web. */
const LINK_MARK = '[link removed]';

/** Controls except tab and line feed, invisible characters, and marks that change the direction of text. */
const HIDDEN =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200b\\u2028\\u2029\\u202a-\\u202e\\u2060-\\u206f\\ufeff';
const CONTROLS = new RegExp(`[${HIDDEN}]`, 'gu');
/** `![alt](url)` and `[text](url)`: the words stay. */
const MARKDOWN_LINK = /!?\[([^\][\n]{0,300})\]\([^()\n]{0,2000}(?:\([^()\n]{0,300}\)[^()\n]{0,300})?\)/gu;
/** `[text]: url`, which defines a link for the rest of the text. */
const LINK_DEFINITION = /^[ \t]{0,3}\[[^\]\n]{1,300}\]:[ \t]?\S+.*$/gmu;
/** Tags and autolinks; `a < b` stays. */
const TAG = /<\/?[a-z!?][^<>\n]{0,2000}>/giu;
const ADDRESS =
  /(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+.-]{1,30}:\/\/|(?:javascript|data|mailto|tel|sms|vbscript|file):|www\.)[^\s<>"'\])]*/giu;
/** What a mail (`#resolve`), a chat (`/close`, `@channel`) or Markdown reads at the start of a line. */
const LINE_START = /^[ \t]*[#/@>|!\\]+[ \t]*/gmu;
const MENTION = /@(?=(?:channel|here|everyone|all)\b)/giu;
const MARKUP = /[`*~]{1,3}|__/gu;

/** True for text that had an address on the web. */
export function hasLink(plain: string): boolean {
  return plain.includes(LINK_MARK);
}

/**
 * Returns a model's text as plain text of at most `max` characters. Words stay; markup, links and control characters go.
 * Line breaks stay, at most two together.
 */
export function toPlainText(text: string, max: number): string {
  const plain = withoutTags(text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(CONTROLS, ''))
    .replaceAll(MARKDOWN_LINK, '$1')
    .replaceAll(LINK_DEFINITION, '')
    .replaceAll(ADDRESS, LINK_MARK)
    .replaceAll(MARKUP, '')
    .replaceAll(/[<>]/gu, (sign) => (sign === '<' ? '‹' : '›'));
  return cut(
    broken(plain)
      .replaceAll(/[ \t]+\n/gu, '\n')
      .replaceAll(LINE_START, '')
      .replaceAll(/\n{3,}/gu, '\n\n')
      .trim()
      .replace(LINE_START, ''),
    max,
  );
}

/** Breaks what the removal of other markup has joined, or what no pattern has matched. */
function broken(text: string): string {
  return text
    .replaceAll('](', '] (')
    .replaceAll('://', ': //')
    .replaceAll(/\b(www|javascript|data|vbscript)([.:])/giu, '$1 $2')
    .replaceAll(MENTION, '');
}

/** The same on one line, for titles and sentences. */
export function toPlainLine(text: string, max: number): string {
  return cut(
    toPlainText(text, text.length + LINK_MARK.length * 100)
      .replaceAll(/\s+/gu, ' ')
      .trim(),
    max,
  );
}

/** Removing a tag may join the halves of another one. */
function withoutTags(text: string): string {
  const MAX_ROUNDS = 5;
  let plain = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = plain.replaceAll(TAG, '');
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

function cut(text: string, max: number): string {
  return text
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd();
}
