import { Schema, type Connection, type Model, type mongo } from 'mongoose';
import type { ApiKey } from '../../domain/api-key.js';
import type { BulkJob, BulkResult } from '../../domain/bulk-change.js';
import type { Calendar } from '../../domain/calendar/calendar.js';
import type { CustomField } from '../../domain/custom-fields.js';
import type { Delivery } from '../../domain/delivery.js';
import type { OneTimeCode } from '../../domain/one-time-code.js';
import type { RefreshToken, Session } from '../../domain/session.js';
import type { HoldfastEvent, View } from '../../ports/repositories.js';
import type { SlaPolicy } from '../../domain/sla.js';
import { STATUSES } from '../../domain/ticket-fields.js';
import { isFinal, type Comment, type Ticket } from '../../domain/ticket.js';
import type { PersonRef, User } from '../../domain/user.js';
import type { Sweep } from '../../ports/sweeps.js';
import type { Stored } from './documents.js';

export interface Counter {
  readonly _id: string;
  /** The first number that nobody has leased yet. */
  readonly next: number;
}

/** What is kept of an {@link IdempotencyClaim}; see `idempotency-records.ts`. */
export interface StoredIdempotencyRecord {
  readonly _id: string;
  readonly requestHash: string;
  readonly resourceId: string;
  readonly lockedUntil: Date;
  readonly expiresAt: Date;
  readonly answer: string | null;
}

/** A name that tells neither account nor address, and when it is forgotten. */
export interface StoredKnownAddress {
  readonly _id: string;
  readonly expiresAt: Date;
}

/** A {@link Sweep}, and when it is forgotten. */
export type StoredSweep = Stored<Sweep> & { readonly expiresAt: Date };

/** A version of something, under `name@version`. Versions from before there were authors have none. */
export type StoredEdition<T> = T & {
  readonly _id: string;
  readonly requestId?: string | null;
  readonly createdAt?: Date | null;
  readonly createdBy?: PersonRef | null;
};

/** One collection, seen by mongoose (reads with query casting) and by the driver (writes, without its overhead). */
export interface Room<T extends { readonly _id: string }> {
  readonly model: Model<T>;
  readonly collection: mongo.Collection<T>;
}

export type Models = ReturnType<typeof defineModels>;

const options = { versionKey: false, minimize: false, strict: true, strictQuery: 'throw' } as const;
const person = new Schema({ id: String, name: String }, { _id: false });
const anything = Schema.Types.Mixed;

/** The index of the tickets that are not over. */
export const OPEN_TICKETS = 'open_tickets';

/** The collections, the fields that queries may name, and their indexes. Validation is the domain's. */
export function defineModels(connection: Connection) {
  return {
    tickets: define<Stored<Ticket>>(connection, 'tickets', ticketSchema()),
    events: define<Stored<HoldfastEvent>>(connection, 'events', eventSchema()),
    comments: define<Stored<Comment>>(connection, 'comments', commentSchema()),
    deliveries: define<Stored<Delivery>>(connection, 'deliveries', deliverySchema()),
    users: define<Stored<User>>(connection, 'users', userSchema()),
    sessions: define<Stored<Session>>(connection, 'sessions', sessionSchema()),
    refreshTokens: define<Stored<RefreshToken>>(connection, 'refresh_tokens', refreshTokenSchema()),
    codes: define<Stored<OneTimeCode>>(connection, 'one_time_codes', codeSchema()),
    apiKeys: define<Stored<ApiKey>>(connection, 'api_keys', apiKeySchema()),
    policies: define<StoredEdition<SlaPolicy>>(connection, 'sla_policies', editionSchema()),
    calendars: define<StoredEdition<Calendar>>(connection, 'sla_calendars', editionSchema()),
    bulkJobs: define<Stored<BulkJob>>(connection, 'bulk_jobs', bulkJobSchema()),
    bulkResults: define<Stored<BulkResult>>(connection, 'bulk_results', bulkResultSchema()),
    customFields: define<StoredEdition<CustomField>>(connection, 'custom_fields', editionSchema()),
    views: define<Stored<View>>(connection, 'views', viewSchema()),
    idempotency: define<StoredIdempotencyRecord>(connection, 'idempotency_keys', idempotencySchema()),
    counters: define<Counter>(connection, 'counters', new Schema({ _id: String, next: Number }, options)),
    sweeps: define<StoredSweep>(connection, 'sweeps', sweepSchema()),
    knownAddresses: define<StoredKnownAddress>(connection, 'known_addresses', knownAddressSchema()),
  };
}

