const MAX_SUMMARY = 300;
const MAX_LINES = 3;

/** The first lines that say something, after the lines with an error code; null for a file without text. */
export function summaryOf(text: string, errorCodes: readonly string[]): string | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\p{L}{3,}/u.test(line));
  const withCode = lines.filter((line) => errorCodes.some((code) => line.includes(code)));
  const chosen = [...new Set([...withCode, ...lines])].slice(0, MAX_LINES);
  const inOrder = lines.filter((line) => chosen.includes(line)).slice(0, MAX_LINES);
  if (inOrder.length === 0) return null;
  const summary = inOrder.join(' · ');
  return summary.length <= MAX_SUMMARY
    ? summary
    : `${summary.slice(0, MAX_SUMMARY - 1).replace(/\p{Cs}$/u, '')}…`;
}
