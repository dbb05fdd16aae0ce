import type { AppDeps } from '../deps.js';
import { pause } from '../operations/event-log/pause.js';
import { connectFromEnvironment } from './workspaces.js';

/** How often the watch looks. */
const INTERVAL_MS = 5_000;
/** Work that is due for this long has no running workflow, or one that is late. */
const LATE_MS = 10_000;
const LIMIT = 1_000;

type Deps = Pick<
  AppDeps,
  | 'slackInbox'
  | 'slackThreads'
  | 'slackWorkspaces'
  | 'slack'
  | 'slackEnvironment'
  | 'gateway'
  | 'clock'
  | 'newId'
  | 'logger'
>;

/**
 * Starts the workflows of work that is late, in every worker: the API could not reach Temporal, or Temporal was restored. A
 * workflow that runs is only woken.
 */
export class SlackWatch {
  private readonly stop = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly deps: Deps) {}

  start(): void {
    this.loop = this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    let isConnected = false;
    for (let failures = 0; !signal.aborted;) {
      try {
        isConnected ||= await connectFromEnvironment(this.deps);
        await startLateSlackWork(this.deps);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 2) this.deps.logger.warn({ err: error }, 'late Slack work not started; retrying');
      }
      await pause(INTERVAL_MS, signal);
    }
  }
}

/** @throws DomainError `unavailable` */
export async function startLateSlackWork({
  slackInbox,
  slackThreads,
  slackWorkspaces,
  gateway,
  clock,
}: Omit<Deps, 'slack' | 'slackEnvironment' | 'newId' | 'logger'>): Promise<void> {
  const workspaces = await slackWorkspaces.all();
  if (workspaces.length === 0) return;
  const before = new Date(clock.now().getTime() - LATE_MS);
  const active = workspaces.filter(({ state }) => state === 'active').map(({ id }) => id);
  const [subjects, threads] = await Promise.all([
    slackInbox.dueSubjects(before, LIMIT),
    slackThreads.due(active, before, LIMIT),
  ]);
  for (const subject of subjects) await gateway.wakeSlack(`in/${subject}`);
  for (const thread of threads) await gateway.wakeSlack(`out/${thread}`);
}
