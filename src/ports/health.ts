/** How a service that Holdfast leans on is doing. */
export interface ServiceHealth {
  readonly status: 'ok' | 'down';
  readonly latencyMs: number;
  /** Why it is down, in words for an operator. */
  readonly reason?: string;
}

/** Asks one service; never throws and answers within its own time-out. */
export type HealthProbe = () => Promise<ServiceHealth>;

export const SERVICES = ['mongo', 'temporal', 'worker', 'smtp', 'ai'] as const;
export type Service = (typeof SERVICES)[number];
export type HealthProbes = Readonly<Record<Service, HealthProbe>>;
