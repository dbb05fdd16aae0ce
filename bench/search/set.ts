import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { markdownRenderer } from '../../src/adapters/knowledge/markdown-renderer.js';
import { ENGLISH_SAMPLES } from '../../src/app/knowledge/samples/english.js';
import { TRANSLATED_SAMPLES } from '../../src/app/knowledge/samples/translations.js';
import type { SearchDocument } from '../../src/ports/search-index.js';
import { SAMPLE_QUERIES, type LabelledQuery, type QueryKind } from './queries.js';

const FILES = ['de', 'en', 'es', 'fr', 'hi', 'pt', 'scripts'] as const;

const KINDS: Readonly<Record<string, QueryKind>> = {
  word: 'words',
  prefix: 'beginning',
  typo: 'typo',
  paraphrase: 'paraphrase',
  script: 'script',
};

const EVERYBODY = { isForEverybody: true, isPublished: true };

const SAMPLES: readonly SearchDocument[] = [...ENGLISH_SAMPLES, ...TRANSLATED_SAMPLES].map((sample) => ({
  ...{ id: `${sample.key}-${sample.language}`, language: sample.language, title: sample.title },
  ...{ question: sample.question, keywords: sample.keywords, text: markdownRenderer.toText(sample.answer) },
  ...EVERYBODY,
}));

/**
 * Articles of an IT desk in six languages and in scripts without blanks, with queries that each has one right answer.
 * An article is `# key [language]`, a line `title | question | answer`, and its queries by kind.
 */
const SET = FILES.flatMap((file) =>
  readFileSync(new URL(`set/${file}.txt`, import.meta.url), 'utf8')
    .split(/^# /mu)
    .slice(1)
    .map((block) => readBlock(block, file)),
);

function readBlock(block: string, file: string) {
  const [head = '', body = '', ...rest] = block.trim().split('\n');
  const [key = '', language = file] = head.split(' ');
  const [title = '', question = '', text = ''] = body.split(' | ');
  const id = `${key}-${language}`;
  const document: SearchDocument = { id, language, title, question, keywords: [], text, ...EVERYBODY };
  const queries = rest.map((line): LabelledQuery => {
    const [name = '', ...words] = line.split(': ');
    const kind = KINDS[name];
    if (kind === undefined || text === '') throw new Error(`The article ${id} has a wrong line: ${line}`);
    return { kind, text: words.join(': '), answers: [id] };
  });
  return { document, queries };
}

export const DOCUMENTS: readonly SearchDocument[] = [...SAMPLES, ...SET.map(({ document }) => document)];

export const QUERIES: readonly LabelledQuery[] = [
  ...SAMPLE_QUERIES,
  ...SET.flatMap(({ queries }) => queries),
];

/**
 * True for the half that weights are chosen on. The figures are of the other half. All queries of an article are in one
 * half.
 */
export function isForTuning({ answers: [first = ''] }: LabelledQuery): boolean {
  return createHash('sha256').update(first).digest()[0]! % 2 === 0;
}

export function languageOf({ answers: [first = ''] }: LabelledQuery): string {
  return DOCUMENTS.find(({ id }) => id === first)?.language ?? '';
}
