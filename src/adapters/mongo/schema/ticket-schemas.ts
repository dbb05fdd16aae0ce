import { Schema } from 'mongoose';
import { OPEN_STATUSES } from '../../../domain/tickets/ticket.js';
import { anything, EXPIRES, options, person } from './schema-parts.js';

/* Tickets, and what belongs to them. */

/**
 * The index of the tickets that are not over. Versions without the status `on_hold` have `open_tickets` beside it, which a
 * release after them can drop.
 */
export const OPEN_TICKETS = 'unfinished_tickets';

/** The index of tickets with a person, now or earlier, in copy. */
export const IN_COPY = 'in_copy';

/** The index of queued tickets, in their order. */
export const QUEUE = 'queue';

/** The index of the tickets, or comments, that were created by a mail with a Message-ID. */
export const MESSAGE_IDS = 'message_ids';

/** The index of the deleted comments, by the person who deleted them. */
export const DELETED_COMMENTS = 'deleted_comments';

export function ticketSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      number: String,
      title: String,
      titleWords: [String],
      description: String,
      status: String,
      priority: String,
      category: String,
      type: String,
      requester: person,
      organisationId: String,
      formerRequesters: { type: [anything], default: undefined },
      assignment: new Schema(
        {
          assignee: person,
          at: Date,
          acceptedAt: Date,
          expectedAt: Date,
          usedLinks: { type: [String], default: undefined },
        },
        { _id: false },
      ),
      team: String,
      autoAssign: Boolean,
      queuedAt: Date,
      queue: new Schema({ rank: Number, dueAt: Date }, { _id: false }),
      declinedBy: [String],
      waiting: new Schema({ countsFrom: Date, reminders: Number }, { _id: false }),
      hold: new Schema({ reason: String, pausesClock: Boolean, until: Date }, { _id: false }),
      lastWord: new Schema({ by: String, at: Date }, { _id: false }),
      tags: [String],
      requiredSkills: [String],
      chosenByPerson: [String],
      language: String,
      sentiment: String,
      source: String,
      triage: new Schema({ state: String, runId: String }, { _id: false, strict: false }),
      sla: new Schema({ policy: String, state: String }, { _id: false, strict: false }),
      resolutionCode: String,
      satisfaction: new Schema({ score: Number, comment: String, at: Date }, { _id: false }),
      links: [anything],
      customFields: [new Schema({ field: String, value: anything }, { _id: false })],
      workflowStartedAt: Date,
      createdAt: Date,
      updatedAt: Date,
      resolvedAt: Date,
      closedAt: Date,
      version: Number,
      messageId: String,
    },
    options,
  );
  schema.index({ number: 1 }, { unique: true });
  schema.index({ createdAt: -1, _id: -1 });
  schema.index({ updatedAt: -1, _id: -1 });
  schema.index({ status: 1, createdAt: -1, _id: -1 });
  schema.index({ 'requester.id': 1, createdAt: -1, _id: -1 });
  schema.index(
    { organisationId: 1, createdAt: -1, _id: -1 },
    { name: 'organisation', partialFilterExpression: { organisationId: { $gt: '' } } },
  );
  schema.index({ 'assignment.assignee.id': 1, createdAt: -1, _id: -1 });
  schema.index(
    { team: 1, createdAt: -1, _id: -1 },
    { name: 'team', partialFilterExpression: { team: { $gt: '' } } },
  );
  schema.index(
    { 'customFields.field': 1, 'customFields.value': 1, createdAt: -1, _id: -1 },
    { name: 'custom_fields', partialFilterExpression: { 'customFields.field': { $gt: '' } } },
  );
  // Few tickets each, however many there have been.
  schema.index(
    { tags: 1, createdAt: -1, _id: -1 },
    { name: 'tags', partialFilterExpression: { tags: { $gt: '' } } },
  );
  schema.index(
    { assignment: 1, createdAt: -1, _id: -1 },
    { name: 'unassigned', partialFilterExpression: { assignment: null } },
  );
  schema.index(
    { 'sla.state': 1, createdAt: -1, _id: -1 },
    { name: 'sla_clocks', partialFilterExpression: { 'sla.state': { $in: ['running', 'paused'] } } },
  );
  schema.index(
    { 'queue.rank': 1, 'queue.dueAt': 1, createdAt: 1, _id: 1 },
    { name: QUEUE, partialFilterExpression: { 'queue.rank': { $gte: 0 } } },
  );
  schema.index({ 'links.ticket.id': 1 }, { sparse: true });
  // To undo a merge of people.
  schema.index({ 'formerRequesters.mergeId': 1, _id: 1 }, { name: 'merged_people', sparse: true });
  indexMessageIds(schema);
  schema.index(
    { 'participants.fingerprint': 1, _id: 1 },
    { name: IN_COPY, partialFilterExpression: { 'participants.fingerprint': { $gt: '' } } },
  );
  // In the order of lists, so that a word which is in very many titles costs no more than one page.
  schema.index({ titleWords: 1, createdAt: -1, _id: -1 });
  schema.index(
    { _id: 1, status: 1 },
    { name: 'fallback_triage', partialFilterExpression: { 'triage.state': 'fallback' } },
  );
  // Ascending, because counts name the index of time by its key pattern.
  schema.index(
    { createdAt: 1, _id: 1 },
    { name: 'triage_reviews', partialFilterExpression: { 'triage.state': 'needs_review' } },
  );
  // Small for any number of tickets: for jobs over all open ones.
  schema.index(
    { _id: 1, status: 1 },
    {
      name: OPEN_TICKETS,
      partialFilterExpression: { status: { $in: OPEN_STATUSES } },
    },
  );
  return schema;
}

