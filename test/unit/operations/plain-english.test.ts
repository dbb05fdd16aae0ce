import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** The words and phrases of rule 8 of the language guide in CONTRIBUTING.md, with their inflections. */
const BANNED = new RegExp(
  String.raw`\b(?:${[
    'shall',
    'whoever',
    'somebody',
    'nobody',
    'anew',
    'meanwhile',
    'for good',
    'under way',
    '(?:tells?|told|telling) of',
    'stands',
    '(?:go|goes|going|went|gone) on',
    '(?:takes?|took|taken|taking) on',
    '(?:leans?|leaning) on',
    'of which',
    '(?:comes?|came|coming) to',
    'by itself',
    'any more',
  ].join('|')})\b`,
  'giu',
);

/** Files whose texts are not checked, each with the reason. */
const EXCEPTIONS: readonly (readonly [file: RegExp, reason: string])[] = [
  [/^src\/client\/api-types\.ts$/u, 'generated from the OpenAPI document'],
  [/^src\/app\/mail\/templates\/former-texts\.ts$/u, 'quotes mails of earlier versions'],
];

/** Lines that may contain the words, each with the reason. */
const ALLOWED_LINES: readonly (readonly [line: RegExp, reason: string])[] = [
  [/^8\. Do not use these words: /u, 'the list of the guide itself'],
  [/\bpatch(?:ed\(|: ')/u, 'running workflows depend on the text'],
];

const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => !EXCEPTIONS.some(([pattern]) => pattern.test(file)));

/** Comments and regular expressions, which are skipped; then the three kinds of string literals. */
const TOKEN =
  /\/\*[^]*?\*\/|\/\/[^\n]*|(?<=[(,=:[!&|?{};]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/gu;

function literalsOf(code: string): readonly string[] {
  const tokens = code
    .split('\n')
    .map((line) => (isAllowed(line) ? '' : line))
    .join('\n')
    .match(TOKEN);
  // A literal without a space is an id or a key.
  return (tokens ?? []).filter((token) => /^['"`]/u.test(token) && /\s/u.test(token.slice(1, -1).trim()));
}

/** The prose of a text file, without code. */
function proseOf(text: string): readonly string[] {
  const lines = text.replaceAll(/^ *```[^]*?^ *```/gmu, '').split('\n');
  return lines.filter((line) => !isAllowed(line)).map((line) => line.replaceAll(/`[^`]*`/gu, ''));
}

function isAllowed(line: string): boolean {
  return ALLOWED_LINES.some(([pattern]) => pattern.test(line));
}

function wordsIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    [...text.matchAll(BANNED)].map(([word]) => `${word}: ${text.trim().slice(0, 120)}`),
  );
}

function faultsIn(pattern: RegExp, textsOf: (content: string) => readonly string[]): readonly string[] {
  return FILES.filter((file) => pattern.test(file)).flatMap((file) =>
    wordsIn(textsOf(readFileSync(file, 'utf8'))).map((fault) => `${file}: ${fault}`),
  );
}

/** Every summary and description in an OpenAPI document. */
function apiTextsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'string' && /^(?:summary|description)$/u.test(key) ? [each] : apiTextsOf(each),
  );
}

/** Maximum words of a sentence, by rule 6 of the guide. */
const MAX_WORDS = 25;

function longSentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.:]) /u).filter((sentence) => sentence.split(/\s+/u).length > MAX_WORDS);
}

describe('plain English', () => {
  it('is kept by texts in code, such as errors, mails, pages and log lines', () => {
    expect(faultsIn(/^(?:src|workflows|activities)\/.*\.ts$/u, literalsOf)).toEqual([]);
  });

  it('is kept by the OpenAPI document, in short sentences', () => {
    const texts = apiTextsOf(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
    expect(texts.length).toBeGreaterThan(300);
    expect(wordsIn(texts)).toEqual([]);
    expect(texts.flatMap(longSentencesOf)).toEqual([]);
  });

  it('is kept by the documentation', () => {
    const pages =
      /^(?:README|CONTRIBUTING|CHANGELOG|docs\/.*|bench\/README|test\/chaos\/README)\.md$|^docs\/.*\.md$/u;
    expect(faultsIn(pages, proseOf)).toEqual([]);
  });

  it('is kept by settings, alerts and dashboards', () => {
    expect(faultsIn(/^(?:\.env\.example|docker-compose\.yml|deploy\/.*\.(?:json|ya?ml))$/u, proseOf)).toEqual(
      [],
    );
  });

  it('is missed by a text with a banned word, and not by a comment, an id or code', () => {
    const code = [
      '/** Whoever reads this. */ // somebody',
      "throw new DomainError('x', 'Somebody has changed it.');",
      "const url = 'https://desk.example/a b'; // nobody",
      "text.replace(/['`]/u, 'This goes on');",
      "const id = 'nobody'; patched('of which it tells of');",
    ].join('\n');
    expect(wordsIn(literalsOf(code))).toEqual([
      "Somebody: 'Somebody has changed it.'",
      "goes on: 'This goes on'",
    ]);
    expect(wordsIn(proseOf('It `stands` here.\n\n```sh\nshall\n```\nIt is under way.'))).toEqual([
      'under way: It is under way.',
    ]);
  });
});
