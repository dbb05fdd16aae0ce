import type { ConsoleSource } from './console/console-source.js';
import type { AppDeps } from '../app/deps.js';
import type { LiveFeed } from '../app/live/live-feed.js';
import type { GeneralLimits } from '../domain/operations/rate-limits.js';
import type { RateLimiter } from '../ports/rate-limiter.js';

/** The rate limiter and the limits that it applies to every request. */
export interface ApiLimits extends GeneralLimits {
  readonly limiter: RateLimiter;
}

/** Dependencies of the API: those of its use cases, and two facts about this installation. */
export type ApiDeps = Pick<
  AppDeps,
  | 'tickets'
  | 'attachments'
  | 'files'
  | 'sniffType'
  | 'fileScanner'
  | 'maxFileBytes'
  | 'tombstones'
  | 'users'
  | 'organisations'
  | 'sessions'
  | 'codes'
  | 'secondFactors'
  | 'apiKeys'
  | 'accountEvents'
  | 'deliveries'
  | 'personalData'
  | 'setupLinks'
  | 'personExports'
  | 'redactions'
  | 'policies'
  | 'calendars'
  | 'categories'
  | 'ticketTypes'
  | 'resolutionCodes'
  | 'holdReasons'
  | 'teams'
  | 'synonyms'
  | 'customFields'
  | 'titleSearch'
  | 'ticketVectors'
  | 'ticketVectorCopies'
  | 'embedders'
  | 'detectLanguage'
  | 'deskSettings'
  | 'mailTemplates'
  | 'templates'
  | 'settings'
  | 'notifications'
  | 'pushSubscriptions'
  | 'webPush'
  | 'drafts'
  | 'presences'
  | 'readMarks'
  | 'liveTokens'
  | 'liveHistory'
  | 'webhookEndpoints'
  | 'webhookDeliveries'
  | 'webhookSigner'
  | 'outboundHttp'
  | 'settingsAround'
  | 'settingsSealer'
  | 'currentModel'
  | 'localModel'
  | 'vocabulary'
  | 'conversations'
  | 'conversationDays'
  | 'textInsights'
  | 'calibrations'
  | 'suggestArticles'
  | 'mailer'
  | 'views'
  | 'numbers'
  | 'bulkJobs'
  | 'articles'
  | 'ticketWords'
  | 'articleIndex'
  | 'knowledgeGaps'
  | 'markdown'
  | 'readerPseudonym'
  | 'idempotency'
  | 'sweeps'
  | 'receivedMails'
  | 'triageModels'
  | 'triageFigures'
  | 'aiCalls'
  | 'figures'
  | 'aiSpend'
  | 'aiAgents'
  | 'gateway'
  | 'hasher'
  | 'commonPasswords'
  | 'tokens'
  | 'authenticatorCodes'
  | 'randomSecrets'
  | 'refreshTokenDays'
  | 'sessionMaxDays'
  | 'mailedSecrets'
  | 'secretGenerations'
  | 'requesterLinks'
  | 'formSubmissions'
  | 'senderLog'
  | 'registration'
  | 'inbound'
  | 'factorRule'
  | 'sealer'
  | 'payloadCodec'
  | 'signInGuard'
  | 'holidayReader'
  | 'probes'
  | 'inboundProbe'
  | 'embeddingsProbe'
  | 'scannerProbe'
  | 'searchProbe'
  | 'mcpProbe'
  | 'metrics'
  | 'clock'
  | 'logger'
  | 'tracer'
  | 'newId'
  | 'publicUrl'
  | 'actionLinkDays'
  | 'fileLinkDays'
> & {
  /** The events for sockets and streams of this process. */
  readonly live: LiveFeed;
  /** Returns the address of a ticket's workflow in the Temporal Web UI, for operators. */
  readonly workflowUrl: (ticketNumber: string) => string;
  /** Proxies whose `X-Forwarded-For` is believed: addresses, networks (`10.0.0.0/8`), or `loopback`. */
  readonly trustedProxies: readonly string[];
  /** Origins whose pages may call the API from browsers. */
  readonly corsOrigins: readonly string[];
  /** Origins whose pages may show the chat in a frame. */
  readonly chatOrigins: readonly string[];
  /** Origin of the Temporal Web UI, whose pages may have payloads decoded. */
  readonly temporalUiOrigin: string;
  /** Maximum number of requests in progress. A bounded queue holds some more; the rest are rejected. */
  readonly maxInProgress: number;
  /** Null where limits are lifted, for load tests. */
  readonly limits: ApiLimits | null;
  /** The browser console; null if it was not built. */
  readonly console: ConsoleSource | null;
  /** Version of the product, for the OpenAPI document. */
  readonly version: string;
};
