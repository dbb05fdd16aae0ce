import type { SlackMessage, SlackThread } from '../../../domain/slack/thread.js';
import type { SlackThreads } from '../../../ports/slack/slack-store.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { COUNT_LIMIT } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import { DUE_SLACK_THREADS, SLACK_ROOTS } from '../schema/slack-schemas.js';

/** The collections `slack_threads` and `slack_messages`. */
export class MongoSlackThreads implements SlackThreads {
  constructor(private readonly models: Models) {}

  async find(id: string): Promise<SlackThread | null> {
    const found = await this.threads.findOne({ _id: id });
    return found === null ? null : toThread(found);
  }

  async findByRoot(workspaceId: string, channelId: string, rootTs: string): Promise<SlackThread | null> {
    const found = await this.threads.findOne(
      { workspaceId, channelId, rootTs, kind: 'talk' },
      { hint: SLACK_ROOTS },
    );
    return found === null ? null : toThread(found);
  }

  async add(thread: SlackThread): Promise<void> {
    await this.threads.insertOne(toStored(thread)).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  }

  async touch(ticketId: string, now: Date): Promise<readonly string[]> {
    await this.threads.updateMany({ ticketId }, touchedAt(now));
    const rows = await this.threads.find({ ticketId }, { projection: { _id: 1 } }).toArray();
    return rows.map(({ _id }) => _id);
  }

  async touchOne(id: string, now: Date): Promise<void> {
    await this.threads.updateOne({ _id: id }, touchedAt(now));
  }

  async setRoot(id: string, channelId: string, rootTs: string): Promise<void> {
    await this.threads.updateOne({ _id: id }, { $set: { channelId, rootTs } });
  }

  async shown(id: string, wanted: number, seenVersion: number): Promise<void> {
    await this.threads.updateOne({ _id: id }, { $set: { seenVersion, failures: 0 } });
    await this.threads.updateOne({ _id: id, wanted }, { $set: { isPending: false } });
  }

  async progress(
    id: string,
    fields: { readonly seenVersion?: number; readonly fault?: string | null },
  ): Promise<void> {
    await this.threads.updateOne({ _id: id }, { $set: fields });
  }

  async postpone(id: string, until: Date, fault: string | null, failures: number): Promise<void> {
    await this.threads.updateOne(
      { _id: id, isPending: true },
      { $set: { nextAttemptAt: until, fault, failures } },
    );
  }

  async due(workspaceIds: readonly string[], before: Date, limit: number): Promise<readonly string[]> {
    if (workspaceIds.length === 0) return [];
    const rows = await this.threads
      .find(
        { workspaceId: { $in: [...workspaceIds] }, isPending: true, nextAttemptAt: { $lt: before } },
        { projection: { _id: 1 }, hint: DUE_SLACK_THREADS },
      )
      .sort({ nextAttemptAt: 1 })
      .limit(limit)
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  async resume(
    { workspaceId, channelId }: { readonly workspaceId: string; readonly channelId?: string },
    now: Date,
  ): Promise<void> {
    const place = { workspaceId, ...(channelId === undefined ? {} : { channelId }) };
    await this.threads.updateMany(
      { ...place, isPending: true },
      { $set: { nextAttemptAt: now, failures: 0 } },
    );
  }

  async waiting(workspaceId: string) {
    const { slackRequests } = this.models;
    const count = { limit: COUNT_LIMIT };
    const [incoming, failed, outgoing] = await Promise.all([
      slackRequests.collection.countDocuments({ workspaceId, state: 'kept' }, count),
      slackRequests.collection.countDocuments({ workspaceId, state: 'failed' }, count),
      this.threads.countDocuments({ workspaceId, isPending: true }, { ...count, hint: DUE_SLACK_THREADS }),
    ]);
    return { incoming, failed, outgoing };
  }

  async findMessage(id: string): Promise<SlackMessage | null> {
    const found = await this.messages.findOne({ _id: id });
    return found === null ? null : toMessage(found);
  }

  async posted(threadId: string): Promise<readonly SlackMessage[]> {
    const all = (await this.messages.find({ threadId, ts: { $ne: null } }).toArray()).map(toMessage);
    const heads = [`${threadId}:receipt`, `${threadId}:card`];
    return all.filter(({ id }) => id.startsWith(`${threadId}:`) && !heads.includes(id));
  }

  async messagesOf(threadId: string, commentId: string): Promise<readonly SlackMessage[]> {
    return (await this.messages.find({ threadId, commentId }).toArray()).map(toMessage);
  }

  async claimMessage(message: SlackMessage): Promise<SlackMessage | null> {
    try {
      await this.messages.insertOne(toStored(message));
      return null;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.findMessage(message.id);
    }
  }

  async putMessage(message: SlackMessage): Promise<void> {
    await this.messages.replaceOne({ _id: message.id }, toStored(message), { upsert: true });
  }

  private get threads() {
    return this.models.slackThreads.collection;
  }

  private get messages() {
    return this.models.slackMessages.collection;
  }
}

function touchedAt(now: Date) {
  return { $set: { isPending: true, nextAttemptAt: now }, $inc: { wanted: 1 } };
}

function toThread(row: Stored<SlackThread>): SlackThread {
  return fromStored<SlackThread>(row);
}

function toMessage(row: Stored<SlackMessage>): SlackMessage {
  return fromStored<SlackMessage>(row);
}
