import { Schema } from 'mongoose';
import { anything, EXPIRES, options } from './schema-parts.js';

/* People, and what they sign in with. */

/** The index of the organisations, by domain. */
export const DOMAINS = 'domains';

/** The index of all addresses of people, and that of their identities. */
export const ADDRESSES = 'addresses';
export const IDENTITIES = 'identities';

function sessionPerson(): Schema {
  return new Schema(
    { id: String, name: String, role: String, organisationId: String, ticketVisibility: String },
    { _id: false },
  );
}

export function userSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      email: String,
      addressKeys: [String],
      otherAddresses: [String],
      identities: [String],
      name: String,
      firstName: String,
      lastName: String,
      phone: String,
      department: String,
      location: String,
      timeZone: String,
      languages: [String],
      role: String,
      skills: [String],
      team: String,
      organisationId: String,
      ticketVisibility: String,
      capacity: Number,
      load: Number,
      absence: new Schema({ from: Date, until: Date }, { _id: false }),
      calendar: String,
      isActive: Boolean,
      lastAssignedAt: Date,
      waysGiven: Number,
      passwordHash: String,
      emailVerifiedAt: Date,
      mailProblem: new Schema({ at: Date, answer: String }, { _id: false }),
      language: String,
      mailsOff: [String],
      quietHours: new Schema({ from: String, to: String, timeZone: String }, { _id: false }),
      merge: anything,
      erasedAt: Date,
      createdAt: Date,
      version: Number,
    },
    options,
  );
  schema.index({ email: 1 }, { unique: true });
  // Accounts that the version before wrote have none until the next start.
  schema.index({ addressKeys: 1 }, { name: ADDRESSES, unique: true, sparse: true });
  // Without the condition, two people without identities would collide.
  schema.index(
    { identities: 1 },
    { name: IDENTITIES, unique: true, partialFilterExpression: { 'identities.0': { $exists: true } } },
  );
  schema.index({ 'merge.intoId': 1 }, { name: 'merged_into', sparse: true });
  schema.index({ role: 1, isActive: 1 });
  schema.index(
    { organisationId: 1, _id: 1 },
    { name: 'people_of', partialFilterExpression: { organisationId: { $gt: '' } } },
  );
  return schema;
}

export function organisationSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      name: String,
      domains: [String],
      policy: String,
      notes: String,
      isVip: Boolean,
      ticketVisibility: String,
      createdAt: Date,
      version: Number,
    },
    options,
  );
  // Without the condition, two organisations without domains would collide.
  schema.index(
    { domains: 1 },
    { name: DOMAINS, unique: true, partialFilterExpression: { 'domains.0': { $exists: true } } },
  );
  return schema;
}

export function sessionSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      person: sessionPerson(),
      hasFactor: Boolean,
      createdAt: Date,
      expiresAt: Date,
      kind: String,
      lastUsedAt: Date,
      device: String,
    },
    options,
  );
  schema.index({ 'person.id': 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function refreshTokenSchema(): Schema {
  const schema = new Schema({ _id: String, sessionId: String, usedAt: Date, expiresAt: Date }, options);
  schema.index({ sessionId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function codeSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      accountId: String,
      purpose: String,
      newAddress: String,
      attemptsLeft: Number,
      triesByNetwork: { type: Map, of: Number },
      createdAt: Date,
      expiresAt: Date,
    },
    options,
  );
  schema.index({ accountId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function secondFactorSchema(): Schema {
  return new Schema(
    { _id: String, sealedSecret: String, confirmedAt: Date, lastStep: Number, recoveryHashes: [String] },
    options,
  );
}

export function apiKeySchema(): Schema {
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

export function knownAddressSchema(): Schema {
  const schema = new Schema({ _id: String, expiresAt: Date }, options);
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