export function eventSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      ticketId: String,
      ticketNumber: String,
      type: String,
      at: Date,
      actor: anything,
      origin: String,
      isInternal: Boolean,
      details: anything,
      ticketVersion: Number,
      publishedAt: Date,
      kind: String,
      account: person,
      address: String,
      followUps: [String],
      mailId: String,
      expiresAt: Date,
    },
    options,
  );
  schema.index({ ticketId: 1, ticketVersion: 1, _id: 1 });
  schema.index(
    { kind: 1, _id: -1 },
    { name: 'account_events', partialFilterExpression: { kind: 'account' } },
  );
  schema.index(
    { 'account.id': 1, _id: -1 },
    { name: 'events_of_an_account', partialFilterExpression: { kind: 'account' } },
  );
  schema.index(
    { 'actor.id': 1, _id: 1 },
    { name: 'events_of_an_actor', partialFilterExpression: { 'actor.type': 'user' } },
  );
  schema.index(
    { 'actor.apiKeyId': 1, _id: -1 },
    { name: 'events_of_a_key', partialFilterExpression: { 'actor.apiKeyId': { $exists: true } } },
  );
  indexAssignees(schema);
  schema.index(
    { type: 1, _id: -1 },
    { name: 'tombstones', partialFilterExpression: { type: 'ticket.deleted' } },
  );
  schema.index({ expiresAt: 1 }, { ...EXPIRES, partialFilterExpression: { kind: 'account' } });
  schema.index(
    { expiresAt: 1 },
    { ...EXPIRES, name: 'mail_events', partialFilterExpression: { kind: 'mail' } },
  );
  schema.index(
    { expiresAt: 1 },
    { ...EXPIRES, name: 'file_events', partialFilterExpression: { kind: 'file' } },
  );
  // The outbox: empty in normal operation, however many events there are.
  schema.index({ at: 1 }, { name: 'outbox', partialFilterExpression: { publishedAt: null } });
  return schema;
}

/** Few documents contain earlier and later assignees. The index finds them for their names. */
function indexAssignees(schema: Schema): void {
  for (const [name, path] of [
    ['taken_from', 'details.assignee.from.id'],
    ['given_to', 'details.assignee.to.id'],
  ] as const) {
    schema.index({ [path]: 1, _id: 1 }, { name, partialFilterExpression: { [path]: { $gt: '' } } });
  }
}

/** Only for tickets and comments from mails, the latest first. */
function indexMessageIds(schema: Schema): void {
  schema.index(
    { messageId: 1, _id: -1 },
    { name: MESSAGE_IDS, partialFilterExpression: { messageId: { $gt: '' } } },
  );
}

export function commentSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      ticketId: String,
      author: person,
      body: String,
      isInternal: Boolean,
      createdAt: Date,
      messageId: String,
      deleted: new Schema({ at: Date, by: person, isTakenBack: Boolean }, { _id: false }),
    },
    options,
  );
  schema.index({ 'formerAuthors.mergeId': 1 }, { name: 'merged_people', sparse: true });
  schema.index({ ticketId: 1, _id: 1 });
  schema.index({ 'author.id': 1, _id: 1 });
  schema.index(
    { 'deleted.by.id': 1, _id: 1 },
    { name: DELETED_COMMENTS, partialFilterExpression: { 'deleted.by.id': { $gt: '' } } },
  );
  indexMessageIds(schema);
  return schema;
}

export function deliverySchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      ticketId: String,
      eventId: String,
      eventAt: Date,
      kind: String,
      details: anything,
      recipient: person,
      state: String,
      attempts: Number,
      claimedUntil: Date,
      returned: new Schema({ at: Date, answer: String }, { _id: false }),
      createdAt: Date,
      sentAt: Date,
      answer: String,
      isByHand: Boolean,
      notBefore: Date,
      carriedBy: String,
      carries: Number,
    },
    options,
  );
  schema.index({ ticketId: 1, state: 1, sentAt: 1 });
  schema.index({ state: 1, _id: -1 });
  schema.index({ 'recipient.id': 1, _id: -1 });
  indexAssignees(schema);
  return schema;
}

export function viewSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      name: String,
      owner: person,
      filter: anything,
      sort: String,
      isShared: Boolean,
      createdAt: Date,
      updatedAt: Date,
      version: Number,
    },
    options,
  );
  schema.index({ 'owner.id': 1, _id: 1 });
  schema.index({ isShared: 1, _id: 1 }, { partialFilterExpression: { isShared: true } });
  return schema;
}
