import type { ArticleRecord } from '../../app/knowledge/transfer/article-record.js';
import { readCsvRows } from '../support/read-csv.js';
import { FIELDS } from './article-schema.js';
import { valuesOf, type FoundArticle, type FoundFault } from './markdown-file.js';

/** Spreadsheets take such a cell for a formula. An apostrophe before it is removed when it is read. */
const FORMULA = /^'*[=+\-@\t\r]/u;
const GUARDED = /^''*[=+\-@\t\r]/u;

/** Separates keywords, which have no line breaks. */
const NEXT_KEYWORD = '\n';

const line = (cells: readonly string[]) => `${cells.map(written).join(',')}\r\n`;

/** The first line of such a file. */
export function csvHeader(): string {
  return line(FIELDS);
}

/** The line of an article. */
export function csvLine(record: ArticleRecord): string {
  const values = valuesOf(record);
  return line(FIELDS.map((field) => cellOf(values[field])));
}

function cellOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(NEXT_KEYWORD);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function written(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** An empty cell of these means null; of others, that the article does not name the field. */
const NULLABLE: readonly string[] = ['translation_of', 'category', 'owner', 'review_by'];

/** Reads a CSV file with the names of the fields in its first line. */
export function readArticleCsv(text: string): readonly (FoundArticle | FoundFault)[] {
  try {
    const [header, ...rows] = readCsvRows(text);
    if (header === undefined) return [{ line: 1, message: 'is empty' }];
    const names = header.cells.map((name) => name.trim());
    const double = names.find((name, at) => names.indexOf(name) !== at);
    if (double !== undefined) return [{ line: 1, message: `names the column ${double} twice` }];
    return rows.map(({ cells, line: at }) => {
      if (cells.length > names.length)
        return { line: at, message: `has ${cells.length} cells, and the header ${names.length}` };
      const values = names.map((name, index) => [name, valueOf(name, cells[index] ?? '')] as const);
      const given = values.filter(([, value]) => value !== undefined);
      return { values: Object.fromEntries(given), lineOf: () => at };
    });
  } catch (error) {
    return [{ line: 1, message: error instanceof Error ? error.message : String(error) }];
  }
}

function valueOf(name: string, cell: string): unknown {
  const text = GUARDED.test(cell) ? cell.slice(1) : cell;
  if (name === 'keywords') {
    return text
      .split(NEXT_KEYWORD)
      .map((keyword) => keyword.trim())
      .filter((keyword) => keyword !== '');
  }
  if (text === '') return NULLABLE.includes(name) ? null : undefined;
  if (name === 'is_featured') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
