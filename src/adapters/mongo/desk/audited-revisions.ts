import type { Connection } from 'mongoose';
import type { AccountEvent } from '../../../domain/accounts/account-events.js';
import type { AuditedRevisions } from '../../../ports/desk/settings.js';
import type { Revision } from '../../../ports/revisions.js';
import { MongoRevisions } from '../kit/revisions.js';
import { inTransaction } from '../kit/transaction.js';
import type { Models } from '../schema/models.js';
import type { Room } from '../schema/collection.js';
import type { StoredRevision } from '../schema/stored-records.js';

/** Versions that are written with the event that says who made them. */
export class MongoAuditedRevisions<T extends { readonly name: string; readonly version: number }>
  extends MongoRevisions<T>
  implements AuditedRevisions<T>
{
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
    room: Room<StoredRevision<T>>,
    kind: string,
    restored: (content: T) => T,
  ) {
    super(room, kind, restored);
  }

  async addAudited(revision: Revision<T>, event: AccountEvent): Promise<void> {
    const { events } = this.models;
    await inTransaction(this.connection, async (session) => {
      await this.add(revision, session);
      await events.collection.insertOne(events.stored(event), { session });
    });
  }
}
