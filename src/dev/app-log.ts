import type { Report } from './report.js';

/** pino's number for warnings; errors have higher ones. */
const WARN = 40;

/**
 * A repeated message within this time is counted, not shown.
 * A worker without its server repeats itself.
 */
const QUIET_MS = 10_000;

interface LogRecord {
  readonly level: number;
  readonly msg: string;
  readonly err: string | undefined;
}

/** As the API prints it while there is no administrator. */
const SETUP_LINK = /^\s*(https?:\S+\/setup\/hfs_\S+)\s*$/u;

/** One readable line for a line of log that a person should see: a warning or worse. */
function readable(line: string): string | undefined {
  const [, setupLink] = SETUP_LINK.exec(line) ?? [];
  if (setupLink !== undefined) return `No administrator exists. Create the first one: ${setupLink}`;
  const record = parse(line);
  if (record === undefined || record.level < WARN) return undefined;
  const severity = record.level > WARN ? 'ERROR' : 'WARN';
  return `${severity} ${record.msg}${record.err === undefined ? '' : ` (${record.err})`}`;
}

/** Shows the warnings and errors of one process on the console, each kind at most once in ten seconds. */
export function showWarnings(
  label: string,
  report: Report,
  now: () => number = Date.now,
): (line: string) => void {
  const shown = new Map<string, { at: number; held: number }>();
  return (line) => {
    const text = readable(line);
    if (text === undefined) return;
    const last = shown.get(text);
    if (last !== undefined && now() - last.at < QUIET_MS) {
      last.held += 1;
      return;
    }
    if (shown.size >= 200) shown.clear();
    shown.set(text, { at: now(), held: 0 });
    report(
      `${label}: ${text}${last !== undefined && last.held > 0 ? ` (and ${last.held} times before)` : ''}`,
    );
  };
}

function parse(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as {
      level?: unknown;
      msg?: unknown;
      err?: { message?: unknown } | null;
    };
    if (typeof level !== 'number') return undefined;
    const reason = typeof err?.message === 'string' ? err.message.split('\n')[0] : undefined;
    return { level, msg: typeof msg === 'string' ? msg : '(no message)', err: reason };
  } catch {
    return undefined;
  }
}
