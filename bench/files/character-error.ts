/** The share of characters that differ (Levenshtein), without the differences of white space. */
export function characterError(expected: string, found: string): number {
  const [a, b] = [plain(expected), plain(found)];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, character] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (row[j] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) / a.length;
}

function plain(text: string): readonly string[] {
  return Array.from(text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim());
}
