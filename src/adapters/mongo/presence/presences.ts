import type { Presence } from '../../../domain/presence/presence.js';
import type { Presences } from '../../../ports/presence/presences.js';
import { fromStored, toStored } from '../kit/documents.js';
import type { Models } from '../schema/models.js';

/** Beyond this, presences wait for their next renewal. */
const MAX_SENT = 1_000;

/** The collection `presences`. MongoDB's TTL deletes up to a minute late, hence the checks of the date. */
export class MongoPresences implements Presences {
  constructor(private readonly models: Models) {}

  async put(presence: Presence): Promise<void> {
    const { _id, ...rest } = toStored(presence);
    // A lost presence is renewed in some seconds, so no majority needs to have it.
    await this.models.presences.collection.replaceOne({ _id }, rest, {
      upsert: true,
      writeConcern: { w: 1 },
    });
  }

  async of(ticketIds: readonly string[], now: Date): Promise<readonly Presence[]> {
    const rows = await this.models.presences.collection
      .find({ ticketId: { $in: [...ticketIds] }, expiresAt: { $gt: now } })
      .toArray();
    return rows.map((row) => fromStored<Presence>(row));
  }

  async sentSince(since: Date): Promise<readonly Presence[]> {
    const rows = await this.models.presences.collection
      .find({ sentAt: { $gte: since } })
      .sort({ sentAt: 1 })
      .limit(MAX_SENT)
      .toArray();
    return rows.map((row) => fromStored<Presence>(row));
  }
}
