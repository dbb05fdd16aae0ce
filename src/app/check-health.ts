import { SERVICES, type Service, type ServiceHealth } from '../ports/health.js';
import type { AppDeps } from './deps.js';

export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly services: Readonly<Record<Service, ServiceHealth>>;
}

/** Without these no request can be served; without the others tickets are accepted and catch up later. */
const VITAL: readonly Service[] = ['mongo'];

/** Asks all services at once. */
export async function checkHealth({ probes }: Pick<AppDeps, 'probes'>): Promise<HealthReport> {
  const [mongo, temporal, worker, smtp, ai] = await Promise.all([
    probes.mongo(),
    probes.temporal(),
    probes.worker(),
    probes.smtp(),
    probes.ai(),
  ]);
  const services = { mongo, temporal, worker, smtp, ai };
  const down = SERVICES.filter((service) => services[service].status === 'down');
  const isVital = down.some((service) => VITAL.includes(service));
  return { status: isVital ? 'down' : down.length > 0 ? 'degraded' : 'ok', services };
}
