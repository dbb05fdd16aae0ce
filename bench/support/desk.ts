import type { HoldfastClient } from '../../src/client/client.js';
import { freePorts } from '../../src/dev/servers/ports.js';
import type { RunningServer } from '../../src/dev/servers/server.js';
import { answerOf } from './answer.js';
import { startDependencies } from './dependencies.js';
import { clientOf, startApi, startWorker, type RunningApi, type Watched } from './holdfast.js';
import type { MailSink } from './mail-sink.js';
import type { Workbench } from './workbench.js';

/** A whole Holdfast: the API and one worker process, with room for as many tickets as there are. */
export interface Desk {
  readonly api: RunningApi;
  readonly sink: MailSink;
  readonly mongoUri: string;
  readonly temporalAddress: string;
  readonly requester: HoldfastClient;
  readonly admin: HoldfastClient;
  readonly moderators: readonly { readonly id: string; readonly client: HoldfastClient }[];
  readonly worker: RunningServer;
  /** Where the worker tells the figures of Temporal's SDK. */
  readonly metricsAddress: string;
}

/** So that nothing but what the benchmark does makes a ticket move. */
const A_MONTH_MINUTES = 30 * 24 * 60;

const CAPACITY = 100_000;

export async function openDesk(bench: Workbench, database: string, watched: Watched = {}): Promise<Desk> {
  const around = await startDependencies(bench, database);
  const api = await startApi(bench, around, watched);
  const [admin, requester] = await Promise.all([clientOf(api, 'admin'), clientOf(api, 'alice')]);
  await promiseAMonth(admin);
  const moderators = await Promise.all(
    (['bob', 'carol'] as const).map(async (name) => {
      const client = await clientOf(api, name);
      return { id: await roomFor(admin, client), client };
    }),
  );
  const [port = 0] = await freePorts(1);
  const metricsAddress = `127.0.0.1:${port}`;
  const worker = await startWorker(bench, around, { ...watched, metricsAddress });
  return { ...around, api, requester, admin, moderators, worker, metricsAddress };
}

async function promiseAMonth(admin: HoldfastClient): Promise<void> {
  const month = { first_response_minutes: A_MONTH_MINUTES, resolution_minutes: A_MONTH_MINUTES };
  await answerOf(
    admin.PUT('/api/v1/sla/policies/{policy}', {
      params: { path: { policy: 'default' }, header: { 'If-Match': '*' } },
      body: { targets: { urgent: month, high: month, medium: month, low: month } },
    }),
  );
}

/** Returns the id of the account. */
async function roomFor(admin: HoldfastClient, moderator: HoldfastClient): Promise<string> {
  const { id } = await answerOf(moderator.GET('/api/v1/auth/me'));
  await answerOf(
    admin.PATCH('/api/v1/users/{user}', {
      params: { path: { user: id }, header: { 'If-Match': '*' } },
      body: { capacity: CAPACITY },
    }),
  );
  return id;
}
