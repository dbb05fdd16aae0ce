import type { AiCall } from '../../../ports/triage/ai-calls.js';
import type { View } from '../../../ports/tickets/views.js';
import type { Conversation } from '../../../domain/assist/conversation.js';
import type { PersonRef } from '../../../domain/access/actor.js';
import { Schema, type Connection, type Model, type mongo } from 'mongoose';
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
import type { OneTimeCode } from '../../../domain/accounts/one-time-code.js';
import type { SecondFactor } from '../../../domain/accounts/second-factor.js';
import type { RefreshToken, Session } from '../../../domain/accounts/session.js';
import type { PersonExportJob } from '../../../domain/accounts/person-export.js';
import type { ConsumerPosition, HoldfastEvent } from '../../../ports/operations/event-log.js';
import type { SlaPolicy } from '../../../domain/sla/sla.js';
import type { Redaction } from '../../../domain/tickets/redaction.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import type { MailboxRecord } from '../../../ports/inbound-mail/mailboxes.js';
import type { ArticleVersionContent } from '../../../ports/knowledge/articles.js';
import type { MailEffect } from '../../../ports/inbound-mail/sender-log.js';
import type { Sweep } from '../../../ports/operations/sweeps.js';
import type { Activation, TrainingState, TriageModel } from '../../../domain/triage/learning/model.js';
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
import type { Stored } from '../kit/documents.js';
import type { StoredUser } from './stored-user.js';
import { toStoredEvent, type StoredEvent } from './stored-event.js';
import {
  articleFeedbackSchema,
  articleSchema,
  articleViewSchema,
  type StoredArticle,
  type StoredArticleCounts,
  type StoredArticleFeedback,
  type StoredArticleVector,
  type StoredArticleView,
} from './knowledge-schemas.js';
import { anything, EXPIRES, options } from './schema-parts.js';
import { heardMailSchema, mailboxSchema, mailEffectSchema, receivedMailSchema } from './mail-schemas.js';
import { commentSchema, deliverySchema, eventSchema, ticketSchema, viewSchema } from './ticket-schemas.js';

export interface Counter {
  readonly _id: string;
  /** The first number that is not leased. */
  readonly next: number;
}

/** A stored {@link IdempotencyClaim}; see `idempotency-records.ts`. */
export interface StoredIdempotencyRecord {
  readonly _id: string;
  readonly requestHash: string;
  readonly resourceId: string;
  readonly lockedUntil: Date;
  readonly expiresAt: Date;
  readonly answer: string | null;
}

/** A pseudonym of account and address, and its deletion time. */
export interface StoredKnownAddress {
  readonly _id: string;
  readonly expiresAt: Date;
}

/** The first valid generation of mailed secrets, by ticket number and person id. */
export interface StoredSecretGeneration {
  readonly _id: string;
  readonly current: number;
}

