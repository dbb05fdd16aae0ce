import { Schema } from 'mongoose';
import { options } from './schema-parts.js';

/* Mails that came in. The raw messages lie in a GridFS bucket of the same name. */

export function receivedMailSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      key: String,
      source: String,
      recipients: [String],
      sizeBytes: Number,
      receivedAt: Date,
      state: String,
      outcome: new Schema({ kind: String }, { _id: false, strict: false }),
      fault: String,
      accountId: String,
      expiresAt: Date,
    },
    options,
  );
  schema.index({ key: 1 }, { unique: true });
  schema.index({ state: 1, _id: -1 });
  schema.index({ accountId: 1 }, { sparse: true });
  // No TTL index: the raw message has to go with the record.
  schema.index({ expiresAt: 1 });
  return schema;
}
