import type {
  AccountEventRepository,
  ApiKeyRepository,
  OneTimeCodeRepository,
  SecondFactorRepository,
  SessionRepository,
  UserRepository,
} from './accounts/account-repositories.js';
import type { SetupLinks } from './accounts/setup-links.js';
import type { MergedTraces } from './accounts/merged-traces.js';
import type { OrganisationRepository } from './accounts/organisations.js';
import type { PersonExports } from './accounts/person-exports.js';
import type { PersonalDataStore } from './accounts/personal-data.js';
import type { KnownAddresses } from './accounts/sign-in-guard.js';
import type { ConversationRepository } from './assist/conversations.js';
import type { ChoiceRepository } from './desk/choices.js';
import type { SettingsRepository } from './desk/settings.js';
import type { TeamRepository } from './desk/teams.js';
import type { Notifications } from './notifications/notifications.js';
import type { Drafts } from './presence/drafts.js';
import type { Presences } from './presence/presences.js';
import type { ReadMarks } from './presence/read-marks.js';
import type { LiveHistory } from './live/live-history.js';
import type { LiveTokens } from './live/live-tokens.js';
import type { MailboxLeases } from './inbound-mail/mailboxes.js';
import type { TicketWords } from './ticket-search/ticket-words.js';
import type { ArticleLog, ArticleRepository, ArticleVectors } from './knowledge/articles.js';
import type { Deflections } from './knowledge/deflections.js';
import type { ReceivedMailRepository } from './inbound-mail/received-mails.js';
import type { SenderLog } from './inbound-mail/sender-log.js';
import type { DeliveryRepository } from './mail/deliveries.js';
import type { MailTemplateRepository } from './mail/mail-templates.js';
import type { BacklogStats } from './operations/backlog-stats.js';
import type { ConsumerPositions, EventLog, Outbox } from './operations/event-log.js';
import type { IdempotencyRecords } from './operations/idempotency.js';
import type { SweepRepository } from './operations/sweeps.js';
import type { TicketVectors } from './similar-tickets/ticket-vectors.js';
import type { TitleSearch } from './similar-tickets/title-search.js';
import type { CalendarRepository, SlaPolicyRepository } from './sla/policies.js';
import type { AttachmentStore } from './tickets/attachment-store.js';
import type { BulkJobRepository } from './tickets/bulk-jobs.js';
import type { CustomFieldRepository } from './tickets/custom-fields.js';
import type { RedactionRepository } from './tickets/redactions.js';
import type { RequesterLinks } from './tickets/requester-links.js';
import type { SecretGenerations } from './tickets/secret-generations.js';
import type { TicketNumbers } from './tickets/ticket-numbers.js';
import type { TicketRepository, TombstoneRepository } from './tickets/ticket-repository.js';
import type { LabelSource } from './triage/label-source.js';
import type { FigureStore } from './figures/figure-store.js';
import type { AiCalls } from './triage/ai-calls.js';
import type { AiSpend } from './triage/ai-spend.js';
import type { TriageFigures } from './triage/triage-figures.js';
import type { TriageModelStore } from './triage/model-store.js';
import type { ViewRepository } from './tickets/views.js';

/** All repositories. */
export interface Repositories {
  readonly tickets: TicketRepository;
  readonly tombstones: TombstoneRepository;
  readonly outbox: Outbox;
  readonly eventLog: EventLog;
  readonly consumerPositions: ConsumerPositions;
  readonly users: UserRepository;
  readonly organisations: OrganisationRepository;
  readonly sessions: SessionRepository;
  readonly codes: OneTimeCodeRepository;
  readonly secondFactors: SecondFactorRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly accountEvents: AccountEventRepository;
  readonly personalData: PersonalDataStore;
  readonly personExports: PersonExports;
  readonly mergedTraces: MergedTraces;
  readonly redactions: RedactionRepository;
  readonly policies: SlaPolicyRepository;
  readonly calendars: CalendarRepository;
  readonly categories: ChoiceRepository;
  readonly ticketTypes: ChoiceRepository;
  readonly resolutionCodes: ChoiceRepository;
  readonly holdReasons: ChoiceRepository;
  readonly teams: TeamRepository;
  readonly ticketVectors: TicketVectors;
  readonly titleSearch: TitleSearch;
  readonly customFields: CustomFieldRepository;
  readonly deskSettings: SettingsRepository;
  readonly mailTemplates: MailTemplateRepository;
  readonly ticketWords: TicketWords;
  readonly articles: ArticleRepository;
  readonly articleLog: ArticleLog;
  readonly articleVectors: ArticleVectors;
  readonly deflections: Deflections;
  readonly views: ViewRepository;
  readonly deliveries: DeliveryRepository;
  readonly backlogStats: BacklogStats;
  readonly numbers: TicketNumbers;
  readonly bulkJobs: BulkJobRepository;
  readonly idempotency: IdempotencyRecords;
  readonly knownAddresses: KnownAddresses;
  readonly setupLinks: SetupLinks;
  readonly notifications: Notifications;
  readonly drafts: Drafts;
  readonly presences: Presences;
  readonly readMarks: ReadMarks;
  readonly liveTokens: LiveTokens;
  readonly liveHistory: LiveHistory;
  readonly sweeps: SweepRepository;
  readonly senderLog: SenderLog;
  readonly requesterLinks: RequesterLinks;
  readonly secretGenerations: SecretGenerations;
  readonly attachments: AttachmentStore;
  readonly receivedMails: ReceivedMailRepository;
  readonly mailboxes: MailboxLeases;
  readonly triageModels: TriageModelStore;
  readonly labelSource: LabelSource;
  readonly triageFigures: TriageFigures;
  readonly conversations: ConversationRepository;
  readonly aiCalls: AiCalls;
  readonly figures: FigureStore;
  readonly aiSpend: AiSpend;
}
