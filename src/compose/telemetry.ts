import type { Telemetry } from '../adapters/telemetry/open-telemetry.js';
import { untraced } from '../adapters/telemetry/untraced.js';
import type { Config } from '../config/config.js';
import type { Logger } from '../ports/logger.js';

/** Traces what is done here, where a collector is named. Otherwise the SDK of OpenTelemetry is not even loaded. */
export async function openTracing(
  { telemetry, version }: Pick<Config, 'telemetry' | 'version'>,
  role: 'api' | 'worker' | 'mcp',
  logger: Logger,
): Promise<Telemetry> {
  if (telemetry === undefined) return { tracer: untraced, close: () => Promise.resolve() };
  const { openTelemetry } = await import('../adapters/telemetry/open-telemetry.js');
  return openTelemetry(telemetry, { service: `holdfast-${role}`, version }, logger);
}
