import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inWorkDir } from '../../src/dev/binaries/cache.js';
import { runTool } from '../../src/dev/binaries/run-tool.js';
import type { DevConsole } from '../../src/dev/console.js';
import { DevError, reasonOf } from '../../src/dev/dev-error.js';

const REQUIREMENTS = fileURLToPath(new URL('./requirements.txt', import.meta.url));
const STALLED_MS = 60_000;
const PROBE_MS = 20_000;

/** How schemathesis is run: `<command> <args> run …`, with these variables. */
export interface Schemathesis {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One way to have the packages in a directory of their own. The directory is moved once it is complete. */
interface Way {
  /** Of its directory in the cache. */
  readonly name: string;
  readonly label: string;
  install(dir: string, python: (args: readonly string[], command?: string) => Promise<void>): Promise<void>;
  /** How to run it from there. */
  use(dir: string): Schemathesis;
}

/** Not by its script: that has the path of the directory in which it was made. */
const ENTRY = ['-c', 'from schemathesis.cli import schemathesis; schemathesis()'];
const PIP = ['-m', 'pip', 'install', '--disable-pip-version-check', '--requirement', REQUIREMENTS];

const inVenv = (dir: string): Schemathesis => ({ command: join(dir, 'bin', 'python'), args: ENTRY, env: {} });

const WAYS: readonly Way[] = [
  {
    name: 'venv',
    label: 'python3 -m venv',
    install: async (dir, python) => {
      await python(['-m', 'venv', dir]);
      await python(PIP, join(dir, 'bin', 'python'));
    },
    use: inVenv,
  },
  {
    name: 'virtualenv',
    label: 'python3 -m virtualenv',
    install: async (dir, python) => {
      await python(['-m', 'virtualenv', dir]);
      await python(PIP, join(dir, 'bin', 'python'));
    },
    use: inVenv,
  },
  {
    name: 'target',
    label: 'python3 -m pip install --target',
    install: async (dir, python) => python([...PIP, '--target', dir]),
    use: (dir) => ({ command: 'python3', args: ENTRY, env: { PYTHONPATH: dir } }),
  },
];

/**
 * The schemathesis of requirements.txt, from the cache or installed into it now.
 * @throws DevError with what was tried and what to do.
 */
export async function findSchemathesis(cacheDir: string, console: DevConsole): Promise<Schemathesis> {
  const pins = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const home = join(cacheDir, 'schemathesis', `${process.platform}-${process.arch}-${pins}`);
  const placeOf = (way: Way): string => join(home, way.name);
  for (const way of WAYS) {
    const kept = way.use(placeOf(way));
    if (existsSync(placeOf(way)) && (await works(kept))) return kept;
  }
  await checkPython();
  const failures: string[] = [];
  for (const way of WAYS) {
    console.report(`Schemathesis is not in the cache; installing it by ${way.label} (80 MB, once)`);
    try {
      await install(way, placeOf(way), cacheDir, console);
      return way.use(placeOf(way));
    } catch (error) {
      failures.push(`${way.label} failed (${reasonOf(error).split('\n')[0] ?? ''})`);
    }
  }
  throw new DevError(
    [
      'Schemathesis, which does the fuzzing, could not be installed:',
      ...failures.map((failure) => `  - ${failure}`),
      'What you can do: install venv or pip for your Python (on Debian: python3-venv), and let pip reach a Python package index.',
    ].join('\n'),
  );
}

async function checkPython(): Promise<void> {
  const isNewEnough = ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'];
  try {
    await runTool({
      command: 'python3',
      args: isNewEnough,
      cwd: dirname(REQUIREMENTS),
      stalledAfterMs: PROBE_MS,
    });
  } catch (error) {
    const reason = reasonOf(error).includes('not installed') ? 'there is no python3' : 'python3 is older';
    throw new DevError(
      `Fuzzing needs Python 3.10 or later, and ${reason}. Install it so that it is on PATH.`,
    );
  }
}

async function install(way: Way, place: string, cacheDir: string, { progress }: DevConsole): Promise<void> {
  const startedAt = Date.now();
  try {
    await inWorkDir(cacheDir, 'schemathesis', async (workDir) => {
      const made = join(workDir, 'made');
      await way.install(made, (args, command = 'python3') =>
        runTool({
          command,
          args,
          env: { TMPDIR: workDir, PIP_NO_INPUT: '1' },
          cwd: workDir,
          stalledAfterMs: STALLED_MS,
          onTick: () =>
            progress(
              'schemathesis',
              `installing schemathesis: ${((Date.now() - startedAt) / 1000).toFixed(0)} s`,
            ),
        }),
      );
      if (!(await works(way.use(made)))) throw new Error('what was installed does not run');
      mkdirSync(dirname(place), { recursive: true });
      rmSync(place, { recursive: true, force: true });
      renameSync(made, place);
    });
  } finally {
    progress('schemathesis', undefined);
  }
}

async function works({ command, args, env }: Schemathesis): Promise<boolean> {
  try {
    await runTool({
      command,
      args: [...args, '--version'],
      env,
      cwd: dirname(REQUIREMENTS),
      stalledAfterMs: PROBE_MS,
    });
    return true;
  } catch {
    return false;
  }
}
