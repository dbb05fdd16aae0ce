import { readFileSync } from 'node:fs';
import { readCsv } from '../../src/cli/support/read-csv.js';

/** A ticket's text and its right label. */
export interface Labelled {
  readonly text: string;
  readonly label: string;
}

/**
 * Reads a CSV file with the columns `text` and `label`.
 * @throws Error if the file lacks one of them, or has fewer than two labels.
 */
export function readLabelled(file: string, column: string): readonly Labelled[] {
  const rows = readCsv(readFileSync(file, 'utf8'));
  const examples = rows.flatMap(({ text, [column]: label }) => {
    return text === undefined || label === undefined || label === '' ? [] : [{ text, label: label.trim() }];
  });
  if (new Set(examples.map(({ label }) => label)).size >= 2) return examples;
  throw new Error(`${file} needs the columns "text" and "${column}", with at least two labels.`);
}
