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

/** Looks after the mail that waits; never throws and answers within its own time-out. */
export type InboundProbe = () => Promise<InboundHealth>;

/** Checks one service. Never throws, and answers within its own timeout. */
export type HealthProbe = () => Promise<ServiceHealth>;

export const SERVICES = ['mongo', 'temporal', 'worker', 'smtp', 'ai'] as const;
export type Service = (typeof SERVICES)[number];
export type HealthProbes = Readonly<Record<Service, HealthProbe>>;
