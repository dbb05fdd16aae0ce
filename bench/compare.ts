import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../src/cli/support/table.js';
import { acceptInTurns } from './compare/accept-in-turns.js';
import { FIGURES, orderOf, type Run, type Runs, type Side } from './compare/figures.js';
import { REPOSITORY } from './support/build.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { say, writeResult, type Result } from './support/results.js';
import { intervalOfMedian, medianOf, rounded } from './support/statistics.js';

export const COMPARE_HELP = `Whether another commit is faster: a benchmark of both, in turns, and their ratio pair by pair.

npm run bench -- compare --against <commit> [options] <name> [-- options of that benchmark]
The API of both commits runs at once for \`accept\`, and they take turns of three seconds, so that other load on the
machine meets both. Other benchmarks run whole, one after the other.
  --against <commit>  what to compare with, as Git names it
  --pairs <n>         runs or turns of each (default 10; 6 at least for an interval of 95 %)
for example: npm run bench -- compare --against HEAD~1 lifecycle -- --rounds 1 --single 0`;

/** Each side runs its own code and its own benchmark, so that a change to either is measured as it stands. */
export async function compare(args: readonly string[]): Promise<boolean> {
  const { against, pairs, name, own } = readOptions(args);
  const machine = describeMachine();
  const checkout = checkOut(against);
  try {
    const runs =
      name === 'accept'
        ? await acceptInTurns(checkout, pairs)
        : await runInTurns({ checkout, pairs, name, own });
    report({ against, name, own, machine, runs });
    return true;
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', checkout], { cwd: REPOSITORY });
    rmSync(dirname(checkout), { recursive: true });
  }
}

async function runInTurns({ checkout, pairs, name, own }: Plan): Promise<Runs> {
  const runs: Record<Side, Run[]> = { ours: [], other: [] };
  for (let pair = 0; pair < pairs; pair++) {
    for (const side of orderOf(pair)) {
      runs[side].push(await runOnce(side === 'ours' ? REPOSITORY : checkout, name, own));
    }
    const [ours, other] = [runs.ours[pair], runs.other[pair]];
    say(`pair ${pair + 1}: ${ours?.perSecond ?? 0} and ${other?.perSecond ?? 0} per second`);
  }
  return runs;
}

interface Plan {
  readonly checkout: string;
  readonly pairs: number;
  readonly name: string;
  readonly own: readonly string[];
}

function readOptions(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { against: { type: 'string' }, pairs: { type: 'string', default: '10' } },
    allowPositionals: true,
  });
  const [name, ...own] = positionals;
  if (values.against === undefined || name === undefined) throw new Error(COMPARE_HELP);
  return { against: values.against, pairs: countOf('pairs', values.pairs), name, own };
}

/** A work tree of that commit, with the packages that its lock file names. */
function checkOut(commit: string): string {
  const dir = join(mkdtempSync(join(tmpdir(), 'holdfast-compare-')), 'other');
  execFileSync('git', ['worktree', 'add', '--detach', dir, commit], { cwd: REPOSITORY, stdio: 'pipe' });
  const lock = (root: string) => readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (lock(dir) === lock(REPOSITORY)) {
    cpSync(join(REPOSITORY, 'node_modules'), join(dir, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  } else {
    say(`npm ci for ${commit}, whose packages are others`);
    execFileSync('npm', ['ci', '--no-fund', '--no-audit'], { cwd: dir, stdio: 'pipe' });
  }
  return dir;
}

async function runOnce(root: string, name: string, own: readonly string[]): Promise<Run> {
  const file = join(root, 'bench', 'results', `${name}.json`);
  rmSync(file, { force: true });
  const output: string[] = [];
  const child = spawn('npm', ['run', '--silent', 'bench', '--', name, ...own], { cwd: root });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0 || !existsSync(file)) {
    throw new Error(`${name} in ${root} ended with ${String(code)}:\n${output.join('').slice(-4_000)}`);
  }
  return readRun(JSON.parse(readFileSync(file, 'utf8')) as Result & WithCpu);
}

interface WithCpu {
  readonly figures?: { readonly ours?: { readonly cpu_ms_per_life?: Readonly<Record<string, number>> } };
  readonly cpu_ms_per_ticket?: Readonly<Record<string, number>>;
}

function readRun({ ours, ratio, p50_ms, p99_ms, ...more }: Result & WithCpu): Run {
  const { bench: _, ...processes } = more.cpu_ms_per_ticket ?? more.figures?.ours?.cpu_ms_per_life ?? {};
  const cpu = Object.values(processes);
  const cpuMs = cpu.length === 0 ? null : cpu.reduce((sum, ms) => sum + ms, 0);
  return { perSecond: ours, ratio, cpuMs, p50Ms: p50_ms, p99Ms: p99_ms };
}

interface Comparison {
  readonly against: string;
  readonly name: string;
  readonly own: readonly string[];
  readonly machine: ReturnType<typeof describeMachine>;
  readonly runs: Runs;
}

function report({ against, name, own, machine, runs }: Comparison): void {
  const figures = FIGURES.flatMap(({ name: figure, of }) => {
    const valuesOf = (side: Side) => runs[side].map(of).filter((value) => value !== null);
    const [ours, other] = [valuesOf('ours'), valuesOf('other')];
    if (ours.length === 0 || ours.length !== other.length) return [];
    const ratios = ours.map((value, index) => value / (other[index] ?? Number.NaN));
    const interval = intervalOfMedian(ratios);
    return [
      { figure, ours: medianOf(ours), other: medianOf(other), ratio: medianOf(ratios), interval, ratios },
    ];
  });
  const rows = figures.map(({ figure, ours, other, ratio, interval }) => [
    figure,
    ...[ours, other, ratio].map((value) => String(rounded(value))),
    interval === null ? 'too few pairs' : interval.map((value) => rounded(value, 3)).join(' to '),
  ]);
  for (const line of table([name, 'ours', against, 'median ratio', '95 % interval'], rows)) console.log(line);
  const [speed] = figures;
  const file = writeResult({
    name: `compare-${name}`,
    unit: 'per second',
    ours: rounded(speed?.ours ?? 0),
    floor: rounded(speed?.other ?? 0),
    ratio: rounded(speed?.ratio ?? 0, 3),
    p50_ms: rounded(medianOf(runs.ours.map(({ p50Ms }) => p50Ms))),
    p99_ms: rounded(medianOf(runs.ours.map(({ p99Ms }) => p99Ms))),
    machine,
    at: new Date().toISOString(),
    details: { against, options: own, figures },
  });
  say(`written to ${file}`);
}
