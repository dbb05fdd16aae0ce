import { SAMPLES } from '../../src/cli/demo/samples.js';
import { answerOf } from '../support/answer.js';
import { inLanes, within } from '../support/lanes.js';
import { residentOf } from '../support/memory.js';
import { say } from '../support/results.js';
import type { Desk } from '../support/desk.js';

/** A ticket that is not assigned and mailed by then is lost, and the benchmark with it. */
const LIMIT_MS = 120_000;

const TELL_EVERY_MS = 10_000;

interface Filling {
  readonly tickets: number;
  /** So many are under way at once. */
  readonly concurrency: number;
  /** No ticket is begun after that. */
  readonly minutes: number;
}

interface Filled {
  readonly numbers: readonly string[];
  /** From the API's answer to the assignment mail of each. */
  readonly latenciesMs: readonly number[];
  readonly seconds: number;
}

/**
 * Opens tickets over the API: each is triaged, assigned and mailed before the next of its lane comes, so that no backlog
 * makes the AI give up.
 */
export async function fill(desk: Desk, { tickets, concurrency, minutes }: Filling): Promise<Filled> {
  const numbers: string[] = [];
  const latenciesMs: number[] = [];
  const endsAt = Date.now() + minutes * 60_000;
  const begunAt = performance.now();
  const tell = (): void => {
    const seconds = (performance.now() - begunAt) / 1000;
    const { now_mb, peak_mb } = residentOf(desk.worker.pid);
    const rate = (numbers.length / seconds).toFixed(1);
    say(
      `${numbers.length} of ${tickets} open, ${rate}/s; the worker has ${now_mb} MB, at most ${peak_mb} MB`,
    );
  };
  const timer = setInterval(tell, TELL_EVERY_MS);
  try {
    const indexes = Array.from({ length: tickets }, (_, index) => index);
    await inLanes(indexes, concurrency, async (index) => {
      if (Date.now() > endsAt) return;
      const number = await openOne(desk, index);
      const from = performance.now();
      await within(LIMIT_MS, number, desk.sink.arrived(number));
      numbers.push(number);
      latenciesMs.push(performance.now() - from);
    });
    tell();
    return { numbers, latenciesMs, seconds: (performance.now() - begunAt) / 1000 };
  } finally {
    clearInterval(timer);
  }
}

async function openOne({ requester }: Desk, index: number): Promise<string> {
  const body = SAMPLES[index % SAMPLES.length]!;
  return (await answerOf(requester.POST('/api/v1/tickets', { body }))).number;
}
