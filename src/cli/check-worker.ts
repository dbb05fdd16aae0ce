import { connectLazily } from '../adapters/temporal/connect.js';
import { probeWorker } from '../adapters/temporal/health.js';
import { loadConfig } from '../config/config.js';
import { taskQueues } from '../../workflows/ids.js';

/*
 * Health check of the worker in a container, where it has no port.
 * It exits with 0 when Temporal has recently seen a poll on the lifecycle queue. With several workers, the result
 * covers all of them together.
 */
const { temporal } = loadConfig();
const connection = connectLazily(temporal);
try {
  await probeWorker(connection, temporal.namespace, taskQueues(temporal.taskQueuePrefix).lifecycle);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await connection.close();
}