/** The number of recently processed mails of one Message-ID and author. */
export interface StoredHeardMail {
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

/** A {@link MailboxRecord}, and who holds it until when. */
export type StoredMailbox = MailboxRecord & {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
};

/** The position of an event consumer, by name, and the lease of the process that reads for it. */
export interface StoredConsumer {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
  readonly position: ConsumerPosition | null;
}

/** One effect of one mail, under `<mail>.<effect>`. */
export interface StoredMailEffect {
  readonly _id: string;
  readonly mailId: string;
  readonly effect: MailEffect;
  readonly sender: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** A {@link Sweep}, and when it is forgotten. */
export type StoredSweep = Stored<Sweep> & { readonly expiresAt: Date };

/** The active version of the triage classifier. */
export type StoredActivation = Activation & { readonly _id: string };

/** The last training of the triage classifier, and the lease of the running one. */
interface StoredAiCall extends AiCall {
  readonly _id: string;
  readonly expiresAt: Date;
}

/** The cost of a day, a task and a model. The key names them. */
interface StoredAiSpend {
  readonly _id: string;
  readonly costMicros: number;
  readonly expiresAt: Date;
}

export interface StoredTraining extends Pick<TrainingState, 'last'> {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
}

/** An id that counts until it expires: the lock of a person's export, or the hash of a setup link. */
export interface StoredHold {
  readonly _id: string;
  readonly expiresAt: Date;
}

/**
 * A version of an object, with the key `name@version`.
 * Versions from before authors were recorded have none.
 */
export type StoredEdition<T> = T & {
  readonly _id: string;
  readonly requestId?: string | null;
  readonly createdAt?: Date | null;
  readonly createdBy?: PersonRef | null;
};

/**
 * One collection, through mongoose (reads with query casting) and the driver (writes, without its overhead).
 */
export interface Room<T extends { readonly _id: string }> {
  readonly model: Model<T>;
  readonly collection: mongo.Collection<T>;
}

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
    policies: define<StoredEdition<SlaPolicy>>(connection, 'sla_policies', editionSchema()),
    calendars: define<StoredEdition<Calendar>>(connection, 'sla_calendars', editionSchema()),
    bulkJobs: define<Stored<BulkJob>>(connection, 'bulk_jobs', bulkJobSchema()),
    bulkResults: define<Stored<BulkResult>>(connection, 'bulk_results', bulkResultSchema()),
    personExports: define<Stored<PersonExportJob>>(connection, 'person_exports', personExportSchema()),
    exportHolds: define<StoredHold>(connection, 'export_holds', holdSchema()),
    categories: define<StoredEdition<Choice>>(connection, 'categories', editionSchema()),
    ticketTypes: define<StoredEdition<Choice>>(connection, 'ticket_types', editionSchema()),
    resolutionCodes: define<StoredEdition<Choice>>(connection, 'resolution_codes', editionSchema()),
    holdReasons: define<StoredEdition<Choice>>(connection, 'hold_reasons', editionSchema()),
    teams: define<StoredEdition<Team>>(connection, 'teams', editionSchema()),
    redactions: define<Stored<Redaction>>(connection, 'redactions', redactionSchema()),
    customFields: define<StoredEdition<CustomField>>(connection, 'custom_fields', editionSchema()),
    deskSettings: define<StoredEdition<StoredSettings>>(connection, 'desk_settings', editionSchema()),
    mailTemplates: define<StoredEdition<MailTemplate>>(connection, 'mail_templates', editionSchema()),
    articles: define<StoredArticle>(connection, 'articles', articleSchema()),
    articleVersions: define<StoredEdition<ArticleVersionContent>>(
      connection,
      'article_versions',
      articleVersionSchema(),
    ),
    articleVectors: define<StoredArticleVector>(connection, 'article_vectors', anyFields()),
    articleCounts: define<StoredArticleCounts>(connection, 'article_counts', anyFields()),
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
    endedSecrets: define<StoredSecretGeneration>(
      connection,
      'ended_secrets',
      new Schema({ _id: String, current: Number }, options),
    ),
    setupLinks: define<StoredHold>(connection, 'setup_links', holdSchema()),
    triageModels: define<Stored<TriageModel>>(connection, 'triage_models', triageModelSchema()),
    triageActivation: define<StoredActivation>(connection, 'triage_activation', anyFields()),
    triageTraining: define<StoredTraining>(connection, 'triage_training', anyFields()),
    conversations: define<Stored<Conversation>>(connection, 'ai_conversations', conversationSchema()),
    aiCalls: define<StoredAiCall>(connection, 'ai_calls', aiCallSchema()),
    aiSpend: define<StoredAiSpend>(connection, 'ai_spend', holdSchema()),
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

function define<T extends { readonly _id: string }>(
  connection: Connection,
  name: string,
  schema: Schema,
): Room<T> {
  return {
    model: connection.model<T>(name, schema as unknown as Schema<T>, name),
    collection: connection.getClient().db(connection.name).collection<T>(name),
  };
}

/** Only the fields that queries use are declared. */
function bulkJobSchema(): Schema {
  const schema = new Schema({ _id: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

function bulkResultSchema(): Schema {
  const schema = new Schema({ _id: String, jobId: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ jobId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/**
 * Only the fields that queries use are declared.
 * One per person. No TTL index, because the file must be deleted with it.
 */
function personExportSchema(): Schema {
  const schema = new Schema(
    { _id: String, accountId: String, expiresAt: Date },
    { ...options, strict: false },
  );
  schema.index({ accountId: 1 }, { unique: true });
  schema.index({ expiresAt: 1 });
  return schema;
}

/** Read as it was written, but for what queries name. */
function redactionSchema(): Schema {
  const schema = new Schema({ _id: String, state: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ _id: 1, state: 1 }, { name: 'running', partialFilterExpression: { state: 'running' } });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/** Read as it was written. Two trainings at once must not give one version number twice. */
function triageModelSchema(): Schema {
  const schema = new Schema({ _id: String, version: Number }, { ...options, strict: false });
  schema.index({ version: 1 }, { unique: true });
  return schema;
}

/** One document, which is read by its key alone. */
function anyFields(): Schema {
  return new Schema({ _id: String }, { ...options, strict: false });
}

/** Read as it was written, but for what queries name. */
function aiCallSchema(): Schema {
  const schema = new Schema({ _id: String, at: Date, expiresAt: Date }, { ...options, strict: false });
  schema.index({ at: -1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/** Read as it was written, but for what queries name. Erasures find the conversations of a person. */
function conversationSchema(): Schema {
  const schema = new Schema({ _id: String, ownerId: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ ownerId: 1, _id: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

function holdSchema(): Schema {
  const schema = new Schema({ _id: String, expiresAt: Date }, options);
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

function idempotencySchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      requestHash: String,
      resourceId: String,
      lockedUntil: Date,
      expiresAt: Date,
      answer: String,
    },
    options,
  );
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/** Read as it was written: mongoose casts nothing in it. */
function editionSchema(): Schema {
  const schema = new Schema({ _id: String, name: String, version: Number }, { ...options, strict: false });
  schema.index({ name: 1, version: -1 });
  schema.index({ 'createdBy.id': 1, _id: 1 });
  return schema;
}

function articleVersionSchema(): Schema {
  const schema = editionSchema();
  schema.index({ 'owner.id': 1, _id: 1 });
  return schema;
}

function sweepSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      requestedBy: String,
      startedAt: Date,
      finishedAt: Date,
      report: anything,
      expiresAt: Date,
    },
    options,
  );
  schema.index({ startedAt: -1, _id: -1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
