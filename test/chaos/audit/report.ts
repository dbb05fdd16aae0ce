import type { Finding } from './finding.js';

const MOST_SHOWN = 10;

/** The findings as a table, and below it what does not hold. */
export function reportOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ promise }) => promise.length));
  const rows = findings.map(({ promise, looked, violations, note = '' }) => {
    const verdict = violations.length === 0 ? 'holds' : `BROKEN ${violations.length} times`;
    return `${promise.padEnd(width)}  ${String(looked).padStart(6)}  ${verdict}${note === '' ? '' : `  (${note})`}`;
  });
  const broken = findings
    .filter(({ violations }) => violations.length > 0)
    .flatMap(({ promise, violations }) => [
      '',
      `${promise}:`,
      ...violations.slice(0, MOST_SHOWN).map((violation) => `  - ${violation}`),
      ...(violations.length > MOST_SHOWN ? [`  and ${violations.length - MOST_SHOWN} more`] : []),
    ]);
  return [...rows, ...broken].join('\n');
}
