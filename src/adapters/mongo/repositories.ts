import type { Connection } from 'mongoose';
import { NO_SETTINGS } from '../../domain/desk/settings.js';
import type { Repositories } from '../../ports/repositories.js';
import { silentLogger, type Logger } from '../../ports/logger.js';
import type { Traceparent } from '../../ports/operations/tracer.js';
import { MongoAccountEventRepository } from './accounts/account-event-repository.js';
import { MongoApiKeyRepository } from './accounts/api-key-repository.js';
import { GridFsAttachmentStore } from './tickets/attachment-store.js';
import { MongoFileRepository } from './files/file-repository.js';
import { MongoBulkJobRepository } from './tickets/bulk-job-repository.js';
import { MongoAuditedRevisions } from './desk/audited-revisions.js';
import { MongoMergedTraces } from './accounts/merged-traces.js';
import { MongoOrganisationRepository } from './accounts/organisation-repository.js';
import { MongoChoiceRepository } from './desk/choice-repository.js';
import { MongoTeamRepository } from './desk/team-repository.js';
import { MongoCustomFieldRepository } from './tickets/custom-field-repository.js';
import { MongoDeliveryRepository } from './mail/delivery-repository.js';
import { MongoTicketWords } from './ticket-search/ticket-words.js';
import { MongoArticleLog } from './knowledge/article-log.js';
import { MongoArticleVectors } from './knowledge/article-vectors.js';
import { MongoArticleRepository } from './knowledge/article-repository.js';
import { MongoDeflections } from './knowledge/deflections.js';
import { MongoKnowledgeGaps } from './knowledge/gaps.js';
import { MongoBacklogStats } from './operations/backlog-stats.js';
import { MongoRevisions } from './kit/revisions.js';
import { withDomainFaults } from './kit/faults.js';
import { MongoIdempotencyRecords } from './operations/idempotency-records.js';
import { MongoKnownAddresses } from './accounts/known-addresses.js';
import { MongoMailboxLeases } from './inbound-mail/mailbox-leases.js';
import { MIGRATIONS } from './migrations/index.js';
import { Migrator } from './migrations/migrator.js';
import { defineModels, ensureIndexes } from './schema/models.js';
import { MongoSetupLinks } from './accounts/setup-links.js';
import { MongoOneTimeCodeRepository } from './accounts/one-time-code-repository.js';
import { MongoNotifications } from './notifications/notifications.js';
import { MongoPushSubscriptions } from './notifications/push-subscriptions.js';
import { MongoDrafts } from './presence/drafts.js';
import { MongoPresences } from './presence/presences.js';
import { MongoReadMarks } from './presence/read-marks.js';
import { MongoLiveHistory } from './live/live-history.js';
import { MongoLiveTokens } from './live/live-tokens.js';
import { MongoOutbox } from './operations/outbox.js';
import { MongoEventLog } from './operations/event-log.js';
import { MongoConsumerPositions } from './operations/consumer-positions.js';
import { MongoPersonExports } from './personal-data/person-export-store.js';
import { MongoPersonalDataStore } from './personal-data/personal-data-store.js';
import { MongoReceivedMailRepository, RECEIVED_MAILS } from './inbound-mail/received-mail-repository.js';
import { MongoRedactionRepository } from './tickets/redaction-repository.js';
import { MongoSecondFactorRepository } from './accounts/second-factor-repository.js';
import { MongoSessionRepository } from './accounts/session-repository.js';
import { MongoRequesterLinks } from './tickets/requester-links.js';
import { MongoSecretGenerations } from './tickets/secret-generations.js';
import { MongoFormSubmissions } from './inbound-mail/form-submissions.js';
import { MongoSenderLog } from './inbound-mail/sender-log.js';
import { MongoTicketVectors } from './similar-tickets/ticket-vectors.js';
import { MongoTitleSearch } from './similar-tickets/title-search.js';
import { MongoSlaPolicyRepository } from './sla/sla-policy-repository.js';
import { MongoSweepRepository } from './operations/sweep-repository.js';
import { LeasedTicketNumbers } from './tickets/ticket-numbers.js';
import { MongoTicketRepository } from './tickets/ticket-repository.js';
import { MongoTombstoneRepository } from './tickets/tombstone-repository.js';
import { MongoUserRepository } from './accounts/user-repository.js';
import { MongoLabelSource } from './triage/label-source.js';
import { MongoFigureStore } from './figures/figure-store.js';
import { MongoConversationRepository } from './assist/conversation-repository.js';
import { MongoAiCalls } from './triage/ai-calls.js';
import { MongoAiSpend } from './triage/ai-spend.js';
import { MongoTriageFigures } from './triage/triage-figures.js';
import { MongoTriageModels } from './triage/model-store.js';
import { MongoWebhookDeliveries } from './webhooks/webhook-deliveries.js';
import { MongoWebhookEndpoints } from './webhooks/webhook-endpoints.js';
import { MongoViewRepository } from './tickets/view-repository.js';

interface RepositoryOptions {
  /** Returns the trace position of the work that writes an event. */
  readonly here?: () => Traceparent | undefined;
  /** Logs migrations; silent by default. */
  readonly logger?: Logger;
}

