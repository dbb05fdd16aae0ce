/** The health of a service that Holdfast depends on. */
export interface ServiceHealth {
  readonly status: 'ok' | 'down';
  readonly latencyMs: number;
  /** Why it is down, in words for an operator. */
  readonly reason?: string;
}

/** The health of incoming mail processing. */
export interface InboundHealth {
  /** `degraded`: a mail has waited too long; `down`: the status is unknown. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly latencyMs: number;
  /** Waiting time of the oldest unprocessed mail; null for none, and if it is unknown. */
  readonly oldestWaitingSeconds: number | null;
}

/** The health of the vectors of tickets. Without them, similar tickets are found by words. */
export interface EmbeddingsHealth {
  /** `degraded`: no model is in use, or tickets are being filled in; `down`: the status is unknown. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly latencyMs: number;
  /** `name@version`; null for none. */
  readonly model: string | null;
  /** The share of tickets with a vector, rounded down; null without a model in use. */
  readonly filledPercent: number | null;
}

/** The health of the virus scanner. Files wait while it is down. */
export interface ScannerHealth {
  /** `off`: none is configured, so files are not scanned. */
  readonly status: 'ok' | 'down' | 'off';
  readonly latencyMs: number;
  /** Why it is down, in words for an operator. */
  readonly reason?: string;
}

/** Asks the virus scanner. Never throws, and answers within its own timeout. */
export type ScannerProbe = () => Promise<ScannerHealth>;

/** The health of the search of the knowledge base in this process. */
export interface SearchHealth {
  /** `degraded`: articles can be missing or old. */
  readonly status: 'ok' | 'degraded';
  /** Time of a search by words. */
  readonly latencyMs: number;
  readonly state: 'current' | 'building' | 'behind';
  readonly articles: number;
  /** Seconds since the index last had all changes; null if it never had. */
  readonly lagSeconds: number | null;
}

/** Asks the MCP server whether it serves assistants; never throws and answers within its own timeout. */
export type McpProbe = () => Promise<ServiceHealth>;

/** Checks the search of the knowledge base; never throws. */
export type SearchProbe = () => Promise<SearchHealth>;

/** Checks the vectors of tickets; never throws and answers within its own timeout. */
export type EmbeddingsProbe = () => Promise<EmbeddingsHealth>;

/** Looks after the mail that waits; never throws and answers within its own time-out. */
export type InboundProbe = () => Promise<InboundHealth>;

/** Checks one service. Never throws, and answers within its own timeout. */
export type HealthProbe = () => Promise<ServiceHealth>;

export const SERVICES = ['mongo', 'temporal', 'worker', 'smtp', 'ai'] as const;
export type Service = (typeof SERVICES)[number];
export type HealthProbes = Readonly<Record<Service, HealthProbe>>;
