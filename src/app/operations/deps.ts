import type {
  EmbeddingsProbe,
  HealthProbes,
  InboundProbe,
  McpProbe,
  ScannerProbe,
  SearchProbe,
} from '../../ports/operations/health.js';
import type { LifecycleWatch } from '../../ports/operations/lifecycle-watch.js';
import type { Metrics } from '../../ports/operations/metrics.js';
import type { PayloadCodec } from '../../ports/operations/payload-codec.js';
import type { WorkflowGateway } from '../../ports/operations/workflow-gateway.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of the event log, of repair and of monitoring. */
export interface OperationsDeps extends Pick<
  Repositories,
  'outbox' | 'eventLog' | 'consumerPositions' | 'backlogStats' | 'idempotency' | 'sweeps'
> {
  readonly gateway: WorkflowGateway;
  readonly lifecycles: LifecycleWatch;
  readonly payloadCodec: PayloadCodec;
  readonly probes: HealthProbes;
  readonly inboundProbe: InboundProbe;
  readonly embeddingsProbe: EmbeddingsProbe;
  readonly scannerProbe: ScannerProbe;
  readonly searchProbe: SearchProbe;
  readonly mcpProbe: McpProbe;
  readonly metrics: Metrics;
}
