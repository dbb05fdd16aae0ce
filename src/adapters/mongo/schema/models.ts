import type { View } from '../../../ports/tickets/views.js';
import { Schema, type Connection, type mongo } from 'mongoose';
import type { ApiKey } from '../../../domain/accounts/api-key.js';
import type { BulkJob, BulkResult } from '../../../domain/tickets/bulk-change.js';
import type { Calendar } from '../../../domain/sla/calendar/calendar.js';
import type { Choice } from '../../../domain/desk/choices.js';
import type { StoredSettings } from '../../../domain/desk/settings.js';
import type { Team } from '../../../domain/desk/teams.js';
import type { CustomField } from '../../../domain/tickets/custom-fields.js';
import type { MailTemplate } from '../../../domain/mail/mail-templates.js';
import type { Delivery } from '../../../domain/mail/delivery.js';
import type { ReceivedMail } from '../../../domain/inbound-mail/received-mail.js';
import type { Organisation } from '../../../domain/accounts/organisation.js';
import type { FormSubmission } from '../../../domain/inbound-mail/form-submission.js';
import type { OneTimeCode } from '../../../domain/accounts/one-time-code.js';
import type { SecondFactor } from '../../../domain/accounts/second-factor.js';
import type { RefreshToken, Session } from '../../../domain/accounts/session.js';
import type { PersonExportJob } from '../../../domain/accounts/person-export.js';
import type { HoldfastEvent } from '../../../ports/operations/event-log.js';
import type { SlaPolicy } from '../../../domain/sla/sla.js';
import type { StoredFile } from '../../../domain/files/stored-file.js';
import type { Redaction } from '../../../domain/tickets/redaction.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import type { Conversation } from '../../../domain/assist/conversation.js';
import type { ArticleVersionContent } from '../../../ports/knowledge/articles.js';
import type { RequesterLink } from '../../../ports/tickets/requester-links.js';
import type { TriageModel } from '../../../domain/triage/learning/model.js';
import type { Notification } from '../../../domain/notifications/notification.js';
import type { PushSubscription } from '../../../domain/notifications/push.js';
import type { Draft } from '../../../domain/presence/draft.js';
import type { Presence } from '../../../domain/presence/presence.js';
import type { ReadMark } from '../../../domain/presence/read-mark.js';
import type { WebhookDelivery } from '../../../domain/webhooks/delivery.js';
import type { WebhookEndpoint } from '../../../domain/webhooks/endpoint.js';
import type { LiveToken } from '../../../ports/live/live-tokens.js';
import type { Traceparent } from '../../../ports/operations/tracer.js';
import {
  apiKeySchema,
  codeSchema,
  knownAddressSchema,
  organisationSchema,
  refreshTokenSchema,
  secondFactorSchema,
  sessionSchema,
  userSchema,
} from './account-schemas.js';
import { fileSchema } from './file-schemas.js';
import { figureDaySchema, figureTicketSchema } from './figure-schemas.js';
import { requesterLinkSchema } from './requester-link-schema.js';
import { notificationSchema, pushSubscriptionSchema } from './notification-schemas.js';
import { personTicketSchema, presenceSchema } from './presence-schemas.js';
import type { Stored } from '../kit/documents.js';
import type { StoredUser } from './stored-user.js';
import { toStoredEvent, type StoredEvent } from './stored-event.js';
import { define } from './collection.js';
import {
  anyFields,
  expiringSchema,
  revisionSchema,
  holdSchema,
  idempotencySchema,
} from './common-schemas.js';
import {
  bulkJobSchema,
  bulkResultSchema,
  personExportSchema,
  redactionSchema,
  sweepSchema,
} from './job-schemas.js';
import {
  articleFeedbackSchema,
  missedSearchSchema,
  articleSchema,
  articleVersionSchema,
  articleViewSchema,
  type StoredArticle,
  type StoredArticleCounts,
  type StoredArticleFeedback,
  type StoredMissedSearch,
  type StoredArticleVector,
  type StoredArticleView,
} from './knowledge-schemas.js';
import { ticketWordsSchema, type StoredTicketWords } from './search-schemas.js';
import { anything, options } from './schema-parts.js';
import type {
  Counter,
  StoredActivation,
  StoredAiCall,
  StoredAiSpend,
  StoredConsumer,
  StoredEmbeddingModel,
  StoredFigureBlock,
  StoredFigureDay,
  StoredFigureSets,
  StoredFigureTicket,
  StoredRevision,
  StoredHeardMail,
  StoredHold,
  StoredIdempotencyRecord,
  StoredKnownAddress,
  StoredMailbox,
  StoredMailEffect,
  StoredNotificationChoice,
  StoredSecretGeneration,
  StoredSweep,
  StoredTicketVector,
  StoredTraining,
} from './stored-records.js';
import { heardMailSchema, mailboxSchema, mailEffectSchema, receivedMailSchema } from './mail-schemas.js';
import { ticketVectorSchema } from './vector-schemas.js';
import { webhookDeliverySchema } from './webhook-schemas.js';
import { conversationSchema } from './conversation-schema.js';
import { aiCallSchema, triageModelSchema } from './triage-schemas.js';
import { commentSchema, deliverySchema, eventSchema, ticketSchema, viewSchema } from './ticket-schemas.js';

