import {
  SERVICES,
  type EmbeddingsHealth,
  type InboundHealth,
  type ScannerHealth,
  type SearchHealth,
  type Service,
  type ServiceHealth,
} from '../../ports/operations/health.js';
import type { AppDeps } from '../deps.js';

export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly services: Readonly<Record<Service, ServiceHealth>>;
  readonly inbound: InboundHealth;
  readonly clamd: ScannerHealth;
  /** Not part of `status`: without embeddings, everything works, some of it less well. */
  readonly embeddings: EmbeddingsHealth;
  /** Not part of `status` either: a process that starts builds its index, and accepts tickets. */
  readonly search: SearchHealth;
  /** Not part of `status`: a desk without assistants need not run it. */
  readonly mcp: ServiceHealth;
}

/** Without these no request can be served; without the others tickets are accepted and catch up later. */
const VITAL: readonly Service[] = ['mongo'];

/** Asks all services at once. */
export async function checkHealth({
  probes,
  inboundProbe,
  scannerProbe,
  embeddingsProbe,
  searchProbe,
  mcpProbe,
}: Pick<
  AppDeps,
  'probes' | 'inboundProbe' | 'scannerProbe' | 'embeddingsProbe' | 'searchProbe' | 'mcpProbe'
>): Promise<HealthReport> {
  const [mongo, temporal, worker, smtp, ai, inbound, clamd, embeddings, search, mcp] = await Promise.all([
    probes.mongo(),
    probes.temporal(),
    probes.worker(),
    probes.smtp(),
    probes.ai(),
    inboundProbe(),
    scannerProbe(),
    embeddingsProbe(),
    searchProbe(),
    mcpProbe(),
  ]);
  const services = { mongo, temporal, worker, smtp, ai };
  const down = SERVICES.filter((service) => services[service].status === 'down');
  const isVital = down.some((service) => VITAL.includes(service));
  const isDegraded = down.length > 0 || inbound.status !== 'ok' || clamd.status === 'down';
  const status = isVital ? 'down' : isDegraded ? 'degraded' : 'ok';
  return { status, services, inbound, clamd, embeddings, search, mcp };
}
