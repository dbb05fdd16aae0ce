import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/** Read in the order of writing, for the copies in memory. Only removed vectors expire. */
export function ticketVectorSchema(): Schema {
  const schema = new Schema(
    { _id: String, model: String, at: Date, expiresAt: Date },
    { ...options, strict: false },
  );
  schema.index({ model: 1, at: 1, _id: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
