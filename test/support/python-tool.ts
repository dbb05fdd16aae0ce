import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inWorkDir } from '../../src/dev/binaries/cache.js';
import { runTool } from '../../src/dev/binaries/run-tool.js';
import type { DevConsole } from '../../src/dev/console.js';
import { DevError, reasonOf } from '../../src/dev/dev-error.js';

const STALLED_MS = 60_000;
const PROBE_MS = 20_000;

/** A program of the Python package index, at pinned versions. */
export interface PythonTool {
  readonly name: string;
  /** The file that pins it and all that it needs. */
  readonly requirements: string;
  /** Python code that runs its command line. Its script has the path of the directory in which it was made. */
  readonly entry: string;
  /** The oldest Python that it runs on: `[3, 10]`. */
  readonly python: readonly [number, number];
  readonly megabytes: number;
}

/** How a program is run: `<command> <args> …`, with these variables. */
export interface InstalledTool {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One way to have the packages in a directory of their own. The directory is moved once it is complete. */
interface Way {
  /** Of its directory in the cache. */
  readonly name: string;
  readonly label: string;
  install(dir: string, pip: readonly string[], python: RunPython): Promise<void>;
  /** How to run Python with the packages there. */
  use(dir: string): Pick<InstalledTool, 'command' | 'env'>;
}

type RunPython = (args: readonly string[], command?: string) => Promise<void>;

const inVenv = (dir: string) => ({ command: join(dir, 'bin', 'python'), env: {} });

const WAYS: readonly Way[] = [
  {
    name: 'venv',
    label: 'python3 -m venv',
    install: async (dir, pip, python) => {
      await python(['-m', 'venv', dir]);
      await python(pip, join(dir, 'bin', 'python'));
    },
    use: inVenv,
  },
  {
    name: 'virtualenv',
    label: 'python3 -m virtualenv',
    install: async (dir, pip, python) => {
      await python(['-m', 'virtualenv', dir]);
      await python(pip, join(dir, 'bin', 'python'));
    },
    use: inVenv,
  },
  {
    name: 'target',
    label: 'python3 -m pip install --target',
    install: async (dir, pip, python) => python([...pip, '--target', dir]),
    use: (dir) => ({ command: 'python3', env: { PYTHONPATH: dir } }),
  },
];

/**
 * A Python program from the cache, or installed into it now.
 * @throws DevError with what was tried and what to do.
 */
export async function findPythonTool(
  tool: PythonTool,
  cacheDir: string,
  console: DevConsole,
): Promise<InstalledTool> {
  const pins = createHash('sha256').update(readFileSync(tool.requirements)).digest('hex').slice(0, 12);
  const home = join(cacheDir, tool.name, `${process.platform}-${process.arch}-${pins}`);
  const placeOf = (way: Way): string => join(home, way.name);
  for (const way of WAYS) {
    const kept = inPlace(tool, way, placeOf(way));
    if (existsSync(placeOf(way)) && (await works(tool, kept))) return kept;
  }
  await checkPython(tool);
  const failures: string[] = [];
  for (const way of WAYS) {
    console.report(
      `${tool.name} is not in the cache; installing it by ${way.label} (${tool.megabytes} MB, once)`,
    );
    try {
      await install(tool, way, placeOf(way), cacheDir, console);
      return inPlace(tool, way, placeOf(way));
    } catch (error) {
      failures.push(`${way.label} failed (${reasonOf(error).split('\n')[0] ?? ''})`);
    }
  }
  throw new DevError(
    [
      `${tool.name} could not be installed:`,
      ...failures.map((failure) => `  - ${failure}`),
      'What you can do: install venv or pip for your Python (on Debian: python3-venv), and let pip reach a Python package index.',
    ].join('\n'),
  );
}

function inPlace({ entry }: PythonTool, way: Way, place: string): InstalledTool {
  return { ...way.use(place), args: ['-c', entry] };
}

/** @throws DevError where there is no Python that is new enough. */
export async function checkPython({ name, requirements, python: [major, minor] }: PythonTool): Promise<void> {
  const isNewEnough = ['-c', `import sys; sys.exit(sys.version_info < (${major}, ${minor}))`];
  try {
    await runTool({
      command: 'python3',
      args: isNewEnough,
      cwd: dirname(requirements),
      stalledAfterMs: PROBE_MS,
    });
  } catch (error) {
    const reason = reasonOf(error).includes('not installed') ? 'there is no python3' : 'python3 is older';
    throw new DevError(
      `${name} needs Python ${major}.${minor} or later, and ${reason}. Install it so that it is on PATH.`,
    );
  }
}

async function install(
  tool: PythonTool,
  way: Way,
  place: string,
  cacheDir: string,
  { progress }: DevConsole,
): Promise<void> {
  const { name, requirements } = tool;
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--requirement', requirements];
  const startedAt = Date.now();
  try {
    await inWorkDir(cacheDir, name, async (workDir) => {
      const made = join(workDir, 'made');
      await way.install(made, pip, (args, command = 'python3') =>
        runTool({
          command,
          args,
          env: { TMPDIR: workDir, PIP_NO_INPUT: '1' },
          cwd: workDir,
          stalledAfterMs: STALLED_MS,
          onTick: () =>
            progress(name, `installing ${name}: ${((Date.now() - startedAt) / 1000).toFixed(0)} s`),
        }),
      );
      if (!(await works(tool, inPlace(tool, way, made)))) throw new Error('what was installed does not run');
      mkdirSync(dirname(place), { recursive: true });
      rmSync(place, { recursive: true, force: true });
      renameSync(made, place);
    });
  } finally {
    progress(name, undefined);
  }
}

async function works({ requirements }: PythonTool, { command, args, env }: InstalledTool): Promise<boolean> {
  try {
    await runTool({
      command,
      args: [...args, '--version'],
      env,
      cwd: dirname(requirements),
      stalledAfterMs: PROBE_MS,
    });
    return true;
  } catch {
    return false;
  }
}
