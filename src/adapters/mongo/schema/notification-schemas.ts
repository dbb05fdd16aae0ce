import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/** Unread notifications of a person, which are few. */
export const UNREAD_NOTIFICATIONS = 'unread_notifications';

/** Read as it was written, but for what queries name. */
export function notificationSchema(): Schema {
  const schema = new Schema(
    { _id: String, personId: String, ticketId: String, readAt: Date, storedAt: Date, expiresAt: Date },
    { ...options, strict: false },
  );
  schema.index({ personId: 1, _id: -1 });
  schema.index(
    { personId: 1, readAt: 1 },
    { name: UNREAD_NOTIFICATIONS, partialFilterExpression: { readAt: null } },
  );
  schema.index({ storedAt: 1 });
  // For deleted tickets.
  schema.index({ ticketId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

/** Read as it was written, but for what queries name. */
export function pushSubscriptionSchema(): Schema {
  const schema = new Schema(
    { _id: String, personId: String, endpoint: String, createdAt: Date },
    { ...options, strict: false },
  );
  // A browser belongs to one person.
  schema.index({ endpoint: 1 }, { unique: true });
  schema.index({ personId: 1 });
  return schema;
}
