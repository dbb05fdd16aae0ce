import { join } from 'node:path';

/**
 * Arguments with which node runs a script of this repository, such as `src/worker.ts`: compiled, as in production. The
 * run has compiled everything once, and a process that compiles for itself takes twice the processor time to start.
 * For `npm run coverage`, which counts the lines of the source, the source itself.
 */
export function scriptArgs(script: string): string[] {
  const build = process.env['HOLDFAST_TEST_BUILD'];
  const isCounted = process.env['NODE_V8_COVERAGE'] !== undefined;
  if (build === undefined || isCounted || !script.endsWith('.ts')) return sourceArgs(script);
  return [join(build, script.replace(/\.ts$/u, '.js'))];
}

function sourceArgs(script: string): string[] {
  return script.endsWith('.ts') ? ['--import', 'tsx', script] : [script];
}
