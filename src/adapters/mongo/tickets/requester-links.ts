import type { RequesterLink, RequesterLinks } from '../../../ports/tickets/requester-links.js';
import { fromStored, toStored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

/** The collection `requester_links`. MongoDB's TTL deletes up to a minute late, hence the check of the date. */
export class MongoRequesterLinks implements RequesterLinks {
  constructor(private readonly models: Models) {}

  async add(link: RequesterLink): Promise<void> {
    const { _id, ...rest } = toStored(link);
    await this.models.requesterLinks.collection.updateOne({ _id }, { $set: rest }, { upsert: true });
  }

  async find(id: string, now: Date): Promise<RequesterLink | null> {
    const found = await this.models.requesterLinks.collection.findOne({ _id: id });
    return found === null || found.expiresAt <= now ? null : fromStored<RequesterLink>(found);
  }

  async revoke(ticketId: string): Promise<void> {
    await this.models.requesterLinks.collection.deleteMany({ ticketId });
  }
}
