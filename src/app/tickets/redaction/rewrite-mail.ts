import { setImmediate } from 'node:timers/promises';
import { escapePattern } from '../../../domain/escape-pattern.js';
import { latin1 } from '../../../domain/inbound-mail/traces/bytes-as-text.js';
import { readings } from '../../../domain/inbound-mail/traces/decoded-text.js';
import { REDACTED, squeezeText } from '../../../domain/tickets/redaction.js';
import { inflate } from '../shown/inflated.js';

/** Larger messages are searched, and removed where they hold the text: rewriting takes the processor a second for this much. */
const MAX_REWRITTEN_BYTES = 5 * 1024 * 1024;
/** Characters searched before other work of the process gets a turn. */
const CHARACTERS_A_TURN = 200_000;
/** Longer blocks of base64 are read one by one anyway. */
const MAX_SHORT_BLOCK = 4_096;

/**
 * The message without the text, however it is encoded: null where it cannot be taken out exactly, the same message where it
 * does not hold the text. What is left is searched as a reader would read it.
 */
export async function rewriteMail(raw: Uint8Array, text: string): Promise<Uint8Array | null> {
  if (mayHideText(raw, text)) return null;
  if (!(await holdsText(raw, text))) return raw;
  if (raw.length > MAX_REWRITTEN_BYTES) return null;
  const rewritten = Buffer.from(rewrite(latin1(raw), patternOf(text)), 'latin1');
  return (await holdsText(rewritten, text)) ? null : rewritten;
}

/**
 * True where a reader may find the text in these bytes: as they are, encoded, or compressed. White space does not count,
 * nor do the marks of quoted lines: mail programs break lines.
 */
export async function holdsText(bytes: Uint8Array, text: string): Promise<boolean> {
  const wanted = squeezeText(text);
  let searched = 0;
  for (const reading of allReadings(bytes)) {
    if (squeezeText(reading).includes(wanted)) return true;
    searched += reading.length;
    if (searched < CHARACTERS_A_TURN) continue;
    searched = 0;
    await setImmediate();
  }
  return false;
}

/** Short blocks of base64 are read together by the readings, and very short ones not at all: here each one alone. */
function* allReadings(bytes: Uint8Array): Generator<string> {
  yield* readings(bytes, inflate);
  for (const { text: block } of blocksOf(latin1(bytes))) {
    if (block.length <= MAX_SHORT_BLOCK) yield* readings(decoded(block), inflate);
  }
}

/** Charsets whose texts the readings understand. */
const KNOWN_CHARSETS = /^(?:utf-?8|us-ascii|ascii|utf-?16(?:le|be)?)$/iu;

/** True where the text is not of ASCII and the message is in a charset in which it cannot be found. */
function mayHideText(raw: Uint8Array, text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- ASCII is what it asks for.
  if (/^[\u0000-\u007f]*$/u.test(text)) return false;
  const declared = latin1(raw).matchAll(/(?:charset\s{0,5}=\s{0,5}"?|=\?)([\w.:-]{1,40})/giu);
  return [...declared].some(([, charset = '']) => !KNOWN_CHARSETS.test(charset));
}

/** Rewrites encoded words, base64 and everything else of a message, each character being one byte. */
function rewrite(message: string, pattern: RegExp): string {
  let at = 0;
  let rewritten = '';
  for (const block of blocksOf(message)) {
    rewritten += rewriteText(message.slice(at, block.start), pattern) + rewriteBlock(block.text, pattern);
    at = block.start + block.text.length;
  }
  return rewritten + rewriteText(message.slice(at), pattern);
}

function rewriteText(text: string, pattern: RegExp): string {
  return text
    .replaceAll(/=\?([\w*-]{1,40})\?b\?([\w+/=]{1,200})\?=/giu, (word, charset: string, digits: string) => {
      const inside = Buffer.from(digits, 'base64').toString('latin1');
      const without = inside.replaceAll(pattern, REDACTED);
      return without === inside
        ? word
        : `=?${charset}?B?${Buffer.from(without, 'latin1').toString('base64')}?=`;
    })
    .replaceAll(pattern, REDACTED);
}

/** A line of digits that holds nothing in base64 may be the text itself, where it is one line alone. */
function rewriteBlock(block: string, pattern: RegExp): string {
  const inside = decoded(block).toString('latin1');
  const without = inside.replaceAll(pattern, REDACTED);
  if (without === inside) return /\n./u.test(block) ? block : block.replaceAll(pattern, REDACTED);
  const lineBreak = block.includes('\r\n') ? '\r\n' : '\n';
  const digits = Buffer.from(without, 'latin1').toString('base64');
  const lines = digits.match(/.{1,76}/gu) ?? [];
  return lines.join(lineBreak) + (/\r?\n$/u.exec(block)?.[0] ?? '');
}

interface Block {
  readonly start: number;
  readonly text: string;
}

const BASE64_LINE = /^[A-Za-z0-9+/]{4,}={0,2}\r?\n?$/u;

/** Lines of base64 that follow each other. */
function blocksOf(message: string): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let isOpen = false;
  for (const line of message.split(/(?<=\n)/u)) {
    const isDigits = BASE64_LINE.test(line) && line.trim().length % 4 === 0;
    const last = isOpen ? blocks.pop() : undefined;
    if (isDigits) blocks.push({ start: last?.start ?? at, text: (last?.text ?? '') + line });
    else if (last !== undefined) blocks.push(last);
    isOpen = isDigits;
    at += line.length;
  }
  return blocks;
}

function decoded(block: string): Buffer {
  return Buffer.from(block, 'base64');
}

const SOFT_BREAK = '(?:=[ \\t]{0,20}\\r?\\n)?';
/** A line break, with what quotes the next line; as it is, in quoted-printable, and in HTML. */
const LINE_BREAK = '(?:\\r?\\n[> |]{0,20}|(?:=0D)?=0A|<br ?/?>)';
const NAMED: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** Finds the text among bytes: each character as it is, in quoted-printable, or as a character reference of HTML. */
function patternOf(text: string): RegExp {
  const characters = Array.from(text.replaceAll('\r\n', '\n'), formsOf);
  return new RegExp(characters.join(SOFT_BREAK), 'gu');
}

function formsOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\n') return LINE_BREAK;
  const bytes = Buffer.from(character, 'utf8');
  const named = NAMED[character];
  const forms = [
    escapePattern(bytes.toString('latin1')),
    Array.from(bytes, quotedByte).join(SOFT_BREAK),
    `&#0{0,5}${code};`,
    `&#[xX]0{0,5}${anyCase(code.toString(16))};`,
    ...(named === undefined ? [] : [`&${named};`]),
    ...(character === ' ' ? ['_', '&nbsp;', LINE_BREAK] : []),
  ];
  return `(?:${forms.join('|')})`;
}

function quotedByte(byte: number): string {
  return `=${anyCase(byte.toString(16).padStart(2, '0'))}`;
}

function anyCase(hex: string): string {
  return hex.replaceAll(/[a-f]/gu, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
