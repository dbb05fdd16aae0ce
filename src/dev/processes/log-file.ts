import { fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LARGEST_BYTES = 20 * 1024 * 1024;

export function logFile(dataDir: string, name: string): string {
  return join(dataDir, 'logs', `${name}.log`);
}

export interface OpenLog {
  readonly descriptor: number;
  /** The last lines written since it was opened, for an error message. */
  tail(): string;
}

const TAIL_LINES = 12;

/**
 * Opens a log for appending.
 * A log over 20 MB is first renamed to `<name>.log.1`, replacing the previous one.
 */
export function openLog(dataDir: string, name: string): OpenLog {
  const file = logFile(dataDir, name);
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a');
  const start = fstatSync(descriptor).size;
  const tail = (): string => {
    const text = readFileSync(file).subarray(start).toString('utf8').trimEnd();
    return `The end of ${file}:\n${text.split('\n').slice(-TAIL_LINES).join('\n')}`;
  };
  return { descriptor, tail };
}
