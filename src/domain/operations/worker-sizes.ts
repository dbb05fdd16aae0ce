/** How much one worker process does at the same time. */
export interface WorkerSizes {
  /** Activities under way, by task queue. */
  readonly slots: Readonly<Record<'lifecycle' | 'ai' | 'mail' | 'inbound' | 'files' | 'webhooks', number>>;
  /** Workflows whose state stays in memory. */
  readonly cachedWorkflows: number;
  /** Open polls for each kind of task of a queue, at most; `auto` lets Temporal's answers decide. */
  readonly pollers: number | 'auto';
}

/**
 * What suits a process of one or two cores. Models and mail servers are slow, so many can be waited for at the same time;
 * each incoming mail is a whole message in memory, with a parser process, and each file a process that takes a core. A workflow that was dropped from memory is read
 * again within a tenth of a second, while one that is kept costs up to half a megabyte (bench/README.md).
 */
export const DEFAULT_WORKER_SIZES: WorkerSizes = {
  slots: { lifecycle: 40, ai: 20, mail: 20, inbound: 4, files: 2, webhooks: 50 },
  cachedWorkflows: 250,
  pollers: 10,
};
