/** `npm run chaos-mail`: a thousand mails, and a worker that is killed fifty times while it sends them. */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compile } from '../../../bench/support/build.js';
import { countOf } from '../../../bench/support/options.js';
import globalSetup from '../../support/jest/global-setup.js';
import globalTeardown from '../../support/jest/global-teardown.js';
import { startHoldfast } from '../../support/holdfast.js';
import { startService } from '../../support/processes/service.js';
import type { Service } from '../../support/processes/service.js';
import type { MailAudit } from './audit.js';
import { killWhileMailing } from './kill-while-mailing.js';

const HELP = `Kills the worker while it sends mails, then holds MongoDB against the mail server.
Exit code 1 when a mail is lost, or came twice for another reason than a kill.

npm run chaos-mail -- [options]
  --mails <number>  how many (default: 1000)
  --kills <number>  how often the worker is killed (default: 50)
  --seed <number>   the instants of the kills (default: another each time; it is printed)
  --help            this text`;

/** Of each option. */
const MOST = 999_999;

/** Longer than it ever takes: a run that hangs is ended. */
const LIMIT_MS = 30 * 60_000;

/** As mail servers take some time to say that they have a mail: time in which a kill cuts their word off. */
const SINK_ANSWER_MS = 50;

let worker: Service | undefined;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      mails: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const plan = {
    mails: countOf('mails', values.mails, 0, MOST),
    kills: countOf('kills', values.kills, 0, MOST),
    seed: countOf('seed', values.seed, 0, MOST),
  };
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-chaos-'));
  const startedAt = Date.now();
  await globalSetup({ rootDir: fileURLToPath(new URL('../../..', import.meta.url)) });
  const holdfast = await startHoldfast({ worker: false, sinkAnswerMs: SINK_ANSWER_MS });
  try {
    // Compiled, with the workflows bundled ahead, a worker is ready in about a second.
    const script = (await compile(dir)).scriptOf(new URL('../../../src/worker.ts', import.meta.url));
    const audit = await killWhileMailing(holdfast, {
      ...plan,
      startWorker: async () => (worker = await startService(holdfast, script, 'worker ready')),
      tell: (line) => console.log(line),
    });
    show(plan, audit, Date.now() - startedAt);
    return audit.violations.length === 0 ? 0 : 1;
  } finally {
    await holdfast.close();
    await globalTeardown();
    rmSync(dir, { recursive: true, force: true });
  }
}

function show(plan: { readonly kills: number; readonly seed: number }, audit: MailAudit, ms: number): void {
  const { violations, ...counts } = audit;
  console.table({ seed: plan.seed, kills: plan.kills, ...counts, seconds: Math.round(ms / 1000) });
  for (const violation of violations) console.log(`VIOLATION: ${violation}`);
  console.log(violations.length === 0 ? 'No mail is lost, none came twice but by a kill.' : 'FAILED');
}

function giveUp(reason: string): void {
  console.log(`Given up: ${reason}.`);
  void worker?.kill();
  process.exit(1);
}

setTimeout(() => giveUp(`not done within ${LIMIT_MS / 60_000} minutes`), LIMIT_MS).unref();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => giveUp(signal));
process.exit(await main());
