import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createHoldfastClient, tokensOf } from '../../src/client/client.js';
import { DevError } from '../../src/dev/dev-error.js';
import { describeExit, startTiedChild, type TiedChild } from '../../src/dev/processes/tied-child.js';
import type { InstalledTool } from '../support/python-tool.js';
import type { Persona } from './plan.js';
import { toToml, type FuzzSettings } from './settings.js';

const reportSchema = z.object({
  test_cases: z.object({ generated: z.number(), with_failures: z.number(), errored: z.number() }),
  operations: z.object({ tested: z.number() }),
  running_time: z.number(),
});

export interface Attack {
  readonly url: string;
  readonly persona: Persona;
  readonly settings: FuzzSettings;
  /** For its files. */
  readonly dir: string;
  readonly name: string;
  readonly schemathesis: InstalledTool;
  /** Hears of the process, to end it before its time. */
  readonly onStart: (child: TiedChild) => void;
}

export interface AttackResult {
  readonly cases: number;
  readonly operations: number;
  readonly seconds: number;
  /** Null when the document was kept to. */
  readonly failure: string | null;
}

/** Runs schemathesis against the whole document as one person. What it finds it prints itself, with a way to repeat it. */
export async function attack({
  url,
  persona,
  settings,
  dir,
  name,
  schemathesis,
  onStart,
}: Attack): Promise<AttackResult> {
  const config = join(dir, `${name}.toml`);
  const report = join(dir, `${name}.json`);
  await writeFile(config, toToml(settings));
  const child = await startTiedChild({
    command: schemathesis.command,
    args: [
      ...schemathesis.args,
      ...['--config-file', config, 'run', `${url}/api/openapi.json`],
      ...['--report', 'json', '--report-json-path', report],
    ],
    env: { ...process.env, ...schemathesis.env, HOLDFAST_FUZZ_NAME: name },
    cwd: dir,
    outputTo: process.stdout.fd,
  });
  onStart(child);
  const exit = await child.exited;
  const { test_cases, operations, running_time } = await readReport(report);
  const failure =
    exit.code === 0
      ? await lostAccess(url, persona, settings)
      : `schemathesis ended ${describeExit(exit)}: ${test_cases.with_failures} cases failed, ${test_cases.errored} could not be run`;
  return { cases: test_cases.generated, operations: operations.tested, seconds: running_time, failure };
}

async function readReport(file: string): Promise<z.output<typeof reportSchema>> {
  const json = await readFile(file, 'utf8').catch(() => {
    throw new DevError('Schemathesis did not come to an end; what it said stands above.');
  });
  return reportSchema.parse(JSON.parse(json));
}

/** Whoever has lost their account or role on the way was refused everything from then on, and has proved nothing. */
async function lostAccess(
  url: string,
  { email, role }: Persona,
  { password }: FuzzSettings,
): Promise<string | null> {
  const login = await createHoldfastClient({ url }).POST('/api/v1/auth/login', { body: { email, password } });
  return login.data !== undefined && tokensOf(login.data).user.role === role
    ? null
    : `${email} has lost the account or the role of ${role} (${login.response.status}); test/fuzz/plan.ts should leave out what did that`;
}
