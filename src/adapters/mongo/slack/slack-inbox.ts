import type { SlackOutcome, SlackRequest } from '../../../domain/slack/inbox.js';
import type { IdPage } from '../../../ports/paging.js';
import type { SlackInbox, SlackRequestQuery } from '../../../ports/slack/slack-store.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import { DUE_SLACK_REQUESTS, WAITING_SLACK_REQUESTS } from '../schema/slack-schemas.js';

/** The collection `slack_requests`. */
export class MongoSlackInbox implements SlackInbox {
  constructor(private readonly models: Models) {}

  async keep(request: SlackRequest): Promise<boolean> {
    try {
      await this.collection.insertOne(toStored(request), { writeConcern: { w: 'majority' } });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async find(id: string): Promise<SlackRequest | null> {
    const found = await this.collection.findOne({ _id: id });
    return found === null ? null : toRequest(found);
  }

  list({ workspaceId, state, ...page }: SlackRequestQuery): Promise<IdPage<SlackRequest>> {
    const filter = { workspaceId, ...(state === undefined ? {} : { state }) };
    return readIdPage(this.models.slackRequests.model, filter, page, { order: -1, from: toRequest });
  }

  async next(subject: string): Promise<SlackRequest | null> {
    const found = await this.collection.findOne(
      { subject, state: 'kept' },
      { sort: { _id: 1 }, hint: WAITING_SLACK_REQUESTS },
    );
    return found === null ? null : toRequest(found);
  }

  async settle(id: string, outcome: SlackOutcome, at: Date): Promise<void> {
    await this.collection.updateOne(
      { _id: id, state: 'kept' },
      { $set: { state: 'done', outcome, endedAt: at, body: null, fault: null } },
    );
  }

  async failed(id: string, fault: string, at: Date, nextAttemptAt: Date | null): Promise<void> {
    const next =
      nextAttemptAt === null ? ({ state: 'failed', endedAt: at } as const) : ({ nextAttemptAt } as const);
    await this.collection.updateOne(
      { _id: id, state: 'kept' },
      { $set: { fault, ...next }, $inc: { tries: 1 } },
    );
  }

  async replay(id: string, now: Date): Promise<SlackRequest | null> {
    const replayed = await this.collection.findOneAndUpdate(
      { _id: id, state: 'failed' },
      { $set: { state: 'kept', tries: 0, nextAttemptAt: now, endedAt: null } },
      { returnDocument: 'after' },
    );
    return replayed === null ? null : toRequest(replayed);
  }

  async dueSubjects(before: Date, limit: number): Promise<readonly string[]> {
    const rows = await this.collection
      .find(
        { state: 'kept', nextAttemptAt: { $lt: before } },
        { projection: { subject: 1 }, hint: DUE_SLACK_REQUESTS },
      )
      .sort({ nextAttemptAt: 1 })
      .limit(limit)
      .toArray();
    return [...new Set(rows.map(({ subject }) => subject))];
  }

  private get collection() {
    return this.models.slackRequests.collection;
  }
}

function toRequest(row: Stored<SlackRequest>): SlackRequest {
  return fromStored<SlackRequest>(row);
}
