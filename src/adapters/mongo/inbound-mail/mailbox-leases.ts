import type { MailboxLeases, MailboxPlace, MailboxRecord } from '../../../ports/inbound-mail/mailboxes.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';

/** So long ago that every lease has ended. */
const FREE = new Date(0);

/** The collection `mailboxes`: a document each, with who holds it until when. */
export class MongoMailboxLeases implements MailboxLeases {
  constructor(private readonly models: Models) {}

  /** One upsert: it inserts a new document, prolongs the holder's, or takes over one whose lease has ended. */
  async hold(mailbox: string, holder: string, now: Date, until: Date): Promise<MailboxRecord | null> {
    try {
      const held = await this.models.mailboxes.collection.findOneAndUpdate(
        { _id: mailbox, $or: [{ holder }, { heldUntil: { $lte: now } }] },
        { $set: { holder, heldUntil: until }, $setOnInsert: { since: now, place: null } },
        { upsert: true, returnDocument: 'after' },
      );
      return held === null ? null : { since: held.since, place: held.place };
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async note(mailbox: string, holder: string, place: MailboxPlace): Promise<boolean> {
    const { uidValidity, lastUid } = place;
    // A holder that has stalled may have lost the mailbox to another one, and have it again: that one may have read further.
    const notBefore = [
      { place: null },
      { 'place.uidValidity': { $ne: uidValidity } },
      { 'place.lastUid': { $lte: lastUid } },
    ];
    const { matchedCount } = await this.models.mailboxes.collection.updateOne(
      { _id: mailbox, holder, $or: notBefore },
      { $set: { place } },
    );
    return matchedCount === 1;
  }

  async release(mailbox: string, holder: string): Promise<void> {
    await this.models.mailboxes.collection.updateOne({ _id: mailbox, holder }, { $set: { heldUntil: FREE } });
  }
}
