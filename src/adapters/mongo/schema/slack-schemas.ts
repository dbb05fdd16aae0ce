import { Schema } from 'mongoose';
import { EXPIRES, options } from './schema-parts.js';

/** Requests that wait, in the order of their subject. */
export const WAITING_SLACK_REQUESTS = 'waiting_slack_requests';
/** Requests that wait, by the time of their next attempt. */
export const DUE_SLACK_REQUESTS = 'due_slack_requests';
/** Threads that wait, by the time of their next attempt. */
export const DUE_SLACK_THREADS = 'due_slack_threads';
/** The first message of each talk. */
export const SLACK_ROOTS = 'slack_roots';

const loose = { ...options, strict: false } as const;

export function slackWorkspaceSchema(): Schema {
  const schema = new Schema({ _id: String, teamId: String }, loose);
  schema.index({ teamId: 1 }, { unique: true });
  return schema;
}

export function slackChannelSchema(): Schema {
  const schema = new Schema({ _id: String, workspaceId: String, purpose: String }, loose);
  schema.index({ workspaceId: 1, _id: 1 });
  return schema;
}

export function slackRequestSchema(): Schema {
  const schema = new Schema(
    {
      ...{ _id: String, key: String, workspaceId: String, subject: String, state: String },
      ...{ nextAttemptAt: Date, expiresAt: Date },
    },
    loose,
  );
  schema.index({ key: 1 }, { unique: true });
  schema.index({ workspaceId: 1, state: 1, _id: -1 });
  schema.index(
    { subject: 1, _id: 1 },
    { name: WAITING_SLACK_REQUESTS, partialFilterExpression: { state: 'kept' } },
  );
  schema.index(
    { nextAttemptAt: 1 },
    { name: DUE_SLACK_REQUESTS, partialFilterExpression: { state: 'kept' } },
  );
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function slackThreadSchema(): Schema {
  const schema = new Schema(
    {
      ...{ _id: String, ticketId: String, workspaceId: String, channelId: String, rootTs: String },
      ...{ kind: String, isPending: Boolean, nextAttemptAt: Date },
    },
    loose,
  );
  schema.index({ ticketId: 1 });
  schema.index(
    { workspaceId: 1, channelId: 1, rootTs: 1 },
    { name: SLACK_ROOTS, partialFilterExpression: { kind: 'talk', rootTs: { $type: 'string' } } },
  );
  schema.index(
    { workspaceId: 1, nextAttemptAt: 1 },
    { name: DUE_SLACK_THREADS, partialFilterExpression: { isPending: true } },
  );
  return schema;
}

export function slackMessageSchema(): Schema {
  const schema = new Schema({ _id: String, ticketId: String, threadId: String, commentId: String }, loose);
  schema.index({ threadId: 1, commentId: 1 });
  schema.index({ ticketId: 1 });
  return schema;
}
