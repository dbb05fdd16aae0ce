import { z } from 'zod';
import { portNumber } from './port.js';

/** The variables that say where Prometheus reads. */
export const metricsVariables = {
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: portNumber.optional(),
  WORKER_METRICS_PORT: portNumber.optional(),
  MCP_METRICS_PORT: portNumber.optional(),
};

type Variables = z.infer<z.ZodObject<typeof metricsVariables>>;

/**
 * Reports port conflicts.
 * The API and the worker may run side by side with the same environment, so all their ports must differ.
 */
export function metricsProblems(
  env: Variables & {
    readonly PORT: number;
    readonly TEMPORAL_METRICS_ADDRESS?: string | undefined;
  },
): string[] {
  const { TEMPORAL_METRICS_ADDRESS: sdk } = env;
  const taken = new Map([[env.PORT, 'PORT']]);
  if (sdk !== undefined) taken.set(Number(sdk.slice(sdk.lastIndexOf(':') + 1)), 'TEMPORAL_METRICS_ADDRESS');
  return (['METRICS_PORT', 'WORKER_METRICS_PORT', 'MCP_METRICS_PORT'] as const).flatMap((name) => {
    const wished = env[name];
    if (wished === undefined) return [];
    const other = taken.get(wished);
    taken.set(wished, name);
    return other === undefined ? [] : [`${name}: ${other} already uses port ${wished}`];
  });
}

/** Where each process serves `/metrics`; undefined for one that does not. */
export function toMetrics(env: Variables) {
  const { METRICS_HOST: host, METRICS_PORT: api, WORKER_METRICS_PORT: worker, MCP_METRICS_PORT: mcp } = env;
  return { host, ports: { api, worker, mcp } };
}
