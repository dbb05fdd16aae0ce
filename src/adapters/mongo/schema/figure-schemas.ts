import { Schema } from 'mongoose';
import { options } from './schema-parts.js';

/** The open tickets of a scope are few days of many. */
export function figureDaySchema(): Schema {
  const schema = new Schema({ _id: String }, { ...options, strict: false });
  schema.index({ set: 1, scope: 1, day: 1 });
  schema.index(
    { set: 1, scope: 1, open: 1 },
    { name: 'open', partialFilterExpression: { open: { $gt: 0 } } },
  );
  return schema;
}

export function figureTicketSchema(): Schema {
  const schema = new Schema({ _id: String }, { ...options, strict: false });
  schema.index({ set: 1 });
  return schema;
}
