import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/** Pending deliveries, which are few. */
export const PENDING_WEBHOOKS = 'pending_webhooks';
/** Pending deliveries of a ticket, in the order of its events. */
export const WEBHOOK_ORDER = 'webhook_order';

/** Read as it was written, but for what queries name. */
export function webhookDeliverySchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      endpointId: String,
      eventId: String,
      ticketId: String,
      ticketVersion: Number,
      state: String,
      nextAttemptAt: Date,
      claimedUntil: Date,
      endedAt: Date,
      expiresAt: Date,
    },
    { ...options, strict: false },
  );
  schema.index({ endpointId: 1, state: 1, _id: -1 });
  schema.index(
    { nextAttemptAt: 1 },
    { name: PENDING_WEBHOOKS, partialFilterExpression: { state: 'pending' } },
  );
  schema.index(
    { endpointId: 1, ticketId: 1, ticketVersion: 1 },
    { name: WEBHOOK_ORDER, partialFilterExpression: { state: 'pending' } },
  );
  schema.index({ endpointId: 1, endedAt: -1 }, { partialFilterExpression: { state: 'delivered' } });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}
