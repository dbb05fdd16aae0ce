import type { ConnectionLike } from '@temporalio/client';

const PROBE_MS = 1_500;

/** A worker counts as running if it has polled within this time. Pollers poll at least once a minute. */
const POLLED_WITHIN_MS = 75_000;

/** Resolves when the server answers. */
export async function probeTemporal(connection: ConnectionLike): Promise<void> {
  await connection.withDeadline(Date.now() + PROBE_MS, () => connection.workflowService.getSystemInfo({}));
}

/** Resolves when a worker is at the queue. */
export async function probeWorker(
  connection: ConnectionLike,
  namespace: string,
  queue: string,
): Promise<void> {
  const { pollers } = await connection.withDeadline(Date.now() + PROBE_MS, () =>
    connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: queue },
    }),
  );
  const since = Date.now() - POLLED_WITHIN_MS;
  const isPolled = pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > since);
  if (!isPolled) throw new Error('no worker polls for tasks; start one with `npm run start:worker`');
}
