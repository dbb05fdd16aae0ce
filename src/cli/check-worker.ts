import { connectLazily } from '../adapters/temporal/connect.js';
import { probeWorker } from '../adapters/temporal/health.js';
import { loadConfig } from '../config/config.js';
import { taskQueues } from '../../workflows/ids.js';

/*
 * The worker's health check in a container, where it has no port to be asked at: exit code 0 when Temporal has lately
 * been asked for work on the lifecycle queue. With several workers it tells of all of them together.
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
