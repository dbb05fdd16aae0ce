import { Schema } from 'mongoose';
import { anything, EXPIRES, options } from './schema-parts.js';

/** Only the fields that queries use are declared. */
export function bulkJobSchema(): Schema {
  const schema = new Schema({ _id: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function bulkResultSchema(): Schema {
  const schema = new Schema({ _id: String, jobId: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ jobId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/**
 * Only the fields that queries use are declared.
 * One per person. No TTL index, because the file must be deleted with it.
 */
export function personExportSchema(): Schema {
  const schema = new Schema(
    { _id: String, accountId: String, expiresAt: Date },
    { ...options, strict: false },
  );
  schema.index({ accountId: 1 }, { unique: true });
  schema.index({ expiresAt: 1 });
  return schema;
}

/** Read as it was written, but for what queries name. */
export function redactionSchema(): Schema {
  const schema = new Schema({ _id: String, state: String, expiresAt: Date }, { ...options, strict: false });
  schema.index({ _id: 1, state: 1 }, { name: 'running', partialFilterExpression: { state: 'running' } });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function sweepSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      requestedBy: String,
      startedAt: Date,
      finishedAt: Date,
      report: anything,
      expiresAt: Date,
    },
    options,
  );
  schema.index({ startedAt: -1, _id: -1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
