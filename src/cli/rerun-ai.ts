/** `npm run rerun-ai`: lets the AI triage tickets again, from the shell. */
import { parseArgs } from 'node:util';
import type { Schemas } from '../client/client.js';
import { loadConfig } from '../config/config.js';
import { ApiClient } from './support/api-client.js';
import { CREDENTIAL_HELP, CREDENTIAL_OPTIONS, credentialsOf } from './support/credentials.js';
import { LiveLines } from './support/live-lines.js';
import { CommandError, localApiUrl, runCommand } from './support/run-command.js';

const HELP = `Runs AI triage of tickets again and waits for the end. Exit code 1 when any failed.

npm run rerun-ai -- [options]
  --fallback-only        all tickets that the AI did not triage (default if no ticket is named)
  --ticket <number>      this ticket, by number or id; may be repeated
  --dry-run              prints what would change, and writes nothing
${CREDENTIAL_HELP}
  --url <address>        of the API (default: http://HOST:PORT)
  --help                 this text`;

const PATH = '/api/v1/admin/rerun-ai';
const LOOK_EVERY_MS = 500;

/** The command gives up on a job without progress for this time. The workflow of the job continues. */
const STALLED_MS = 180_000;

type Job = Schemas['RerunJob']['job'];

await runCommand(async () => {
  const options = readOptions();
  if (options === null) {
    console.log(HELP);
    return 0;
  }
  const { email, password } = await credentialsOf(options.named);
  const client = await ApiClient.signIn(options.url, email, password);
  const { job } = await client.ask((api) => api.POST(PATH, { body: options.selection }));
  const { job: ended, comparisons } = await follow(client, job);
  const { done, changed, failed } = ended;
  for (const line of comparisonLines(comparisons ?? [])) console.log(line);
  const what = comparisons === undefined ? 'triaged again' : 'compared';
  console.log(`Done: ${done} ${what}, ${changed} changed, ${failed} failed.`);
  return failed > 0 ? 1 : 0;
});

function readOptions() {
  const { values } = parseArgs({
    options: {
      'fallback-only': { type: 'boolean' },
      ticket: { type: 'string', multiple: true },
      'dry-run': { type: 'boolean' },
      ...CREDENTIAL_OPTIONS,
      url: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const { ticket = [], url } = values;
  if (values['fallback-only'] === true && ticket.length > 0) {
    throw new CommandError('Use either --fallback-only or --ticket, not both.');
  }
  return {
    named: values,
    url: url?.replace(/\/$/, '') ?? localApiUrl(loadConfig()),
    selection: {
      ...(ticket.length > 0 ? { ticket_ids: ticket } : { fallback_only: true as const }),
      ...(values['dry-run'] === true ? { dry_run: true } : {}),
    },
  };
}

/** Polls the job until it is done, through a restart of the API or the worker. */
async function follow(client: ApiClient, started: Job): Promise<Schemas['RerunJob']> {
  const live = new LiveLines(process.stdout);
  let job = started;
  let comparisons: Schemas['RerunJob']['comparisons'];
  let movedAt = Date.now();
  for (;;) {
    live.set(
      job.id,
      `Job ${job.id}: ${job.done} of ${job.total}, ${job.changed} changed, ${job.failed} failed`,
    );
    if (job.state === 'done') return comparisons === undefined ? { job } : { job, comparisons };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const params = { path: { job: job.id } };
    const { job: next, comparisons: compared } = await client.askPatiently(
      (api) => api.GET(`${PATH}/{job}`, { params }),
      movedAt + STALLED_MS,
    );
    if (next.done !== job.done) movedAt = Date.now();
    if (Date.now() - movedAt > STALLED_MS) {
      throw new CommandError(
        `Job ${job.id} made no progress for ${STALLED_MS / 60_000} minutes. It continues in the background. Is the worker running?`,
      );
    }
    [job, comparisons] = [next, compared];
  }
}

/** A line for each value that a re-run would change. */
function comparisonLines(comparisons: NonNullable<Schemas['RerunJob']['comparisons']>): readonly string[] {
  return comparisons.flatMap(({ ticket, before, after }) =>
    (['priority', 'category', 'type', 'required_skills'] as const)
      .filter((field) => String(before[field]) !== String(after[field]))
      .map((field) => `${ticket}  ${field}: ${String(before[field])} -> ${String(after[field])}`),
  );
}
