import { meteredReceivedMails, meteredTickets } from '../adapters/metrics/metered.js';
import { serveMetrics } from '../adapters/metrics/metrics-server.js';
import type { PromMetrics } from '../adapters/metrics/prom-metrics.js';
import { stateGauges, type Watched } from '../adapters/metrics/state-gauges.js';
import { ConfigError, type Config } from '../config/config.js';
import type { Repositories } from '../ports/repositories.js';

/** The same repositories, which count what is done with them. */
export function metered(repositories: Repositories, { counted }: PromMetrics): Repositories {
  return {
    ...repositories,
    tickets: meteredTickets(repositories.tickets, counted),
    receivedMails: meteredReceivedMails(repositories.receivedMails, counted),
  };
}

/**
 * Lets Prometheus read what this process counts, where that is configured.
 * @throws ConfigError for a port that cannot be had.
 */
export async function openMetrics(
  { metrics: { host, ports }, version }: Config,
  service: 'api' | 'worker' | 'mcp',
  metrics: PromMetrics,
  watched: Watched,
): Promise<{ close(): Promise<void> }> {
  const port = ports[service];
  if (port === undefined) return { close: () => Promise.resolve() };
  metrics.describeProcess({ version, service });
  const { registry } = metrics;
  try {
    return await serveMetrics({ host, port, registry, refresh: stateGauges(registry, watched) });
  } catch (error) {
    const variable = { api: 'METRICS_PORT', worker: 'WORKER_METRICS_PORT', mcp: 'MCP_METRICS_PORT' }[service];
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${variable}: cannot listen at ${host}:${port}: ${reason}`);
  }
}
