/**
 * Runs every command of the README once, in its smallest form, on servers and data of its own. For `.ci/run`: what nobody
 * runs by hand for weeks is found out to be broken here. `npm run fuzz` and `npm run clients` are left out, which install
 * programs of other languages, and so is what `.ci/run` and the tests run themselves. With `--dev`, only `npm run dev` and the demo on it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCHES, BESIDE_DEV, DEMO, STANDALONE, type Command } from './commands.js';
import { devEnvironment, outcomeOf, startDev, type Environment } from './processes.js';

const dir = mkdtempSync(join(tmpdir(), 'holdfast-commands-'));

/** @throws Error that names the command, with its output, when it did not do what it is for. */
async function run(command: Command, environment: Environment): Promise<void> {
  const start = Date.now();
  const name = `npm run ${command.args.join(' ')}`;
  const { output, code } = await outcomeOf(
    command.args,
    environment,
    command.serves === true ? command.says : undefined,
  );
  const isRight = code === 0 || (command.mayFail === true && code === 1);
  if (!isRight || !command.says.test(output)) throw new Error(`${name} ended with ${code}:\n${output}`);
  process.stdout.write(`${name}: ok, ${Math.round((Date.now() - start) / 1_000)} s\n`);
}

async function main(): Promise<void> {
  const isDevOnly = process.argv.includes('--dev');
  const ofDev = await devEnvironment(dir);
  const dev = await startDev(ofDev);
  try {
    for (const command of isDevOnly ? [DEMO] : BESIDE_DEV) await run(command, ofDev);
  } finally {
    await dev.stop();
  }
  if (isDevOnly) return;
  for (const command of [...STANDALONE, ...BENCHES]) await run(command, {});
}

try {
  await main();
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
