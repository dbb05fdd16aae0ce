/**
 * `npm run security`: known faults of what is installed in production, secrets in the tree, licences that do not fit,
 * also of what is only in the scripts of the console. A registry that does not answer the first question is told of and does not fail the run.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allowedBy, isAllowed, readBundled } from './bundled-licences.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Ending {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Verdict = 'holds' | 'BROKEN' | 'SKIPPED';

function run(command: string, args: readonly string[], env = process.env): Promise<Ending> {
  const options = { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024, timeout: 300_000 };
  return new Promise((resolve) => {
    execFile(command, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

function say(verdict: Verdict, what: string, words = ''): Verdict {
  process.stdout.write(`${verdict.padEnd(8)} ${what}${words === '' ? '' : `\n${words}`}\n`);
  return verdict;
}

async function knownFaults(): Promise<Verdict> {
  const what = 'no dependency of production has a known high or critical fault';
  const { code, stdout } = await run('npm', ['audit', '--omit=dev', '--audit-level=high', '--json']);
  const report: any = jsonOf(stdout);
  if (report?.metadata?.vulnerabilities === undefined) {
    return say('SKIPPED', what, '         the registry does not answer `npm audit`');
  }
  const { high = 0, critical = 0, moderate = 0 } = report.metadata.vulnerabilities;
  const counts = `         ${critical} critical, ${high} high, ${moderate} moderate: npm audit --omit=dev tells more`;
  return code === 0 ? say('holds', what) : say('BROKEN', what, counts);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One of the scripts of package.json. */
async function script(name: string, what: string): Promise<Verdict> {
  const { code, stdout, stderr } = await run('npm', ['run', '--silent', name]);
  return code === 0 ? say('holds', what) : say('BROKEN', what, stdout + stderr);
}

/** The console is bundled from packages that are not installed in production. */
async function bundledLicences(): Promise<Verdict> {
  const what = 'every licence in the scripts of the console fits';
  const directory = '.holdfast/security-console';
  const env = { ...process.env, CONSOLE_DIR: directory };
  const { code, stderr } = await run(process.execPath, ['--import', 'tsx', 'web/build/run.ts'], env);
  if (code !== 0) return say('BROKEN', what, stderr);
  const { scripts }: any = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const bundled = readBundled(readFileSync(join(ROOT, directory, 'licences.md'), 'utf8'));
  const allowed = allowedBy(scripts.licences);
  const unfit = bundled.filter(({ licence }) => !isAllowed(licence, allowed));
  const names = unfit.map(({ name, licence }) => `         ${name}: ${licence}`).join('\n');
  return bundled.length > 0 && unfit.length === 0 ? say('holds', what) : say('BROKEN', what, names);
}

const verdicts = [
  await knownFaults(),
  await script('secrets', 'the tree holds no secret'),
  // Permissive ones, and MPL-2.0 and CC-BY-4.0, which ask for nothing where the files stay as they are.
  await script('licences', 'every licence of production fits'),
  await bundledLicences(),
];
process.exitCode = verdicts.includes('BROKEN') ? 1 : 0;
