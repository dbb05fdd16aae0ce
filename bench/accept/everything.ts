import { SAMPLES } from '../../src/cli/demo/samples.js';
import { startApi, startWorker } from '../support/holdfast.js';
import { figuresOf, load, type LoadFigures } from '../support/load.js';
import type { MailSink } from '../support/mail-sink.js';
import { say } from '../support/results.js';
import { rounded, spreadOf, type Spread } from '../support/statistics.js';
import type { Workbench } from '../support/workbench.js';
import { audit, type Audit } from './audit.js';

/** Twice what 500 tickets take on two slow cores. */
const LIMIT_MS = 180_000;

/** Once all mails are there: time for a second copy to turn up. */
const SETTLE_MS = 3_000;

export interface Everything {
  readonly accepting: LoadFigures;
  /** Tickets assigned and mailed, from the first request to the last mail. */
  readonly mailed_per_second: number;
  readonly seconds: number;
  /** From a ticket's creation to its mail at the SMTP server, while all of them are under way. */
  readonly created_to_mailed: Spread;
  readonly audit: Audit;
}

/** With everything running: how fast tickets reach their moderator, and whether each did, exactly once. */
export async function measureEverything(
  bench: Workbench,
  mongoUri: string,
  options: { readonly tickets: number; readonly connections: number; readonly isProfiled: boolean },
): Promise<Everything> {
  const temporalAddress = await bench.temporal();
  const sink = await bench.mailSink();
  const around = { mongoUri, temporalAddress, smtpUrl: sink.url };
  const api = await startApi(bench, around);
  const worker = await startWorker(bench, around, { isProfiled: options.isProfiled });
  const report = await load(bench, {
    url: api.ticketsUrl,
    headers: api.headers,
    bodies: SAMPLES.map((sample) => JSON.stringify(sample)),
    connections: options.connections,
    seconds: 0,
    amount: options.tickets,
    collectNumbers: true,
  });
  say(`${options.tickets} tickets handed in within ${report.seconds.toFixed(1)} s; waiting for their mails`);
  const lastMailAt = await allMailed(sink, options.tickets);
  const seconds = (lastMailAt - report.startedAt) / 1000;
  const { result, createdAt } = await audit({ mongoUri, temporalAddress, sink, report });
  await bench.stop(worker);
  const spans = [...sink.arrivals].flatMap(([number, [at]]) => {
    const since = createdAt.get(number);
    return at === undefined || since === undefined ? [] : [at - since];
  });
  return {
    accepting: figuresOf(report),
    mailed_per_second: rounded(sink.arrivals.size / seconds, 1),
    seconds: rounded(seconds),
    created_to_mailed: spreadOf(spans),
    audit: result,
  };
}

/** Waits for a mail about each ticket and then for what should not come; what is missing, the audit tells. */
async function allMailed(sink: MailSink, tickets: number): Promise<number> {
  const deadline = Date.now() + LIMIT_MS;
  while (sink.arrivals.size < tickets && Date.now() < deadline) await pause(50);
  const last = Math.max(0, ...[...sink.arrivals.values()].map(([first = 0]) => first));
  await pause(SETTLE_MS);
  return last;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
