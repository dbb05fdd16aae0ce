import type { MailboxLeases, MailboxPlace, MailboxRecord } from '../../../ports/inbound-mail/mailboxes.js';
import { holdLease, releaseLease } from '../kit/lease.js';
import type { Models } from '../schema/models.js';

/** The collection `mailboxes`: a document each, with who holds it until when. */
export class MongoMailboxLeases implements MailboxLeases {
  constructor(private readonly models: Models) {}

  async hold(mailbox: string, holder: string, now: Date, until: Date): Promise<MailboxRecord | null> {
    const { collection } = this.models.mailboxes;
    const held = await holdLease(collection, mailbox, { holder, now, until }, { since: now, place: null });
    return held === null ? null : { since: held.since, place: held.place };
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
    await releaseLease(this.models.mailboxes.collection, mailbox, holder);
  }
}
