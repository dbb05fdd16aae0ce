import type { ClientSession } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import type { SetupLinks } from '../../../ports/accounts/setup-links.js';
import type { Models } from '../schema/models.js';

export class MongoSetupLinks implements SetupLinks {
  constructor(private readonly models: Models) {}

  async add({ hash, expiresAt }: { readonly hash: string; readonly expiresAt: Date }): Promise<void> {
    await this.models.setupLinks.collection.insertOne({ _id: hash, expiresAt });
  }

  async isLive(hash: string, now: Date): Promise<boolean> {
    const found = await this.models.setupLinks.collection.findOne({ _id: hash, expiresAt: { $gt: now } });
    return found !== null;
  }
}

/**
 * Uses up a link, and with it all others.
 * @throws DomainError `link_expired` for one that is used or expired, or if there is an administrator.
 */
export async function redeemSetupLink(
  models: Models,
  { hash, at }: { readonly hash: string; readonly at: Date },
  session: ClientSession,
): Promise<void> {
  const { setupLinks, users } = models;
  const used = await setupLinks.collection.deleteOne({ _id: hash, expiresAt: { $gt: at } }, { session });
  const administrators = await users.collection.countDocuments(
    { role: 'admin', isActive: true },
    { session, limit: 1 },
  );
  if (used.deletedCount === 0 || administrators > 0) {
    throw new DomainError('link_expired', 'The link was used or has expired, or an administrator exists.');
  }
  await setupLinks.collection.deleteMany({}, { session });
}
