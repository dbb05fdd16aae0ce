import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/** Of a person and a ticket: drafts and read marks. Read as it was written, but for what queries name. */
export function personTicketSchema(): Schema {
  const schema = new Schema(
    { _id: String, personId: String, ticketId: String, expiresAt: Date },
    { ...options, strict: false },
  );
  // For erasures of a person, and for deleted tickets.
  schema.index({ personId: 1 });
  schema.index({ ticketId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function presenceSchema(): Schema {
  const schema = new Schema(
    { _id: String, ticketId: String, sentAt: Date, expiresAt: Date },
    { ...options, strict: false },
  );
  schema.index({ ticketId: 1 });
  schema.index({ sentAt: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
