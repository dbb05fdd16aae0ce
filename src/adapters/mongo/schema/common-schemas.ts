import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/** One document, which is read by its key alone. */
export function anyFields(): Schema {
  return new Schema({ _id: String }, { ...options, strict: false });
}

export function holdSchema(): Schema {
  const schema = new Schema({ _id: String, expiresAt: Date }, options);
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function idempotencySchema(): Schema {
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
export function revisionSchema(): Schema {
  const schema = new Schema({ _id: String, name: String, version: Number }, { ...options, strict: false });
  schema.index({ name: 1, version: -1 });
  schema.index({ 'createdBy.id': 1, _id: 1 });
  return schema;
}

/** Read as it was written, until it expires. */
export function expiringSchema(): Schema {
  const schema = new Schema({ _id: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
