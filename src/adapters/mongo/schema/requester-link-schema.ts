import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

export function requesterLinkSchema(): Schema {
  const schema = new Schema(
    { _id: String, ticketId: String, expiresAt: Date },
    { ...options, strict: false },
  );
  schema.index({ ticketId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