/** Opens all repositories over one connection, creates collections and indexes, and applies pending migrations. */
export async function openRepositories(
  connection: Connection,
  { here = () => undefined, logger = silentLogger }: RepositoryOptions = {},
): Promise<Repositories> {
  const models = defineModels(connection, here);
  await ensureIndexes(models);
  await new Migrator(connection, MIGRATIONS, logger).migrate();
  return {
    tickets: withDomainFaults(new MongoTicketRepository(connection, models)),
    tombstones: withDomainFaults(new MongoTombstoneRepository(models)),
    outbox: withDomainFaults(new MongoOutbox(models)),
    eventLog: withDomainFaults(new MongoEventLog(models)),
    consumerPositions: withDomainFaults(new MongoConsumerPositions(models)),
    users: withDomainFaults(new MongoUserRepository(connection, models)),
    organisations: withDomainFaults(new MongoOrganisationRepository(connection, models)),
    sessions: withDomainFaults(new MongoSessionRepository(connection, models)),
    codes: withDomainFaults(new MongoOneTimeCodeRepository(models)),
    secondFactors: withDomainFaults(new MongoSecondFactorRepository(models)),
    apiKeys: withDomainFaults(new MongoApiKeyRepository(models)),
    accountEvents: withDomainFaults(new MongoAccountEventRepository(models)),
    personalData: withDomainFaults(new MongoPersonalDataStore(models)),
    personExports: withDomainFaults(new MongoPersonExports(connection, models)),
    mergedTraces: withDomainFaults(new MongoMergedTraces(models)),
    redactions: withDomainFaults(new MongoRedactionRepository(connection, models, RECEIVED_MAILS)),
    policies: withDomainFaults(new MongoSlaPolicyRepository(models.policies)),
    calendars: withDomainFaults(new MongoRevisions(models.calendars, 'calendar', (stored) => stored)),
    categories: withDomainFaults(new MongoChoiceRepository(connection, models, 'categories')),
    ticketTypes: withDomainFaults(new MongoChoiceRepository(connection, models, 'ticketTypes')),
    resolutionCodes: withDomainFaults(new MongoChoiceRepository(connection, models, 'resolutionCodes')),
    holdReasons: withDomainFaults(new MongoChoiceRepository(connection, models, 'holdReasons')),
    teams: withDomainFaults(new MongoTeamRepository(connection, models)),
    ticketVectors: withDomainFaults(new MongoTicketVectors(models)),
    titleSearch: withDomainFaults(new MongoTitleSearch(models)),
    customFields: withDomainFaults(new MongoCustomFieldRepository(connection, models)),
    deskSettings: withDomainFaults(
      new MongoAuditedRevisions(connection, models, models.deskSettings, 'settings', (stored) => ({
        ...NO_SETTINGS,
        ...stored,
      })),
    ),
    mailTemplates: withDomainFaults(
      new MongoAuditedRevisions(
        connection,
        models,
        models.mailTemplates,
        'mail template',
        (stored) => stored,
      ),
    ),
    ticketWords: withDomainFaults(new MongoTicketWords(models)),
    articles: withDomainFaults(new MongoArticleRepository(connection, models)),
    articleLog: withDomainFaults(new MongoArticleLog(models)),
    articleVectors: withDomainFaults(new MongoArticleVectors(models)),
    deflections: withDomainFaults(new MongoDeflections(connection, models)),
    knowledgeGaps: withDomainFaults(new MongoKnowledgeGaps(models)),
    views: withDomainFaults(new MongoViewRepository(connection, models)),
    deliveries: withDomainFaults(new MongoDeliveryRepository(connection, models)),
    backlogStats: withDomainFaults(new MongoBacklogStats(models)),
    attachments: withDomainFaults(new GridFsAttachmentStore(connection)),
    files: withDomainFaults(new MongoFileRepository(connection, models)),
    numbers: withDomainFaults(new LeasedTicketNumbers(models)),
    bulkJobs: withDomainFaults(new MongoBulkJobRepository(models)),
    idempotency: withDomainFaults(new MongoIdempotencyRecords(models)),
    notifications: withDomainFaults(new MongoNotifications(models)),
    pushSubscriptions: withDomainFaults(new MongoPushSubscriptions(models)),
    drafts: withDomainFaults(new MongoDrafts(models)),
    presences: withDomainFaults(new MongoPresences(models)),
    readMarks: withDomainFaults(new MongoReadMarks(models)),
    liveTokens: withDomainFaults(new MongoLiveTokens(models)),
    liveHistory: withDomainFaults(new MongoLiveHistory(models)),
    webhookEndpoints: withDomainFaults(new MongoWebhookEndpoints(connection, models)),
    webhookDeliveries: withDomainFaults(new MongoWebhookDeliveries(models)),
    sweeps: withDomainFaults(new MongoSweepRepository(models)),
    receivedMails: withDomainFaults(new MongoReceivedMailRepository(connection, models)),
    mailboxes: withDomainFaults(new MongoMailboxLeases(models)),
    triageModels: withDomainFaults(new MongoTriageModels(connection, models)),
    triageFigures: withDomainFaults(new MongoTriageFigures(models)),
    figures: withDomainFaults(new MongoFigureStore(connection, models)),
    conversations: withDomainFaults(new MongoConversationRepository(models)),
    aiCalls: withDomainFaults(new MongoAiCalls(models)),
    aiSpend: withDomainFaults(new MongoAiSpend(models)),
    labelSource: withDomainFaults(new MongoLabelSource(models)),
    requesterLinks: withDomainFaults(new MongoRequesterLinks(models)),
    secretGenerations: withDomainFaults(new MongoSecretGenerations(models)),
    formSubmissions: withDomainFaults(new MongoFormSubmissions(models)),
    senderLog: withDomainFaults(new MongoSenderLog(models)),
    setupLinks: withDomainFaults(new MongoSetupLinks(models)),
    knownAddresses: withDomainFaults(new MongoKnownAddresses(models)),
  };
}
