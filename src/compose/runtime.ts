import { installRuntime } from '../adapters/temporal/worker.js';
import { ConfigError, type Config } from '../config/config.js';

/**
 * Lets the SDK's core log by `log`, and tell Prometheus its figures where that is configured. Once a process.
 * @throws ConfigError for an address that cannot be had.
 */
export function openRuntime(
  { temporal: { metricsAddress } }: Config,
  log: Parameters<typeof installRuntime>[0],
): void {
  try {
    installRuntime(log, metricsAddress);
  } catch (error) {
    if (metricsAddress === undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`TEMPORAL_METRICS_ADDRESS: cannot listen at ${metricsAddress}: ${reason}`);
  }
}
