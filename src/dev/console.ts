import type { Progress, Report } from './report.js';

/** Interval between progress lines where lines cannot be rewritten. */
const LINE_EVERY_MS = 10_000;

export interface DevConsole {
  readonly report: Report;
  readonly progress: Progress;
}

/**
 * Console output for a person.
 * On a terminal the last line shows all current steps and is rewritten in place. Elsewhere (a CI log) each long step
 * prints a line every ten seconds.
 */
export function createConsole(output: NodeJS.WriteStream): DevConsole {
  const current = new Map<string, string>();
  const saidAt = new Map<string, number>();
  const isTerminal = output.isTTY;
  output.on('error', () => undefined); // ignores EPIPE: the reader may have exited
  const status = (): string => [...current.values()].join(' | ').slice(0, Math.max(20, output.columns - 1));
  const redraw = (line = ''): void => {
    output.write(`\r\u001b[K${line}${status()}`);
  };
  const report: Report = (line) => {
    if (isTerminal) redraw(`${line}\n`);
    else output.write(`${line}\n`);
  };
  const progress: Progress = (key, text) => {
    if (text === undefined) {
      if (current.delete(key) && isTerminal) redraw();
      saidAt.delete(key);
      return;
    }
    current.set(key, text);
    if (isTerminal) {
      redraw();
      return;
    }
    const last = saidAt.get(key);
    if (last === undefined) saidAt.set(key, Date.now());
    else if (Date.now() - last >= LINE_EVERY_MS) {
      saidAt.set(key, Date.now());
      output.write(`${text}\n`);
    }
  };
  return { report, progress };
}
