/**
 * `npm run flaky -- --runs 20 <files>`: runs the test files that were named as FLAKY again and again, beside as much load
 * as in a run of the whole suite, and fails as soon as one of them has failed twice.
 */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { findTestBinaries, ROOT, runJest } from './support/jest/run-jest.js';
import { underLoad } from './support/jest/under-load.js';

const FAILURES_ALLOWED = 1;

async function main(): Promise<number> {
  const { values, positionals: files } = parseArgs({
    options: { runs: { type: 'string', default: '20' } },
    allowPositionals: true,
  });
  const runs = Number(values.runs);
  if (files.length === 0 || !Number.isInteger(runs) || runs < 1) {
    process.stderr.write('npm run flaky -- [--runs 20] <test file>...\n');
    return 1;
  }
  const binaries = await findTestBinaries();
  const failures = new Map<string, number>();
  for (let run = 1; run <= runs; run += 1) {
    process.stdout.write(`\nRun ${run} of ${runs}\n`);
    const { counts, failedFiles, exitCode } = await underLoad(() =>
      runJest(binaries, ['--runTestsByPath', ...files]),
    );
    // Ended from outside, or there is no such file: nothing that another run could tell.
    if (counts === undefined || (exitCode !== 0 && failedFiles.length === 0)) return 1;
    for (const name of failedFiles.map(({ path }) => relative(ROOT, path))) {
      failures.set(name, (failures.get(name) ?? 0) + 1);
    }
    const tooMany = [...failures].filter(([, times]) => times > FAILURES_ALLOWED);
    for (const [name, times] of tooMany)
      process.stdout.write(`FLAKY ${name}: ${times} of ${run} runs failed\n`);
    if (tooMany.length > 0) return 1;
  }
  const seen = [...failures.keys()].join(', ');
  process.stdout.write(`${runs} runs, ${seen === '' ? 'none failed' : `one failed: ${seen}`}\n`);
  return 0;
}

// The terminal sends Ctrl-C to jest as well, whose end is noticed.
process.on('SIGINT', () => undefined);
process.exitCode = await main();