/** Creates collections and indexes that are missing. Called explicitly at start-up, never by a query. */
export async function ensureIndexes(models: Models): Promise<void> {
  for (const { model } of Object.values(models)) {
    await model.createCollection();
    await model.createIndexes();
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

function ticketSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      number: String,
      title: String,
      description: String,
      status: String,
      priority: String,
      category: String,
      type: String,
      requester: person,
      assignment: new Schema({ assignee: person, at: Date, acceptedAt: Date }, { _id: false }),
      team: String,
      autoAssign: Boolean,
      queuedAt: Date,
      declinedBy: [String],
      waiting: new Schema({ countsFrom: Date, reminders: Number }, { _id: false }),
      tags: [String],
      requiredSkills: [String],
      chosenByPerson: [String],
      language: String,
      sentiment: String,
      source: String,
      triage: new Schema({ state: String, runId: String }, { _id: false, strict: false }),
      sla: new Schema({ policy: String, state: String }, { _id: false, strict: false }),
      resolutionCode: String,
      satisfaction: new Schema({ score: Number, comment: String, at: Date }, { _id: false }),
      links: [anything],
      customFields: [new Schema({ field: String, value: anything }, { _id: false })],
      workflowStartedAt: Date,
      createdAt: Date,
      updatedAt: Date,
      resolvedAt: Date,
      closedAt: Date,
      version: Number,
    },
    options,
  );
  schema.index({ number: 1 }, { unique: true });
  schema.index({ createdAt: -1, _id: -1 });
  schema.index({ updatedAt: -1, _id: -1 });
  schema.index({ status: 1, createdAt: -1, _id: -1 });
  schema.index({ 'requester.id': 1, createdAt: -1, _id: -1 });
  schema.index({ 'assignment.assignee.id': 1, createdAt: -1, _id: -1 });
  schema.index(
    { team: 1, createdAt: -1, _id: -1 },
    { name: 'team', partialFilterExpression: { team: { $gt: '' } } },
  );
  schema.index(
    { 'customFields.field': 1, 'customFields.value': 1, createdAt: -1, _id: -1 },
    { name: 'custom_fields', partialFilterExpression: { 'customFields.field': { $gt: '' } } },
  );
  schema.index({ 'links.ticket.id': 1 }, { sparse: true });
  schema.index({ title: 'text' }, { default_language: 'none', language_override: 'textLanguage' });
  schema.index(
    { _id: 1, status: 1 },
    { name: 'fallback_triage', partialFilterExpression: { 'triage.state': 'fallback' } },
  );
  // Small, however many tickets there have been: for whoever goes over all that are open.
  schema.index(
    { _id: 1, status: 1 },
    {
      name: OPEN_TICKETS,
      partialFilterExpression: { status: { $in: STATUSES.filter((status) => !isFinal(status)) } },
    },
  );
  return schema;
}

function eventSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      ticketId: String,
      ticketNumber: String,
      type: String,
      at: Date,
      actor: anything,
      origin: String,
      isInternal: Boolean,
      details: anything,
      ticketVersion: Number,
      publishedAt: Date,
      kind: String,
      account: person,
      address: String,
      followUps: [String],
      expiresAt: Date,
    },
    options,
  );
  schema.index({ ticketId: 1, ticketVersion: 1, _id: 1 });
  schema.index(
    { kind: 1, _id: -1 },
    { name: 'account_events', partialFilterExpression: { kind: 'account' } },
  );
  schema.index(
    { 'account.id': 1, _id: -1 },
    { name: 'events_of_an_account', partialFilterExpression: { kind: 'account' } },
  );
  schema.index(
    { type: 1, _id: -1 },
    { name: 'tombstones', partialFilterExpression: { type: 'ticket.deleted' } },
  );
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { kind: 'account' } });
  // The outbox: empty when all is well, however long the trail grows.
  schema.index({ at: 1 }, { name: 'outbox', partialFilterExpression: { publishedAt: null } });
  return schema;
}

function commentSchema(): Schema {
  const schema = new Schema(
    { _id: String, ticketId: String, author: person, body: String, isInternal: Boolean, createdAt: Date },
    options,
  );
  schema.index({ ticketId: 1, _id: 1 });
  schema.index({ 'author.id': 1 });
  return schema;
}

function deliverySchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      ticketId: String,
      eventId: String,
      kind: String,
      details: anything,
      recipient: person,
      state: String,
      attempts: Number,
      claimedUntil: Date,
      createdAt: Date,
      sentAt: Date,
      answer: String,
    },
    options,
  );
  schema.index({ ticketId: 1, state: 1 });
  schema.index({ state: 1, _id: -1 });
  schema.index({ 'recipient.id': 1, _id: -1 });
  return schema;
}

function userSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      email: String,
      name: String,
      role: String,
      skills: [String],
      team: String,
      capacity: Number,
      load: Number,
      absence: new Schema({ from: Date, until: Date }, { _id: false }),
      calendar: String,
      isActive: Boolean,
      lastAssignedAt: Date,
      waysGiven: Number,
      passwordHash: String,
      emailVerifiedAt: Date,
      erasedAt: Date,
      createdAt: Date,
      version: Number,
    },
    options,
  );
  schema.index({ email: 1 }, { unique: true });
  schema.index({ role: 1, isActive: 1 });
  return schema;
}

const EXPIRES = { expireAfterSeconds: 0 } as const;

function sessionPerson(): Schema {
  return new Schema({ id: String, name: String, role: String }, { _id: false });
}

function sessionSchema(): Schema {
  const schema = new Schema(
    { _id: String, person: sessionPerson(), createdAt: Date, expiresAt: Date },
    options,
  );
  schema.index({ 'person.id': 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

function refreshTokenSchema(): Schema {
  const schema = new Schema({ _id: String, sessionId: String, usedAt: Date, expiresAt: Date }, options);
  schema.index({ sessionId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

function codeSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      accountId: String,
      purpose: String,
      attemptsLeft: Number,
      createdAt: Date,
      expiresAt: Date,
    },
    options,
  );
  schema.index({ accountId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

function apiKeySchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      person: sessionPerson(),
      name: String,
      prefix: String,
      hash: String,
      scopes: [String],
      createdAt: Date,
      expiresAt: Date,
      lastUsedAt: Date,
    },
    options,
  );
  schema.index({ hash: 1 }, { unique: true });
  schema.index({ 'person.id': 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/** Read as it was written, but for what queries name. */
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
  return schema;
}

function viewSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      name: String,
      owner: person,
      filter: anything,
      sort: String,
      isShared: Boolean,
      createdAt: Date,
      updatedAt: Date,
      version: Number,
    },
    options,
  );
  schema.index({ 'owner.id': 1, _id: 1 });
  schema.index({ isShared: 1, _id: 1 }, { partialFilterExpression: { isShared: true } });
  return schema;
}

function knownAddressSchema(): Schema {
  const schema = new Schema({ _id: String, expiresAt: Date }, options);
  schema.index({ expiresAt: 1 }, EXPIRES);
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
