import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/** Read as it was written. Two trainings at once must not give one version number twice. */
export function triageModelSchema(): Schema {
  const schema = new Schema({ _id: String, version: Number }, { ...options, strict: false });
  schema.index({ version: 1 }, { unique: true });
  return schema;
}

/** Read as it was written, but for what queries name. */
export function aiCallSchema(): Schema {
  const schema = new Schema({ _id: String, at: Date, expiresAt: Date }, { ...options, strict: false });
  schema.index({ at: -1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
