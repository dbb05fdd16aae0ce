import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

export function conversationSchema(): Schema {
  const schema = new Schema(
    { _id: String, ownerId: String, fileIds: [String], expiresAt: Date },
    { ...options, strict: false },
  );
  schema.index({ ownerId: 1, _id: 1 });
  schema.index({ fileIds: 1 }, { sparse: true });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
