import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { countOpen } from './open-tickets/count-open.js';
import { openDesk, type Desk } from './support/desk.js';
import { fill } from './open-tickets/fill.js';
import { reassignedToMailedMs } from './support/reassign.js';
import { describeMachine } from './support/machine.js';
import { heapsOf, residentOf } from './support/memory.js';
import { countOf } from './support/options.js';
import { areKept, say, writeResult } from './support/results.js';
import { workflowCacheOf } from './support/sdk-metrics.js';
import { rounded, spreadOf } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const OPEN_TICKETS_HELP = `How much memory one worker process needs for many open tickets, and how soon an event on one of them is mailed.

npm run bench -- open-tickets [options]
  --tickets <n>      open at the end, each triaged, assigned and mailed (default 20000)
  --concurrency <n>  of them under way at once (default 50)
  --minutes <n>      for opening them; what is open then is measured, and the benchmark fails (default 50)
  --sample <n>       tickets that are then given to somebody else, one after the other (default 50)

20,000 take a quarter of an hour on two cores of their own.`;

/** What one worker process may hold of the machine's memory at any time. */
const RESIDENT_LIMIT_MB = 600;

/** From the API's answer to the mail at the SMTP server, on any of the tickets. */
const MAILED_LIMIT_MS = 2_000;

/** Without anything to do, as an idle desk: what is settled then is what stays. */
const SETTLE_MS = 20_000;

type Options = ReturnType<typeof readOptions>;

/** @returns false when a bound is broken. */
export async function openTickets(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const desk = await openDesk(bench, 'open_tickets');
    const figures = await measure(bench, desk, options);
    print(figures);
    const { open, memory, mailed } = figures;
    const isRight = areKept({
      [`${options.tickets} tickets are open: ${JSON.stringify(open)}`]:
        open.tickets === options.tickets && open.workflows === options.tickets,
      [`the worker stays below ${RESIDENT_LIMIT_MB} MB: at most ${memory.peak_mb} MB`]:
        memory.peak_mb < RESIDENT_LIMIT_MB,
      [`an event is mailed within ${MAILED_LIMIT_MS} ms: ${mailed.max_ms} ms`]:
        mailed.max_ms <= MAILED_LIMIT_MS,
    });
    const file = writeResult({
      name: 'open-tickets',
      unit: 'MB',
      ours: memory.peak_mb,
      floor: memory.started_mb,
      ratio: rounded(memory.peak_mb / memory.started_mb),
      p50_ms: mailed.p50_ms,
      p99_ms: mailed.p99_ms,
      machine,
      at: new Date().toISOString(),
      details: { options, is_right: isRight, ...figures },
    });
    say(`written to ${file}`);
    return isRight;
  });
}

async function measure(bench: Workbench, desk: Desk, options: Options) {
  const { worker, metricsAddress } = desk;
  const started = residentOf(worker.pid);
  const { numbers, latenciesMs: fillingMs, seconds } = await fill(desk, options);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const [settled, before, open] = [
    residentOf(worker.pid),
    await workflowCacheOf(metricsAddress),
    await countOpen(desk),
  ];
  say(`${JSON.stringify(open)} are open; giving ${options.sample} of them to somebody else`);
  const latenciesMs: number[] = [];
  for (const number of drawn(numbers, options.sample))
    latenciesMs.push(await reassignedToMailedMs(desk, number));
  const [resident, after] = [residentOf(worker.pid), await workflowCacheOf(metricsAddress)];
  return {
    open,
    opened_per_second: rounded(numbers.length / seconds, 1),
    opened_to_mailed: spreadOf(fillingMs),
    memory: {
      started_mb: started.now_mb,
      settled_mb: settled.now_mb,
      peak_mb: resident.peak_mb,
      heaps: await heapsOf(bench, worker.pid),
    },
    /** Whose state the worker keeps, and how many of the sampled ones it had to read again from Temporal. */
    workflows: { kept: before.kept, read_again: after.misses - before.misses },
    mailed: spreadOf(latenciesMs),
  };
}

function drawn(numbers: readonly string[], count: number): string[] {
  const left = [...numbers];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(randomInt(left.length), 1)[0]!,
  );
}

function print({
  open,
  opened_per_second,
  memory,
  workflows,
  mailed,
}: Awaited<ReturnType<typeof measure>>): void {
  const { started_mb, settled_mb, peak_mb, heaps } = memory;
  console.log(`open: ${JSON.stringify(open)}, ${opened_per_second}/s`);
  console.log(
    `worker: ${started_mb} MB when started, at most ${peak_mb} MB, ${settled_mb} MB once settled; heaps ${JSON.stringify(heaps)}`,
  );
  console.log(`workflows: ${JSON.stringify(workflows)}`);
  const { p50_ms, p95_ms, max_ms } = mailed;
  console.log(`from event to mail: p50 ${p50_ms} ms, p95 ${p95_ms} ms, at most ${max_ms} ms`);
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tickets: { type: 'string', default: '20000' },
      concurrency: { type: 'string', default: '50' },
      minutes: { type: 'string', default: '50' },
      sample: { type: 'string', default: '50' },
    },
  });
  return {
    tickets: countOf('tickets', values.tickets),
    concurrency: countOf('concurrency', values.concurrency),
    minutes: countOf('minutes', values.minutes),
    sample: countOf('sample', values.sample),
  };
}
