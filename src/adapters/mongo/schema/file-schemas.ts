import { Schema } from 'mongoose';
import { options } from './schema-parts.js';

/** Only the fields that queries use are declared. No TTL index, because the content must be deleted with it. */
export function fileSchema(): Schema {
  const schema = new Schema(
    { _id: String, uploadId: String, ownerId: String, uploadedAt: Date, changedAt: Date },
    { ...options, strict: false },
  );
  schema.index({ uploadId: 1 }, { unique: true });
  schema.index({ ownerId: 1 });
  schema.index({ 'uploadedBy.id': 1 });
  schema.index({ uploadedAt: 1 });
  schema.index({ changedAt: 1 });
  return schema;
}
