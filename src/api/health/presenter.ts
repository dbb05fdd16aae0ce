import type { z } from 'zod';
import type { HealthReport } from '../../app/operations/check-health.js';
import type {
  EmbeddingsHealth,
  InboundHealth,
  ScannerHealth,
  SearchHealth,
  ServiceHealth,
} from '../../ports/operations/health.js';
import type { healthSchema } from './schema.js';

/** The reasons stay inside: they name hosts, and anybody may ask. */
export function presentHealth({
  status,
  services,
  inbound,
  clamd,
  embeddings,
  search,
  mcp,
}: HealthReport): z.input<typeof healthSchema> {
  return {
    status,
    services: {
      mongo: presentService(services.mongo),
      temporal: presentService(services.temporal),
      worker: presentService(services.worker),
      smtp: presentService(services.smtp),
      ai: presentService(services.ai),
      inbound: presentInbound(inbound),
      clamd: presentService(clamd),
      embeddings: presentEmbeddings(embeddings),
      search: presentSearch(search),
      mcp: presentService(mcp),
    },
  };
}

function presentService<S extends (ServiceHealth | ScannerHealth)['status']>({
  status,
  latencyMs,
}: {
  readonly status: S;
  readonly latencyMs: number;
}) {
  return { status, latency_ms: tenths(latencyMs) };
}

function presentInbound({ status, latencyMs, oldestWaitingSeconds }: InboundHealth) {
  return { status, latency_ms: tenths(latencyMs), oldest_waiting_seconds: oldestWaitingSeconds };
}

function presentEmbeddings({ status, latencyMs, model, filledPercent }: EmbeddingsHealth) {
  return { status, latency_ms: tenths(latencyMs), model, filled_percent: filledPercent };
}

function presentSearch({ status, latencyMs, state, articles, lagSeconds }: SearchHealth) {
  return { status, latency_ms: tenths(latencyMs), state, articles, lag_seconds: lagSeconds };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
