import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { cleanEnvironment, type Workbench } from '../support/workbench.js';
import type { LoadPlan, LoadReport } from './generator.js';

/** Puts a plan into effect, in a process of its own. */
export async function runLoad(bench: Workbench, plan: LoadPlan): Promise<LoadReport> {
  const script = bench.scriptOf(new URL('./generator-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: cleanEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  child.stdin.end(JSON.stringify(plan));
  const output = await text(child.stdout);
  const [code] = await ended;
  if (code !== 0) throw new Error(`The load generator ended with ${String(code)}.`);
  return JSON.parse(output) as LoadReport;
}
