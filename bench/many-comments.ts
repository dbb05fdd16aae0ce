import { parseArgs } from 'node:util';
import { SAMPLES } from '../src/cli/demo/samples.js';
import { waitUntil } from '../src/dev/wait.js';
import { Life, type Run } from './many-comments/runs.js';
import { talk } from './many-comments/post-comments.js';
import { answerOf } from './support/answer.js';
import { openDesk, type Desk } from './support/desk.js';
import { describeMachine } from './support/machine.js';
import { countOf } from './support/options.js';
import { reassignedToMailedMs } from './support/reassign.js';
import { areKept, say, writeResult } from './support/results.js';
import { rounded, spreadOf } from './support/statistics.js';
import { Workbench } from './support/workbench.js';

export const MANY_COMMENTS_HELP = `How long the history of a ticket gets on which very much is said.

npm run bench -- many-comments [options]
  --comments <n>  on one ticket (default 10000)
  --minutes <n>   for all of them; the benchmark fails when they do not suffice (default 20)`;

/** From so many events on Temporal suggests a new run; a ticket takes it after the look that is under way. */
const SUGGESTED_EVENTS = 4_096;
const LARGEST_EVENTS = 5_000;
const LARGEST_KB = 5_120;
const MAILED_LIMIT_MS = 2_000;
const PATIENCE_MS = 300_000;

/** @returns false when a history is too long, a comment is missing, or the ticket does not answer afterwards. */
export async function manyComments(args: readonly string[]): Promise<boolean> {
  const options = readOptions(args);
  const machine = describeMachine();
  return Workbench.use(async (bench) => {
    const desk = await openDesk(bench, 'many_comments');
    const figures = await measure(desk, options);
    const { runs, largest, comments, mailed_ms, commenting } = figures;
    console.log(`${comments} comments, ${JSON.stringify(commenting)}`);
    console.log(
      `runs: ${runs.map(({ events, kilobytes }) => `${events} events, ${kilobytes} kB`).join('; ')}`,
    );
    console.log(`reassigned afterwards: mailed after ${mailed_ms} ms, then cancelled and ended`);
    const isRight = areKept({
      [`${options.comments} comments are there: ${comments}`]: comments === options.comments,
      [`no history has ${LARGEST_EVENTS} events: ${largest.events}`]: largest.events < LARGEST_EVENTS,
      [`no history has ${LARGEST_KB} kB: ${largest.kilobytes}`]: largest.kilobytes < LARGEST_KB,
      [`an event is mailed within ${MAILED_LIMIT_MS} ms: ${mailed_ms} ms`]: mailed_ms <= MAILED_LIMIT_MS,
    });
    const file = writeResult({
      ...{ name: 'many-comments', unit: 'events', ours: largest.events, floor: SUGGESTED_EVENTS },
      ratio: rounded(largest.events / SUGGESTED_EVENTS),
      ...{ p50_ms: commenting.p50_ms, p99_ms: commenting.p99_ms, machine, at: new Date().toISOString() },
      details: { options, is_right: isRight, ...figures },
    });
    say(`written to ${file}`);
    return isRight;
  });
}

async function measure(desk: Desk, options: ReturnType<typeof readOptions>) {
  const { requester, admin, moderators } = desk;
  const { number } = await answerOf(requester.POST('/api/v1/tickets', { body: SAMPLES[0] }));
  await desk.sink.arrived(number);
  const life = await Life.of(desk.temporalAddress, number);
  try {
    const latenciesMs = await talk(number, [requester, ...moderators.map(({ client }) => client)], options);
    await caughtUp(desk, life, number);
    const mailed_ms = await reassignedToMailedMs(desk, number);
    const params = { path: { ticket: number } };
    const { total } = await answerOf(requester.GET('/api/v1/tickets/{ticket}/comments', { params }));
    const anyVersion = { ...params, header: { 'If-Match': '*' } };
    await answerOf(admin.POST('/api/v1/tickets/{ticket}/cancel', { params: anyVersion, body: {} }));
    await life.ended(PATIENCE_MS);
    const runs = await life.runs();
    return { comments: total, commenting: spreadOf(latenciesMs), runs, largest: largestOf(runs), mailed_ms };
  } finally {
    await life.close();
  }
}

/** Waits until the workflow has seen the last comment: no poke was lost. */
async function caughtUp({ admin }: Desk, life: Life, number: string): Promise<void> {
  const params = { path: { ticket: number } };
  const { version } = await answerOf(admin.GET('/api/v1/tickets/{ticket}', { params }));
  // A query that is not answered in time is asked again.
  const isSeen = async (): Promise<boolean> => (await life.seenVersion().catch(() => 0)) >= version;
  await waitUntil(isSeen, { what: 'the look at the last comment', timeoutMs: PATIENCE_MS, everyMs: 100 });
}

function largestOf(runs: readonly Run[]): Run {
  const most = (of: (run: Run) => number) => Math.max(...runs.map(of));
  return { events: most(({ events }) => events), kilobytes: most(({ kilobytes }) => kilobytes) };
}

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      comments: { type: 'string', default: '10000' },
      minutes: { type: 'string', default: '20' },
    },
  });
  return {
    comments: countOf('comments', values.comments),
    minutes: countOf('minutes', values.minutes),
  };
}
