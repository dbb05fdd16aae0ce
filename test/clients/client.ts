import { runTool, type ToolRun } from '../../src/dev/binaries/run-tool.js';
import type { DevConsole } from '../../src/dev/console.js';

/** A compiler says nothing for as long. */
const STALLED_MS = 5 * 60_000;

export interface Place {
  /** A directory of its own, which is removed afterwards. */
  readonly dir: string;
  /** The file with the OpenAPI document. */
  readonly document: string;
  readonly cacheDir: string;
  readonly console: DevConsole;
}

export interface Account {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

/** A client in another language, made of the OpenAPI document by that language's usual generator. */
export interface GeneratedClient {
  readonly language: string;
  readonly generator: string;
  /** Why it cannot be tried on this machine; null where it can. */
  readonly missing: () => Promise<string | null>;
  /** Installs the generator, generates and compiles. @throws Error for any warning of the generator */
  readonly make: (place: Place) => Promise<MadeClient>;
}

export interface MadeClient {
  /** Of the generated code. */
  readonly lines: number;
  /** Signs in, creates a ticket and follows it. @throws Error where it is not assigned */
  readonly follow: (account: Account) => Promise<void>;
}

/** Runs one step to its end. @returns the lines that it said */
export async function runStep(step: Omit<ToolRun, 'stalledAfterMs'>): Promise<string[]> {
  const lines: string[] = [];
  await runTool({
    ...step,
    stalledAfterMs: STALLED_MS,
    onLine: (line) => {
      if (line.trim() !== '') lines.push(line);
      step.onLine?.(line);
    },
  });
  return lines;
}

export function argumentsOf({ url, email, password }: Account): string[] {
  return [url, email, password];
}