export type Models = ReturnType<typeof defineModels>;

/** The collections, the fields that queries may name, and their indexes. Validation is the domain's. */
export function defineModels(connection: Connection, here: () => Traceparent | undefined) {
  return {
    tickets: define<Stored<Ticket>>(connection, 'tickets', ticketSchema()),
    events: {
      ...define<StoredEvent>(connection, 'events', eventSchema()),
      stored: (event: HoldfastEvent) => traced(toStoredEvent(event), here),
    },
    comments: define<Stored<Comment>>(connection, 'comments', commentSchema()),
    deliveries: define<Stored<Delivery>>(connection, 'deliveries', deliverySchema()),
    users: define<StoredUser>(connection, 'users', userSchema()),
    organisations: define<Stored<Organisation>>(connection, 'organisations', organisationSchema()),
    sessions: define<Stored<Session>>(connection, 'sessions', sessionSchema()),
    refreshTokens: define<Stored<RefreshToken>>(connection, 'refresh_tokens', refreshTokenSchema()),
    codes: define<Stored<OneTimeCode>>(connection, 'one_time_codes', codeSchema()),
    secondFactors: define<Stored<SecondFactor>>(connection, 'second_factors', secondFactorSchema()),
    apiKeys: define<Stored<ApiKey>>(connection, 'api_keys', apiKeySchema()),
    policies: define<StoredRevision<SlaPolicy>>(connection, 'sla_policies', revisionSchema()),
    calendars: define<StoredRevision<Calendar>>(connection, 'sla_calendars', revisionSchema()),
    bulkJobs: define<Stored<BulkJob>>(connection, 'bulk_jobs', bulkJobSchema()),
    bulkResults: define<Stored<BulkResult>>(connection, 'bulk_results', bulkResultSchema()),
    personExports: define<Stored<PersonExportJob>>(connection, 'person_exports', personExportSchema()),
    exportHolds: define<StoredHold>(connection, 'export_holds', holdSchema()),
    categories: define<StoredRevision<Choice>>(connection, 'categories', revisionSchema()),
    ticketTypes: define<StoredRevision<Choice>>(connection, 'ticket_types', revisionSchema()),
    resolutionCodes: define<StoredRevision<Choice>>(connection, 'resolution_codes', revisionSchema()),
    holdReasons: define<StoredRevision<Choice>>(connection, 'hold_reasons', revisionSchema()),
    teams: define<StoredRevision<Team>>(connection, 'teams', revisionSchema()),
    redactions: define<Stored<Redaction>>(connection, 'redactions', redactionSchema()),
    customFields: define<StoredRevision<CustomField>>(connection, 'custom_fields', revisionSchema()),
    deskSettings: define<StoredRevision<StoredSettings>>(connection, 'desk_settings', revisionSchema()),
    mailTemplates: define<StoredRevision<MailTemplate>>(connection, 'mail_templates', revisionSchema()),
    ticketWords: define<StoredTicketWords>(connection, 'ticket_words', ticketWordsSchema()),
    articles: define<StoredArticle>(connection, 'articles', articleSchema()),
    articleVersions: define<StoredRevision<ArticleVersionContent>>(
      connection,
      'article_versions',
      articleVersionSchema(),
    ),
    articleVectors: define<StoredArticleVector>(connection, 'article_vectors', anyFields()),
    articleCounts: define<StoredArticleCounts>(connection, 'article_counts', anyFields()),
    missedSearches: define<StoredMissedSearch>(connection, 'missed_searches', missedSearchSchema()),
    articleViews: define<StoredArticleView>(connection, 'article_views', articleViewSchema()),
    articleFeedback: define<StoredArticleFeedback>(connection, 'article_feedback', articleFeedbackSchema()),
    views: define<Stored<View>>(connection, 'views', viewSchema()),
    idempotency: define<StoredIdempotencyRecord>(connection, 'idempotency_keys', idempotencySchema()),
    counters: define<Counter>(connection, 'counters', new Schema({ _id: String, next: Number }, options)),
    sweeps: define<StoredSweep>(connection, 'sweeps', sweepSchema()),
    mailEffects: define<StoredMailEffect>(connection, 'mail_effects', mailEffectSchema()),
    receivedMails: define<Stored<ReceivedMail>>(connection, 'received_mails', receivedMailSchema()),
    heardMails: define<StoredHeardMail>(connection, 'heard_mails', heardMailSchema()),
    mailboxes: define<StoredMailbox>(connection, 'mailboxes', mailboxSchema()),
    eventConsumers: define<StoredConsumer>(
      connection,
      'event_consumers',
      new Schema({ _id: String, holder: String, heldUntil: Date, position: anything }, options),
    ),
    figureDays: define<StoredFigureDay>(connection, 'figure_days', figureDaySchema()),
    figureBlocks: define<StoredFigureBlock>(connection, 'figure_blocks', anyFields()),
    figureTickets: define<StoredFigureTicket>(connection, 'figure_tickets', figureTicketSchema()),
    figureSets: define<StoredFigureSets>(connection, 'figure_sets', anyFields()),
    endedSecrets: define<StoredSecretGeneration>(
      connection,
      'ended_secrets',
      new Schema({ _id: String, current: Number }, options),
    ),
    notifications: define<Stored<Notification>>(connection, 'notifications', notificationSchema()),
    pushSubscriptions: define<Stored<PushSubscription>>(
      connection,
      'push_subscriptions',
      pushSubscriptionSchema(),
    ),
    notificationSettings: define<StoredNotificationChoice>(connection, 'notification_settings', anyFields()),
    drafts: define<Stored<Draft>>(connection, 'drafts', personTicketSchema()),
    presences: define<Stored<Presence>>(connection, 'presences', presenceSchema()),
    readMarks: define<Stored<ReadMark>>(connection, 'read_marks', personTicketSchema()),
    formSubmissions: define<Stored<FormSubmission>>(connection, 'form_submissions', expiringSchema()),
    requesterLinks: define<Stored<RequesterLink>>(connection, 'requester_links', requesterLinkSchema()),
    liveTokens: define<Stored<LiveToken>>(connection, 'live_tokens', expiringSchema()),
    webhookEndpoints: define<Stored<WebhookEndpoint>>(connection, 'webhook_endpoints', anyFields()),
    webhookDeliveries: define<Stored<WebhookDelivery>>(
      connection,
      'webhook_deliveries',
      webhookDeliverySchema(),
    ),
    setupLinks: define<StoredHold>(connection, 'setup_links', holdSchema()),
    ticketVectors: define<StoredTicketVector>(connection, 'ticket_vectors', ticketVectorSchema()),
    embeddingModels: define<StoredEmbeddingModel>(connection, 'embedding_models', anyFields()),
    triageModels: define<Stored<TriageModel>>(connection, 'triage_models', triageModelSchema()),
    triageActivation: define<StoredActivation>(connection, 'triage_activation', anyFields()),
    triageTraining: define<StoredTraining>(connection, 'triage_training', anyFields()),
    conversations: define<Stored<Conversation>>(connection, 'ai_conversations', conversationSchema()),
    aiCalls: define<StoredAiCall>(connection, 'ai_calls', aiCallSchema()),
    aiSpend: define<StoredAiSpend>(connection, 'ai_spend', holdSchema()),
    files: define<Stored<StoredFile>>(connection, 'files', fileSchema()),
    knownAddresses: define<StoredKnownAddress>(connection, 'known_addresses', knownAddressSchema()),
  };
}

/** No work continues from an event that the lifecycle ignores. */
function traced(event: StoredEvent, here: () => Traceparent | undefined): StoredEvent {
  const traceparent = event.publishedAt === null ? here() : undefined;
  return traceparent === undefined ? event : { ...event, traceparent };
}

/**
 * Creates missing collections and indexes.
 * Called explicitly at start, never by a query. One command creates a collection with all its indexes, while mongoose
 * sends one for each, sequentially. In parallel, MongoDB needs twice the CPU time and is not faster.
 */
export async function ensureIndexes(models: Models): Promise<void> {
  for (const { model, collection } of Object.values(models)) {
    // Mongoose's type of the options is wider than the driver's, which our indexes use.
    const indexes = model.schema.indexes().map(([key, of]) => ({ ...of, key }) as mongo.IndexDescription);
    if (indexes.length === 0) await model.createCollection();
    else await collection.createIndexes(indexes);
  }
}
