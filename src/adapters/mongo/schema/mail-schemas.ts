import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/* Mails that came in. The raw messages lie in a GridFS bucket of the same name. And where they come from. */

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
  schema.index(
    { accountId: 1, _id: 1 },
    { name: 'mails_of_a_person', partialFilterExpression: { accountId: { $gt: '' } } },
  );
  // No TTL index: the raw message has to go with the record.
  schema.index({ expiresAt: 1 });
  return schema;
}

export function mailboxSchema(): Schema {
  const place = new Schema({ uidValidity: String, lastUid: Number }, { _id: false });
  return new Schema({ _id: String, holder: String, heldUntil: Date, since: Date, place }, options);
}

/** The number of recently processed mails of one Message-ID and author. */
export function heardMailSchema(): Schema {
  const schema = new Schema({ _id: String, count: Number, expiresAt: Date }, options);
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/** The effects of mails, for the limits of their authors. */
export function mailEffectSchema(): Schema {
  const schema = new Schema(
    { _id: String, mailId: String, effect: String, sender: String, at: Date, expiresAt: Date },
    options,
  );
  schema.index({ sender: 1, at: 1 });
  schema.index({ effect: 1, at: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
