import type { MailEffect, SenderLog } from '../../../ports/inbound-mail/sender-log.js';
import type { Models } from '../schema/models.js';

const KEPT_MS = 2 * 24 * 60 * 60 * 1000;

/** Written to the majority before the count: a crashed process does not restart its count. */
export class MongoSenderLog implements SenderLog {
  constructor(private readonly models: Models) {}

  async note({ mailId, effect, sender, at }: Parameters<SenderLog['note']>[0]): Promise<void> {
    const expiresAt = new Date(at.getTime() + KEPT_MS);
    await this.models.mailEffects.collection.updateOne(
      { _id: `${mailId}.${effect}` },
      { $setOnInsert: { mailId, effect, sender, at, expiresAt } },
      { upsert: true },
    );
  }

  async forget(mailId: string, effect: MailEffect): Promise<void> {
    await this.models.mailEffects.collection.deleteOne({ _id: `${mailId}.${effect}` });
  }

  count({ effects, sender, since, before }: Parameters<SenderLog['count']>[0]): Promise<number> {
    return this.models.mailEffects.collection.countDocuments({
      ...(sender === undefined ? {} : { sender }),
      effect: { $in: [...effects] },
      at: { $gte: since },
      ...(before === undefined ? {} : { mailId: { $lt: before } }),
    });
  }
}
