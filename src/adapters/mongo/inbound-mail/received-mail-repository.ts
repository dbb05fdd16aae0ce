import type { UnheardCount } from '../../../domain/mail/digest.js';
import type { Connection, QueryFilter } from 'mongoose';
import {
  KINDS_WITHOUT_EFFECT,
  type MailEvent,
  type MailOutcome,
  type ReceivedMail,
} from '../../../domain/inbound-mail/received-mail.js';
import type { IdPage } from '../../../ports/paging.js';
import type {
  NewReceivedMail,
  ReceivedMailQuery,
  ReceivedMailRepository,
} from '../../../ports/inbound-mail/received-mails.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import { firstIdOf } from '../kit/first-id.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import { RawFiles } from '../kit/raw-files.js';
import { inTransaction } from '../kit/transaction.js';

/** Mails without a ticket and without a mark at an address. */
const UNHEARD: QueryFilter<Stored<ReceivedMail>> = {
  $or: [{ state: 'failed' }, { state: 'done', 'outcome.kind': { $in: [...KINDS_WITHOUT_EFFECT] } }],
};

/** The collection of the records, and the bucket of the raw messages. */
export const RECEIVED_MAILS = 'received_mails';

export class MongoReceivedMailRepository implements ReceivedMailRepository {
  private readonly files: RawFiles;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    this.files = new RawFiles(connection, RECEIVED_MAILS);
  }

  /**
   * Writes the raw message first, because GridFS takes part in no transaction.
   * So every record has its message.
   */
  async keep(
    mail: NewReceivedMail,
    raw: Uint8Array,
    event: MailEvent,
  ): Promise<{ readonly mail: ReceivedMail; readonly isNew: boolean }> {
    const copy = await this.findByKey(mail.key);
    if (copy !== null) return { mail: copy, isNew: false };
    const kept: ReceivedMail = { ...mail, state: 'kept', outcome: null, fault: null, accountId: null };
    await this.files.put(mail.id, raw);
    try {
      await inTransaction(this.connection, async (session) => {
        await this.models.receivedMails.collection.insertOne(toStored(kept), { session });
        await this.models.events.collection.insertOne(this.models.events.stored(event), { session });
      });
      return { mail: kept, isNew: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return await this.resolveDuplicate(mail, error);
    }
  }

  async addFailed(mail: NewReceivedMail, fault: string): Promise<void> {
    const failed: ReceivedMail = { ...mail, state: 'failed', outcome: null, fault, accountId: null };
    try {
      await this.models.receivedMails.collection.insertOne(toStored(failed));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async find(id: string): Promise<ReceivedMail | null> {
    const stored = await this.models.receivedMails.model.findById(id).lean<Stored<ReceivedMail>>();
    return stored === null ? null : fromStored<ReceivedMail>(stored);
  }

  async findByKey(key: string): Promise<ReceivedMail | null> {
    const stored = await this.models.receivedMails.model.findOne({ key }).lean<Stored<ReceivedMail>>();
    return stored === null ? null : fromStored<ReceivedMail>(stored);
  }

  async raw(id: string): Promise<Uint8Array | null> {
    return this.files.get(id);
  }

  async list({
    states,
    kinds,
    reasons,
    isUnheard,
    ...page
  }: ReceivedMailQuery): Promise<IdPage<ReceivedMail>> {
    const filter: QueryFilter<Stored<ReceivedMail>> = {
      ...(states === undefined ? {} : { state: { $in: [...states] } }),
      ...(kinds === undefined ? {} : { 'outcome.kind': { $in: [...kinds] } }),
      ...(reasons === undefined ? {} : { 'outcome.reason': { $in: [...reasons] } }),
      ...(isUnheard === undefined ? {} : UNHEARD),
    };
    return readIdPage(this.models.receivedMails.model, filter, page, {
      order: -1,
      from: fromStored<ReceivedMail>,
    });
  }

  async finish(id: string, outcome: MailOutcome, accountId: string | null): Promise<void> {
    await this.models.receivedMails.collection.updateOne(
      { _id: id, state: { $ne: 'done' } },
      { $set: { state: 'done', outcome, accountId, fault: null } },
    );
  }

  async fail(id: string, fault: string): Promise<void> {
    await this.models.receivedMails.collection.updateOne(
      { _id: id, state: { $ne: 'done' } },
      { $set: { state: 'failed', fault } },
    );
  }

  async requeue(
    { id, state, outcome }: Pick<ReceivedMail, 'id' | 'state' | 'outcome'>,
    event: MailEvent,
    openedBy?: string,
  ): Promise<boolean> {
    const asRead = { _id: id, state, ...(outcome === null ? {} : { 'outcome.kind': outcome.kind }) };
    const released = outcome?.kind === 'held' ? ({ isReleased: true } as const) : {};
    const opened = openedBy === undefined ? {} : { openedBy };
    let isQueued = false;
    await inTransaction(this.connection, async (session) => {
      const { matchedCount } = await this.models.receivedMails.collection.updateOne(
        asRead,
        { $set: { state: 'kept', fault: null, outcome: null, ...released, ...opened } },
        { session },
      );
      isQueued = matchedCount === 1;
      if (isQueued)
        await this.models.events.collection.insertOne(this.models.events.stored(event), { session });
    });
    return isQueued;
  }

  async countUnheard(since: Date, until: Date): Promise<readonly UnheardCount[]> {
    return this.models.receivedMails.collection
      .aggregate<UnheardCount>([
        { $match: { _id: { $gte: firstIdOf(since), $lt: firstIdOf(until) }, ...UNHEARD } },
        { $group: { _id: { $ifNull: ['$outcome.reason', '$fault'] }, count: { $sum: 1 } } },
        { $sort: { count: -1, _id: 1 } },
        { $project: { _id: 0, reason: { $ifNull: ['$_id', 'unknown'] }, count: 1 } },
      ])
      .toArray();
  }

  async removeExpired(now: Date, limit: number): Promise<number> {
    return this.remove({ expiresAt: { $lte: now } }, limit);
  }

  async removeOrphans(startedBefore: Date, limit: number): Promise<number> {
    const ids = await this.files.orphans(RECEIVED_MAILS, firstIdOf(startedBefore), limit);
    for (const id of ids) await this.files.remove(id);
    return ids.length;
  }

  async removeOf(accountId: string, limit: number): Promise<number> {
    return this.remove({ accountId }, limit);
  }

  /** Another copy was faster, or an earlier attempt wrote this very mail and its response was lost. */
  private async resolveDuplicate(mail: NewReceivedMail, error: unknown) {
    const copy = await this.findByKey(mail.key);
    if (copy === null) throw error;
    if (copy.id !== mail.id) await this.files.remove(mail.id);
    return { mail: copy, isNew: false };
  }

  /** The message before its record: who dies in between leaves a record, which is found again. */
  private async remove(filter: QueryFilter<Stored<ReceivedMail>>, limit: number): Promise<number> {
    const rows = await this.models.receivedMails.model
      .find(filter, { _id: 1 })
      .limit(limit)
      .lean<{ readonly _id: string }[]>();
    for (const { _id } of rows) {
      await this.files.remove(_id);
      await this.models.receivedMails.collection.deleteOne({ _id });
    }
    return rows.length;
  }
}
