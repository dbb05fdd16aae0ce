import { z } from 'zod';
import { DEFAULT_WORKER_SIZES, type WorkerSizes } from '../domain/operations/worker-sizes.js';

const { slots, cachedWorkflows, pollers } = DEFAULT_WORKER_SIZES;
const count = (value: number, maximum: number) => z.coerce.number().int().min(1).max(maximum).default(value);

/** The variables that say how much a worker process does at the same time; docs/operate/sizing.md says how to choose them. */
export const workerVariables = {
  WORKER_LIFECYCLE_SLOTS: count(slots.lifecycle, 1_000),
  WORKER_AI_SLOTS: count(slots.ai, 1_000),
  // Postfix grants a client 50 connections.
  WORKER_MAIL_SLOTS: count(slots.mail, 50),
  WORKER_INBOUND_SLOTS: count(slots.inbound, 64),
  WORKER_FILE_SLOTS: count(slots.files, 16),
  WORKER_WEBHOOK_SLOTS: count(slots.webhooks, 1_000),
  WORKER_CACHED_WORKFLOWS: count(cachedWorkflows, 100_000),
  WORKER_POLLERS: z
    .union([z.literal('auto'), z.coerce.number().int().min(2).max(100)], {
      error: 'is auto, or a number from 2 to 100',
    })
    .default(pollers),
};

type Variables = z.infer<z.ZodObject<typeof workerVariables>>;

export function toWorkerSizes(env: Variables): WorkerSizes {
  return {
    slots: {
      lifecycle: env.WORKER_LIFECYCLE_SLOTS,
      ai: env.WORKER_AI_SLOTS,
      mail: env.WORKER_MAIL_SLOTS,
      inbound: env.WORKER_INBOUND_SLOTS,
      files: env.WORKER_FILE_SLOTS,
      webhooks: env.WORKER_WEBHOOK_SLOTS,
    },
    cachedWorkflows: env.WORKER_CACHED_WORKFLOWS,
    pollers: env.WORKER_POLLERS,
  };
}
