import type { AccountEvent } from '../../domain/account-events.js';
import type { ApiKey } from '../../domain/api-key.js';
import type { Delivery } from '../../domain/delivery.js';
import type { TicketEvent } from '../../domain/events.js';
import type { ReceivedMail } from '../../domain/inbound/received-mail.js';
import type { Session } from '../../domain/session.js';
import type { Comment, Ticket } from '../../domain/ticket.js';
import type { PersonalData, PersonalDataStore } from '../../ports/personal-data.js';
import { fromStored, type Stored } from './documents.js';
import type { Models, Room } from './models.js';
import { toTicket } from './stored-ticket.js';

/** Rows of each list in one export: what a person does in many years, and no more than fits into memory. */
const LIST_LIMIT = 20_000;

/** Where copies of people's names are kept: the path of the id, and that of the name beside it. */
const COPIES = {
  tickets: ['requester', 'assignment.assignee'],
  comments: ['author'],
  deliveries: ['recipient', 'details.assignee.from', 'details.assignee.to'],
  events: ['actor', 'account', 'details.assignee.from', 'details.assignee.to'],
  policies: ['createdBy'],
  calendars: ['createdBy'],
  customFields: ['createdBy'],
  views: ['owner'],
} as const;

export class MongoPersonalDataStore implements PersonalDataStore {
  constructor(private readonly models: Models) {}

  async collect(accountId: string): Promise<PersonalData> {
    const { tickets, comments, events, deliveries, receivedMails, sessions, apiKeys } = this.models;
    const person = { 'person.id': accountId };
    const lists = {
      tickets: await rows<Ticket>(tickets, { 'requester.id': accountId }, toTicket),
      comments: await rows<Comment>(comments, { 'author.id': accountId }),
      activities: await rows<TicketEvent>(events, { 'actor.id': accountId, kind: null }),
      mails: await rows<Delivery>(deliveries, { 'recipient.id': accountId }),
      receivedMails: await rows<ReceivedMail>(receivedMails, { accountId }),
      accountEvents: await rows<AccountEvent>(events, { 'account.id': accountId, kind: 'account' }),
      sessions: await rows<Session>(sessions, person),
      apiKeys: await rows<ApiKey>(apiKeys, person),
    };
    return { ...lists, isTruncated: Object.values(lists).some((list) => list.length === LIST_LIMIT) };
  }

  async rename(accountId: string, name: string): Promise<number> {
    let renamed = 0;
    for (const [room, paths] of Object.entries(COPIES)) {
      const { collection } = this.models[room as keyof typeof COPIES] as unknown as Room<{ _id: string }>;
      for (const path of paths) {
        const { modifiedCount } = await collection.updateMany(
          { [`${path}.id`]: accountId, [`${path}.name`]: { $ne: name } },
          { $set: { [`${path}.name`]: name } },
        );
        renamed += modifiedCount;
      }
    }
    const forgotten = [
      await this.forgetAnswers(accountId),
      await this.forgetViews(accountId),
      await this.forgetAccountDetails(accountId),
      await this.forgetSatisfactionComments(accountId),
    ];
    return forgotten.reduce((sum, count) => sum + count, renamed);
  }

  /** What they said of how they were served; the scores stay for the figures. */
  private async forgetSatisfactionComments(accountId: string): Promise<number> {
    const { modifiedCount } = await this.models.tickets.collection.updateMany(
      { 'requester.id': accountId, 'satisfaction.comment': { $type: 'string' } },
      { $set: { 'satisfaction.comment': null } },
    );
    return modifiedCount;
  }

  /** What somebody kept for themselves nobody else can read; what they shared is for others too. */
  private async forgetViews(accountId: string): Promise<number> {
    const { deletedCount } = await this.models.views.collection.deleteMany({
      'owner.id': accountId,
      isShared: false,
    });
    return deletedCount;
  }

  /** What mail servers said may name the address, and a mail about a changed one names the former. */
  private async forgetAnswers(accountId: string): Promise<number> {
    const { modifiedCount } = await this.models.deliveries.collection.updateMany(
      {
        'recipient.id': accountId,
        $or: [{ answer: { $ne: null } }, { 'details.former_address': { $exists: true } }],
      },
      { $set: { answer: null }, $unset: { 'details.former_address': '' } },
    );
    return modifiedCount;
  }

  /** The account's own trail says what was renamed from what, and from which addresses it was used. */
  private async forgetAccountDetails(accountId: string): Promise<number> {
    const { modifiedCount } = await this.models.events.collection.updateMany(
      { kind: 'account', 'account.id': accountId, type: { $ne: 'account.erased' } },
      { $set: { address: null }, $unset: { 'details.name': '', 'details.email': '' } },
    );
    return modifiedCount;
  }
}

async function rows<T extends { readonly id: string }>(
  room: { readonly collection: unknown },
  filter: Readonly<Record<string, unknown>>,
  read: (stored: Stored<T>) => T = fromStored,
): Promise<readonly T[]> {
  const { collection } = room as unknown as Room<Stored<T>>;
  const found = await collection
    .find(filter as Parameters<typeof collection.find>[0])
    .sort({ _id: 1 })
    .limit(LIST_LIMIT)
    .toArray();
  return found.map((stored) => read(stored as unknown as Stored<T>));
}
