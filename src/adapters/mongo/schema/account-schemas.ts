import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/* People, and what they sign in with. */

function sessionPerson(): Schema {
  return new Schema({ id: String, name: String, role: String }, { _id: false });
}

export function userSchema(): Schema {
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
      mailProblem: new Schema({ at: Date, answer: String }, { _id: false }),
      language: String,
      mailsOff: [String],
      quietHours: new Schema({ from: String, to: String, timeZone: String }, { _id: false }),
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

export function sessionSchema(): Schema {
  const schema = new Schema(
    { _id: String, person: sessionPerson(), hasFactor: Boolean, createdAt: Date, expiresAt: Date },
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
