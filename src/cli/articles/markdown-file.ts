import { isMap, isScalar, LineCounter, parseDocument, stringify } from 'yaml';
import type { ArticleRecord } from '../../app/knowledge/transfer/article-record.js';
import { FIELDS } from './article-schema.js';

/** The values of one article of a file, and the lines of its fields. */
export interface FoundArticle {
  readonly values: Readonly<Record<string, unknown>>;
  readonly lineOf: (field: string) => number;
}

export type FoundFault = { readonly line: number; readonly message: string };

const MARK = '---\n';

/** The record by the names in files, in their order. Fields that are not known are left out. */
export function valuesOf(record: ArticleRecord): Readonly<Record<string, unknown>> {
  const { translationOf, isFeatured, reviewBy, ...rest } = record;
  const values: Readonly<Record<string, unknown>> = {
    ...rest,
    ...{ translation_of: translationOf, is_featured: isFeatured, review_by: reviewBy },
  };
  return Object.fromEntries(
    FIELDS.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  );
}

/** Returns an article as Markdown with YAML front matter. */
export function formatArticle(record: ArticleRecord): string {
  const { answer, ...values } = valuesOf(record);
  return `${MARK}${stringify(values, { lineWidth: 0 })}${MARK}\n${String(answer)}\n`;
}

/** Reads such a file. Aliases are refused: a few lines of them can stand for gigabytes. */
export function readArticleFile(text: string): FoundArticle | FoundFault {
  const content = text.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n');
  const end = content.startsWith(MARK) ? content.indexOf(`\n${MARK}`, MARK.length - 1) : -1;
  if (end === -1) {
    const message =
      'does not begin with front matter: a line of ---, fields in YAML, and another line of ---';
    return { line: 1, message };
  }
  const lines = new LineCounter();
  const front = content.slice(MARK.length, end + 1);
  const document = parseDocument(front, { lineCounter: lines, uniqueKeys: true });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const [first = 'is not YAML'] = fault.message.split(/ at line |\n/u);
    return { line: (fault.linePos?.[0].line ?? 1) + 1, message: `is not valid YAML: ${first}` };
  }
  const root = document.contents;
  if (!isMap(root)) return { line: 2, message: 'has no fields in its front matter' };
  const placed = new Map(
    root.items.flatMap(({ key }) => {
      if (!isScalar(key) || !Array.isArray(key.range)) return [];
      return [[String(key.value), lines.linePos(key.range[0]).line + 1] as const];
    }),
  );
  const answerLine = content.slice(0, end + 1 + MARK.length).split('\n').length;
  const values = plainValues(document);
  if (values === null)
    return { line: 2, message: 'has an alias in its front matter, which is not supported' };
  return {
    values: { ...values, answer: content.slice(end + 1 + MARK.length).trim() },
    lineOf: (field) => (field === 'answer' ? answerLine : (placed.get(field) ?? 1)),
  };
}

/** Null where it has an alias. */
function plainValues(document: { toJS(options: { maxAliasCount: number }): unknown }) {
  try {
    const values: unknown = document.toJS({ maxAliasCount: 0 });
    return { ...(values as Readonly<Record<string, unknown>>) };
  } catch {
    return null;
  }
}
