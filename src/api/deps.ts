import type { AppDeps } from '../app/deps.js';
import type { GeneralLimits } from '../domain/operations/rate-limits.js';
import type { RateLimiter } from '../ports/rate-limiter.js';

/** What every request is counted with and against. */
export interface ApiLimits extends GeneralLimits {
  readonly limiter: RateLimiter;
}

/** What the API needs of the world: the parts that its use cases lean on, and two facts about this installation. */
export type ApiDeps = Pick<
  AppDeps,
  | 'tickets'
  | 'attachments'
  | 'tombstones'
  | 'users'
  | 'sessions'
  | 'codes'
  | 'secondFactors'
  | 'apiKeys'
  | 'accountEvents'
  | 'deliveries'
  | 'personalData'
  | 'personExports'
  | 'redactions'
  | 'policies'
  | 'calendars'
  | 'customFields'
  | 'views'
  | 'numbers'
  | 'bulkJobs'
  | 'idempotency'
  | 'sweeps'
  | 'receivedMails'
  | 'gateway'
  | 'hasher'
  | 'commonPasswords'
  | 'tokens'
  | 'authenticatorCodes'
  | 'randomSecrets'
  | 'refreshTokenDays'
  | 'mailedSecrets'
  | 'secretGenerations'
  | 'registration'
  | 'inbound'
  | 'factorRule'
  | 'sealer'
  | 'payloadCodec'
  | 'signInGuard'
  | 'holidayReader'
  | 'probes'
  | 'inboundProbe'
  | 'metrics'
  | 'clock'
  | 'logger'
  | 'tracer'
  | 'newId'
  | 'publicUrl'
  | 'actionLinkDays'
  | 'fileLinkDays'
> & {
  /** Where an operator watches the workflow of a ticket. */
  readonly workflowUrl: (ticketNumber: string) => string;
  /** Proxies whose `X-Forwarded-For` is believed: addresses, networks (`10.0.0.0/8`), or `loopback`. */
  readonly trustedProxies: readonly string[];
  /** Origins whose pages may call the API from browsers. */
  readonly corsOrigins: readonly string[];
  /** Origin of the Temporal Web UI, whose pages may have payloads decoded. */
  readonly temporalUiOrigin: string;
  /** How many requests are carried out at the same time; some more wait for a moment, others are refused. */
  readonly maxInProgress: number;
  /** Null where limits are lifted, for load tests. */
  readonly limits: ApiLimits | null;
  /** Version of the product, for the OpenAPI document. */
  readonly version: string;
};
