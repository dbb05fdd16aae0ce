/** `npm run fuzz`: what the OpenAPI document says and what the server does, held against each other by thousands of requests. */
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '../../src/app/operations/seed.js';
import { ConfigError, loadConfig } from '../../src/config/config.js';
import { defaultCacheDir } from '../../src/adapters/system/cache-dir.js';
import { createConsole } from '../../src/dev/console.js';
import { codeOf, DevError } from '../../src/dev/dev-error.js';
import { findPythonTool } from '../support/python-tool.js';
import { attack, type AttackResult } from './attack.js';
import { ABOUT_A_STRANGER, EXCLUDED, MAY_REFUSE, PERSONAS } from './plan.js';
import { SCHEMATHESIS } from './schemathesis.js';
import { makeStrangers } from './strangers.js';
import { operationsOf, startSystem } from './system.js';

const HELP = `Starts a Holdfast of its own and sends it thousands of requests made from its OpenAPI document, right ones and
wrong ones, as an administrator and as a requester. Exit code 1 when an answer breaks the document.

npm run fuzz -- [options]
  --seed <number>          repeats a run, as far as ids and times allow (default: another each time; it is printed)
  --max-examples <number>  requests of a kind for each operation (default: 50)
  --help                   this text`;

const DEFAULT_EXAMPLES = 50;

/** Fewer than this by default and something is wrong with the fuzzing itself. */
const LEAST_CASES = 2_000;

/** Longer than it ever takes: a run that hangs is ended, with all that it has started. */
const LIMIT_MS = 40 * 60_000;

const { report, progress } = createConsole(process.stdout);
const dir = mkdtempSync(join(tmpdir(), 'holdfast-fuzz-'));
/** What to end, last first. */
const running: (() => Promise<unknown>)[] = [];

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, 'max-examples': { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    report(HELP);
    return true;
  }
  const seed = wholeNumber('--seed', values.seed) ?? randomInt(1_000_000);
  const maxExamples = wholeNumber('--max-examples', values['max-examples']);
  const cacheDir = resolve(loadConfig().embedded.cacheDir ?? defaultCacheDir());
  const schemathesis = await findPythonTool(SCHEMATHESIS, cacheDir, { report, progress });
  const system = await startSystem(dir, (line) => report(`  ${line}`));
  running.push(system.stop);

  const known = await operationsOf(system.url);
  requireKnown(known);
  const results: AttackResult[] = [];
  for (const persona of PERSONAS) {
    const { email, label } = persona;
    report(`\nAs ${label}, seed ${seed}:\n`);
    const name = email.split('@')[0] ?? email;
    const settings = {
      email,
      password: DEMO_PASSWORD,
      seed,
      maxExamples: maxExamples ?? DEFAULT_EXAMPLES,
      strangers: await makeStrangers(system.url, ABOUT_A_STRANGER.length),
    };
    const onStart = (child: { stop: () => Promise<unknown> }) => void running.push(() => child.stop());
    results.push(await attack({ url: system.url, persona, settings, dir, name, schemathesis, onStart }));
  }
  return judge(results, { seed, maxExamples, apiLog: system.apiLog });
}

/** An exception for an operation that is no more is one that nobody has looked at. */
function requireKnown(known: ReadonlySet<string>): void {
  const named = [...EXCLUDED, ...ABOUT_A_STRANGER, ...MAY_REFUSE].map(({ operation }) => operation);
  const unknown = named.filter((operation) => !known.has(operation));
  if (unknown.length > 0)
    throw new DevError(`test/fuzz/plan.ts names what the API does not have: ${unknown.join(', ')}`);
}

interface Circumstances {
  readonly seed: number;
  readonly maxExamples: number | undefined;
  readonly apiLog: string;
}

function judge(results: readonly AttackResult[], { seed, maxExamples, apiLog }: Circumstances): boolean {
  const cases = results.reduce((sum, result) => sum + result.cases, 0);
  const failures = results.flatMap(({ failure }, index) =>
    failure === null ? [] : [`As ${PERSONAS[index]?.label ?? 'somebody'}: ${failure}.`],
  );
  if (maxExamples === undefined && cases < LEAST_CASES) {
    failures.push(`Only ${cases} cases, of at least ${LEAST_CASES}: the document or the fuzzing has shrunk.`);
  }
  report('');
  for (const [index, { cases: own, operations, seconds }] of results.entries()) {
    report(
      `${PERSONAS[index]?.label ?? ''}: ${own} cases, ${operations} operations, ${seconds.toFixed(0)} s`,
    );
  }
  for (const { operation, reason } of EXCLUDED) report(`left out: ${operation} (${reason})`);
  for (const fault of faultsOfOurs(apiLog)) report(`logged by the API: ${fault}`);
  for (const failure of failures) report(failure);
  if (failures.length > 0) {
    const options = maxExamples === undefined ? '' : ` --max-examples ${maxExamples}`;
    report(`To repeat it: npm run fuzz -- --seed ${seed}${options}`);
  }
  report(`${cases} cases in all, seed ${seed}: ${failures.length === 0 ? 'the document holds' : 'FAILED'}`);
  return failures.length === 0;
}

/** The last errors in the API's log, with their stacks: what stands behind a 500. */
function faultsOfOurs(apiLog: string): string[] {
  const lines = readFileSync(apiLog, 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('{"level":50')).slice(-5);
}

function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/u.test(value)) throw new DevError(`${option} takes a whole number, not ${value}.`);
  return Number(value);
}

async function cleanUp(): Promise<void> {
  for (const stop of running.reverse()) await stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

function giveUp(reason: string, code: number): void {
  report(`${reason}: stopping what was started`);
  void cleanUp().finally(() => process.exit(code));
}

process.once('SIGINT', () => giveUp('SIGINT', 130));
process.once('SIGTERM', () => giveUp('SIGTERM', 143));
setTimeout(() => giveUp(`not done within ${LIMIT_MS / 60_000} minutes`, 1), LIMIT_MS).unref();
try {
  const isGood = await main();
  await cleanUp();
  process.exit(isGood ? 0 : 1);
} catch (error) {
  const isUsage = codeOf(error)?.startsWith('ERR_PARSE_ARGS') === true;
  const isOurs = error instanceof DevError || error instanceof ConfigError || isUsage;
  report(
    isOurs && error instanceof Error
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  );
  giveUp('failed', 1);
}
