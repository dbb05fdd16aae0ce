import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { Tracer } from '../ports/operations/tracer.js';
import type { DeskDeps } from './desk/deps.js';
import type { SettingsDeps } from './settings/deps.js';
import type { AccountDeps } from './accounts/deps.js';
import type { PersonalDataDeps } from './personal-data/deps.js';
import type { SimilarTicketsDeps } from './similar-tickets/deps.js';
import type { SlaDeps } from './sla/deps.js';
import type { TicketDeps } from './tickets/deps.js';
import type { MailDeps } from './mail/deps.js';
import type { NotificationDeps } from './notifications/deps.js';
import type { PresenceDeps } from './presence/deps.js';
import type { LiveDeps } from './live/deps.js';
import type { InboundMailDeps } from './inbound-mail/deps.js';
import type { FileDeps } from './files/deps.js';
import type { FigureDeps } from './figures/deps.js';
import type { AssistDeps } from './assist/deps.js';
import type { TriageDeps } from './triage/deps.js';
import type { TicketSearchDeps } from './ticket-search/deps.js';
import type { KnowledgeDeps } from './knowledge/deps.js';
import type { SlackDeps } from './slack/deps.js';
import type { WebhookDeps } from './webhooks/deps.js';
import type { OperationsDeps } from './operations/deps.js';

/** Dependencies of every feature. */
interface SharedDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
  /** Makes unique ids that sort by time. */
  readonly newId: () => string;
  /** Address of this system as people reach it, without a slash at the end. */
  readonly publicUrl: string;
}

/** Dependencies of all use cases, feature by feature. Each use case names the part it needs with `Pick`. */
export interface AppDeps
  extends
    SharedDeps,
    AccountDeps,
    PersonalDataDeps,
    DeskDeps,
    SettingsDeps,
    SlaDeps,
    TicketDeps,
    MailDeps,
    InboundMailDeps,
    KnowledgeDeps,
    TicketSearchDeps,
    SimilarTicketsDeps,
    NotificationDeps,
    PresenceDeps,
    LiveDeps,
    TriageDeps,
    FileDeps,
    FigureDeps,
    AssistDeps,
    WebhookDeps,
    SlackDeps,
    OperationsDeps {}
