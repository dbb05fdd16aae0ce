import { createLogger } from './adapters/system/logger.js';
import type { EventConsumer } from './app/operations/event-log/event-consumer.js';
import { composeWorker } from './compose/compose.js';
import { openRuntime } from './compose/runtime.js';
import { loadConfig } from './config/config.js';
import { runUntilStopped } from './run-until-stopped.js';

/** What the SDK warns of where a worker has activities only, as those for AI and mail do. */
const ACTIVITIES_ONLY = 'No workflows registered';

/** The worker process, until it is asked to stop. `consumers` hear of events beside the lifecycle. */
export function runWorker(consumers: readonly EventConsumer[] = []): Promise<void> {
  return runUntilStopped(async (signal) => {
    const config = loadConfig();
    const logger = createLogger(config.logLevel, 'worker');
    openRuntime(config, (level, message, fields) => {
      if (!message.startsWith(ACTIVITIES_ONLY)) logger[level === 'ERROR' ? 'error' : 'warn'](fields, message);
    });
    const worker = await composeWorker(config, logger, { signal, consumers });
    // A worker that fails by itself must not stay as an empty process: end, and let the supervisor start anew.
    worker.ended().catch((error: unknown) => {
      logger.error({ err: error }, 'worker failed');
      process.exit(1);
    });
    const { provider } = await worker.deps.currentModel();
    logger.info({ ai: provider, workflows: worker.workflows }, 'worker ready');
    return async () => {
      await worker.close();
      logger.info({}, 'worker stopped');
    };
  });
}
