import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** The sources as JavaScript, in a directory of this run only. */
export interface Build {
  /** The compiled form of a source file, for `node`. */
  scriptOf(source: URL): string;
}

/**
 * Compiles everything as `npm run build` does, floors included: what is measured is what production runs, and ours
 * carries no loader that its floor does not carry. Types are not checked here; CI does that.
 * @param more files or directories of the repository to compile as well
 * @param root another checkout, to compile its sources in place of ours
 */
export async function compile(
  dir: string,
  { more = [], root = REPOSITORY }: { readonly more?: readonly string[]; readonly root?: string } = {},
): Promise<Build> {
  mkdirSync(dir, { recursive: true });
  const out = join(dir, 'js');
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module' }));
  const project = join(dir, 'tsconfig.json');
  writeFileSync(project, JSON.stringify(projectOf(root, out, more)));
  await node(root, [join(root, 'node_modules', 'typescript-7', 'bin', 'tsc'), '-p', project]);
  const build = buildIn(out);
  await node(root, [build.scriptOf(new URL('../../src/cli/bundle-workflows.ts', import.meta.url))]);
  return build;
}

/** What is compiled in a directory already. */
export function buildIn(out: string): Build {
  return {
    scriptOf: (source) => join(out, relative(REPOSITORY, fileURLToPath(source)).replace(/\.ts$/, '.js')),
  };
}

function projectOf(root: string, outDir: string, more: readonly string[]) {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: false, noCheck: true, rootDir: root, outDir },
    include: ['src', 'workflows', 'activities', 'bench', ...more].map((room) => join(root, room)),
  };
}

async function node(cwd: string, args: string[]): Promise<void> {
  try {
    await run(process.execPath, args, { cwd, timeout: 120_000, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args.join(' ')} failed:\n${(stdout + stderr).slice(-4_000)}`, { cause: error });
  }
}
