/** Returns the rows of a CSV text (RFC 4180) by the names in its first line. @throws Error for an unclosed quote. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = rowsOf(text.replace(/^\uFEFF/u, ''));
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

/** A quoted cell, in which two quotes are one, or a plain cell; and what follows it. */
const CELL = /"((?:[^"]|"")*)"(,|\r?\n|$)|([^",\r\n]*)(,|\r?\n|$)/uy;

function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = 0; at < text.length;) {
    CELL.lastIndex = at;
    const found = CELL.exec(text);
    if (found === null) throw new Error(`The CSV file has a stray quote at character ${at}.`);
    const [whole, quoted, afterQuoted, plain, afterPlain] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    at += whole.length;
    if ((afterQuoted ?? afterPlain) !== ',') rows.push([]);
  }
  return rows;
}
