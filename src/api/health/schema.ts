import { z } from 'zod';
import { referTo } from '../http/fields.js';
import { searchIndexState } from '../knowledge/search-schema.js';

const serviceStatus = z.enum(['ok', 'down']).meta({ id: 'ServiceStatus' });
const healthStatus = z.enum(['ok', 'degraded', 'down']).meta({ id: 'HealthStatus' });

const serviceSchema = z
  .object({ status: serviceStatus, latency_ms: z.number() })
  .meta({ id: 'ServiceHealth' });

const inboundSchema = z
  .object({
    status: referTo(healthStatus).meta({
      description: '`degraded`: a received mail has waited for more than 15 minutes.',
    }),
    latency_ms: z.number(),
    oldest_waiting_seconds: z.int().nullable().meta({
      description:
        'Age of the oldest received mail that is neither processed nor failed. Null if there is none.',
    }),
  })
  .meta({ id: 'InboundHealth' });

const scannerSchema = z
  .object({
    status: z.enum(['ok', 'down', 'off']).meta({
      id: 'ScannerStatus',
      description: '`down`: files wait until it is back. `off`: files are not scanned.',
    }),
    latency_ms: z.number(),
  })
  .meta({ id: 'ScannerHealth' });

const embeddingsSchema = z
  .object({
    status: referTo(healthStatus).meta({
      description:
        '`degraded`: similar tickets are found by words only, or some tickets have no embedding yet. The status of Holdfast does not depend on it.',
    }),
    latency_ms: z.number(),
    model: z
      .string()
      .nullable()
      .meta({ description: 'Name and version of the model. Null if there is none.' }),
    filled_percent: z.int().min(0).max(100).nullable().meta({
      description: 'Share of tickets with an embedding. Null if no worker has a model.',
    }),
  })
  .meta({ id: 'EmbeddingsHealth' });

const searchSchema = z
  .object({
    status: referTo(healthStatus).meta({
      description:
        '`degraded`: articles can be missing from the search, or old. The status of Holdfast does not depend on it.',
    }),
    latency_ms: z.number(),
    state: referTo(searchIndexState).meta({ description: 'Of the index in this API process.' }),
    articles: z.int().min(0).meta({ description: 'Articles in the index, without archived ones.' }),
    lag_seconds: z.int().min(0).nullable().meta({
      description: 'Seconds since the index last had all changes. Null while it is built first.',
    }),
  })
  .meta({ id: 'SearchHealth' });

export const healthSchema = z
  .object({
    status: referTo(healthStatus).meta({
      description:
        '`degraded`: Holdfast accepts tickets and processes them later. `down`: it cannot serve requests.',
    }),
    services: z.object({
      mongo: serviceSchema,
      temporal: serviceSchema,
      worker: serviceSchema,
      smtp: serviceSchema,
      ai: serviceSchema,
      inbound: inboundSchema,
      clamd: scannerSchema,
      embeddings: embeddingsSchema,
      search: searchSchema,
      mcp: referTo(serviceSchema).meta({
        description: 'The MCP server. The status of Holdfast does not depend on it.',
      }),
    }),
  })
  .meta({ id: 'Health' });

export const probeSchema = z.object({ status: serviceStatus }).meta({ id: 'Probe' });
