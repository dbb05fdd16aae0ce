/** A row of a CSV file, and the number of its first line. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Returns the rows of a CSV text (RFC 4180) by the names in its first line. @throws Error for an unclosed quote. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...rows] = readCsvRows(text);
  const names = header?.cells ?? [];
  return rows.map(({ cells }) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
}

/** Returns the rows that have a cell with text, the first line included. @throws Error for an unclosed quote. */
export function readCsvRows(text: string): readonly CsvRow[] {
  return rowsOf(text.replace(/^\uFEFF/u, '')).filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** A quoted cell, in which two quotes are one, or a plain cell; and what follows it. */
const CELL = /"((?:[^"]|"")*)"(,|\r?\n|$)|([^",\r\n]*)(,|\r?\n|$)/uy;

function rowsOf(text: string): CsvRow[] {
  let cells: string[] = [];
  const rows: CsvRow[] = [{ cells, line: 1 }];
  let line = 1;
  for (let at = 0; at < text.length;) {
    CELL.lastIndex = at;
    const found = CELL.exec(text);
    if (found === null) throw new Error(`The CSV file has a stray quote in line ${line}.`);
    const [whole, quoted, afterQuoted, plain, afterPlain] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    at += whole.length;
    line += whole.split('\n').length - 1;
    if ((afterQuoted ?? afterPlain) === ',') continue;
    cells = [];
    rows.push({ cells, line });
  }
  return rows;
}
