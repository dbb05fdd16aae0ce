import type { z } from 'zod';
import type { HealthReport } from '../../app/check-health.js';
import type { ServiceHealth } from '../../ports/health.js';
import type { healthSchema } from './schema.js';

/** The reasons stay inside: they name hosts, and anybody may ask. */
export function presentHealth({ status, services }: HealthReport): z.input<typeof healthSchema> {
  return {
    status,
    services: {
      mongo: presentService(services.mongo),
      temporal: presentService(services.temporal),
      worker: presentService(services.worker),
      smtp: presentService(services.smtp),
      ai: presentService(services.ai),
    },
  };
}

function presentService({ status, latencyMs }: ServiceHealth) {
  return { status, latency_ms: Math.round(latencyMs * 10) / 10 };
}
