/** How a service that Holdfast leans on is doing. */
export interface ServiceHealth {
  readonly status: 'ok' | 'down';
  readonly latencyMs: number;
  /** Why it is down, in words for an operator. */
  readonly reason?: string;
}

/** How the processing of mail that comes in is doing. */
export interface InboundHealth {
  /** `degraded`: a mail has waited for longer than it should; `down`: it cannot be told. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly latencyMs: number;
  /** Since when the oldest mail waits that is neither processed nor put aside; null for none, and where it cannot be told. */
  readonly oldestWaitingSeconds: number | null;
}

/** Looks after the mail that waits; never throws and answers within its own time-out. */
export type InboundProbe = () => Promise<InboundHealth>;

/** Asks one service; never throws and answers within its own time-out. */
export type HealthProbe = () => Promise<ServiceHealth>;

export const SERVICES = ['mongo', 'temporal', 'worker', 'smtp', 'ai'] as const;
export type Service = (typeof SERVICES)[number];
export type HealthProbes = Readonly<Record<Service, HealthProbe>>;
