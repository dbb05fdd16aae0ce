import type { LiveToken, LiveTokens } from '../../../ports/live/live-tokens.js';
import { fromStored, toStored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

/** The collection `live_tokens`. MongoDB's TTL deletes unused ones up to a minute late, hence the check of the date. */
export class MongoLiveTokens implements LiveTokens {
  constructor(private readonly models: Models) {}

  async add(token: LiveToken): Promise<void> {
    await this.models.liveTokens.collection.insertOne(toStored(token));
  }

  async redeem(id: string, now: Date): Promise<LiveToken | null> {
    const found = await this.models.liveTokens.collection.findOneAndDelete({ _id: id });
    return found === null || found.expiresAt <= now ? null : fromStored<LiveToken>(found);
  }
}
