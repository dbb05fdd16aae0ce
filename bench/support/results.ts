import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './build.js';
import type { describeMachine } from './machine.js';

/** What every benchmark says (API.md §1); each adds details of its own. */
export interface Result {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly floor: number;
  /** ours / floor */
  readonly ratio: number;
  /** Of ours. */
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly machine: ReturnType<typeof describeMachine>;
  /** ISO 8601 */
  readonly at: string;
  /** What else this one has to say. */
  readonly details: object;
}

/** Writes `bench/results/<name>.json` and returns its path from the root of the repository. */
export function writeResult(result: Result): string {
  const { details, ...rest } = result;
  const dir = join(REPOSITORY, 'bench', 'results');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, `${result.name}.json`), `${JSON.stringify({ ...rest, ...details }, null, 2)}\n`);
  return `bench/results/${result.name}.json`;
}

/** Tells which of the promises, in words, are not kept. @returns true when all are. */
export function areKept(promises: Readonly<Record<string, boolean>>): boolean {
  const broken = Object.entries(promises).filter(([, isKept]) => !isKept);
  for (const [promise] of broken) console.log(`NOT KEPT: ${promise}`);
  return broken.length === 0;
}

/** A step of a benchmark, for whoever waits. Figures go to standard output, this does not. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
