import { reply } from '../http/route.js';

type Cell = string | number | boolean | null;

/** Spreadsheets would take such a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/u;

/**
 * Answers rows as CSV (RFC 4180): nested fields become columns such as `sla.resolution.met`, and null an empty cell.
 * The columns are those of the first row.
 */
export function csvReply(rows: readonly object[]) {
  const flat = rows.map((row) => new Map(cellsOf(row, '')));
  const columns = [...(flat[0]?.keys() ?? [])];
  const lines = [columns, ...flat.map((cells) => columns.map((column) => cells.get(column) ?? null))];
  const body = lines.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
  return reply(200, body, { 'Content-Type': 'text/csv; charset=utf-8', Vary: 'Accept' });
}

function cellsOf(value: object, prefix: string): (readonly [string, Cell])[] {
  return Object.entries(value).flatMap(([key, cell]: [string, unknown]) => {
    const column = `${prefix}${key}`;
    if (typeof cell === 'object' && cell !== null) return cellsOf(cell, `${column}.`);
    const isCell = typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean';
    return [[column, isCell ? cell : null]];
  });
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
