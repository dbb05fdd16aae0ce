import { Schema } from 'mongoose';
import { options } from './schema-parts.js';

/** The name of the index of the files that the virus scanner has not seen. */
export const HELD_FILES = 'held_files';

/** Only the fields that queries use are declared. No TTL index, because the content must be deleted with it. */
export function fileSchema(): Schema {
  const schema = new Schema(
    { _id: String, uploadId: String, ownerId: String, uploadedAt: Date, changedAt: Date },
    { ...options, strict: false },
  );
  schema.index({ uploadId: 1 }, { unique: true });
  schema.index({ ownerId: 1 });
  schema.index({ 'uploadedBy.id': 1, _id: 1 });
  schema.index({ movedBy: 1 }, { sparse: true });
  schema.index({ uploadedAt: 1 });
  schema.index(
    { 'scan.state': 1, uploadedAt: 1 },
    { name: HELD_FILES, partialFilterExpression: { 'scan.state': 'pending' } },
  );
  schema.index({ changedAt: 1 });
  return schema;
}
