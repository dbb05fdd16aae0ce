import { z } from 'zod';

const serviceSchema = z
  .object({ status: z.enum(['ok', 'down']), latency_ms: z.number() })
  .meta({ id: 'ServiceHealth' });

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'down']).meta({
      description: 'degraded: tickets are accepted and catch up later; down: nothing can be served',
    }),
    services: z.object({
      mongo: serviceSchema,
      temporal: serviceSchema,
      worker: serviceSchema,
      smtp: serviceSchema,
      ai: serviceSchema,
    }),
  })
  .meta({ id: 'Health' });

export const probeSchema = z.object({ status: z.enum(['ok', 'down']) }).meta({ id: 'Probe' });
