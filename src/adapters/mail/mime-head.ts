import { decodeText } from './charset/decode.js';

/** A header value with its parameters (RFC 2045 §5.1). */
export interface HeaderValue {
  /** Lower case. */
  readonly value: string;
  /** By name, in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parameters of one header that are looked at. */
const MAX_PARAMETERS = 200;
/** Between two semicolons: quoted strings may hold one. The alternatives never match the same character, so this is linear. */
const SECTION = /(?:[^;"\\]|\\.|"(?:[^"\\]|\\.)*(?:"|$)|\\$)+/gsu;

/** The lines of a head, unfolded (RFC 5322 §2.2.3), one character for each byte. */
export function headLines(head: string): readonly string[] {
  const lines: string[][] = [];
  for (const line of head.split(/\r?\n/u)) {
    const isFolded = line.startsWith(' ') || line.startsWith('\t');
    const last = lines.at(-1);
    if (isFolded && last !== undefined) last.push(line.replace(/^[ \t]+/u, ''));
    else if (line !== '') lines.push([line]);
  }
  return lines.map((parts) => parts.join(' '));
}

/** Returns the lower-case name of a header line; empty for none. */
export function nameOf(line: string): string {
  return line
    .slice(0, Math.max(0, line.indexOf(':')))
    .trim()
    .toLowerCase();
}

/** Returns the first header with that name, at most `max` characters; empty for none. */
export function firstValue(lines: readonly string[], name: string, max: number): string {
  const line = lines.find((each) => nameOf(each) === name) ?? '';
  const start = line.indexOf(':') + 1;
  return line.slice(start, start + max).trim();
}

export function headerValue(text: string): HeaderValue {
  const found = text.match(SECTION) ?? [];
  const [first = '', ...others] = /^\s*;/u.test(text) ? ['', ...found] : found;
  // Some programs forget the semicolon before the first parameter.
  const [, value = first, unmarked] = /^\s*([^\s="]+)[ \t]+([\w*-]{1,60}=.*)$/su.exec(first) ?? [];
  const sections = unmarked === undefined ? others : [unmarked, ...others];
  const pairs = sections.slice(0, MAX_PARAMETERS).map((section) => {
    const at = section.indexOf('=');
    const name = (at < 0 ? section : section.slice(0, at)).trim().toLowerCase();
    return [name, at < 0 ? '' : unquoted(section.slice(at + 1))] as const;
  });
  return { value: unquoted(value).toLowerCase(), parameters: joined(pairs) };
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(.)|"/gsu, '$1').trim();
}

/** File names: a program that writes both forms writes the plain one for older programs. */
const BETTER_ENCODED = ['filename', 'name'];

/** Puts values together that were split or encoded by RFC 2231 (`name*0*=`). The first of two parameters of one name counts. */
function joined(pairs: readonly (readonly [name: string, value: string])[]): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  for (const [name, value] of pairs) {
    const [, base, place = '0', encoded] = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/u.exec(name) ?? [];
    if (base === undefined) {
      if (!parameters.has(name)) parameters.set(name, value);
      continue;
    }
    const isEncoded = encoded !== undefined || name.endsWith('*');
    const known = pieces.get(base) ?? [];
    known.push({ place: Number(place), value, isEncoded });
    pieces.set(base, known);
  }
  for (const [name, values] of pieces) {
    if (parameters.has(name) && !BETTER_ENCODED.includes(name)) continue;
    parameters.set(name, decodedPieces(values));
  }
  return parameters;
}

interface Piece {
  readonly place: number;
  readonly value: string;
  readonly isEncoded: boolean;
}

/** The first piece names the charset. Two pieces may share a character. */
function decodedPieces(pieces: readonly Piece[]): string {
  const [first, ...others] = pieces.toSorted((a, b) => a.place - b.place);
  if (first === undefined) return '';
  const [, charset = '', start = first.value] = /^([^']{0,60})'[^']{0,60}'(.*)$/su.exec(first.value) ?? [];
  const whole = [{ ...first, value: first.isEncoded ? start : first.value }, ...others]
    .map(({ value, isEncoded }) => (isEncoded ? value : value.replaceAll('%', '%25')))
    .join('');
  return whole.replaceAll(/(?:%[0-9a-f]{2})+/giu, (run) =>
    decodeText(Buffer.from(run.replaceAll('%', ''), 'hex'), charset),
  );
}
