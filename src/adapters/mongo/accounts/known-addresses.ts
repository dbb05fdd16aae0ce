import type { KnownAddresses } from '../../../ports/accounts/sign-in-guard.js';
import type { Models } from '../schema/models.js';

export class MongoKnownAddresses implements KnownAddresses {
  constructor(private readonly models: Models) {}

  async isKnown(name: string, now: Date): Promise<boolean> {
    // MongoDB removes what has expired some time later.
    const { collection } = this.models.knownAddresses;
    return (await collection.countDocuments({ _id: name, expiresAt: { $gt: now } }, { limit: 1 })) > 0;
  }

  async remember(name: string, until: Date): Promise<void> {
    const { collection } = this.models.knownAddresses;
    // A lost record costs at most a wait after an attack, so it does not wait for the majority.
    await collection.updateOne(
      { _id: name },
      { $max: { expiresAt: until } },
      { upsert: true, writeConcern: { w: 1 } },
    );
  }
}
