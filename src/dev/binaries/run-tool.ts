import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit, startTiedChild, type TiedChild } from '../processes/tied-child.js';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly onLine?: (line: string) => void;
  /** Called about every half second. */
  readonly onTick?: () => void;
  /**
   * Kills the run after this time without a line of output or growth of `cwd`, for example when a firewall drops
   * packets.
   */
  readonly stalledAfterMs: number;
}

/**
 * Runs a tool to its end. It cannot outlive us.
 * @throws Error with the tool's last words when it fails, is missing or stalls.
 */
export async function runTool(run: ToolRun): Promise<void> {
  const env = { ...process.env, ...run.env };
  const child = await startTiedChild({ command: run.command, args: run.args, env, cwd: run.cwd });
  const words = { last: '', lastError: '' };
  let lastSign = Date.now();
  for (const output of [child.stdout, child.stderr]) {
    if (output === null) continue;
    createInterface({ input: output }).on('line', (line) => {
      lastSign = Date.now();
      if (line.trim() !== '') words.last = line.trim();
      if (/error/i.test(line)) words.lastError = line.trim();
      run.onLine?.(line);
    });
  }
  const stalled = await watch(child, run, () => lastSign);
  const exit = await child.exited;
  await Promise.race([child.closed, sleep(1_000)]); // the last line may still be on its way
  if (stalled) throw new Error(`no progress for ${run.stalledAfterMs / 1000} s`);
  if (exit.code === 127) throw new Error(`${run.command} is not installed`);
  if (exit.code === 0) return;
  throw new Error(words.lastError || words.last || `${run.command} ended ${describeExit(exit)}`);
}

async function watch(child: TiedChild, run: ToolRun, lastLineAt: () => number): Promise<boolean> {
  let bytes = 0;
  let grewAt = Date.now();
  while (child.exit() === undefined) {
    const size = sizeOf(run.cwd);
    if (size !== bytes) [bytes, grewAt] = [size, Date.now()];
    if (Date.now() - Math.max(grewAt, lastLineAt()) > run.stalledAfterMs) {
      await child.stop(2_000);
      return true;
    }
    run.onTick?.();
    await Promise.race([child.exited, sleep(500)]);
  }
  return false;
}

/** Total bytes of all files below a directory. Files that vanish during the scan count as zero. */
export function sizeOf(dir: string): number {
  let bytes = 0;
  for (const entry of safely(() => readdirSync(dir, { withFileTypes: true, recursive: true })) ?? []) {
    if (entry.isFile()) bytes += safely(() => statSync(join(entry.parentPath, entry.name)).size) ?? 0;
  }
  return bytes;
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
