import type { View, ViewQuery, ViewRepository } from '../../../ports/tickets/views.js';
import type { Connection } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import { MAX_VIEWS_PER_PERSON, tooManyViews } from '../../../domain/tickets/views.js';
import type { IdPage } from '../../../ports/paging.js';
import { fromStored, toStored, type Stored } from '../kit/documents.js';
import { isDuplicateId } from '../kit/duplicate-key.js';
import { readIdPage } from '../kit/id-page.js';
import type { Models } from '../schema/models.js';
import { oneAtATime } from '../kit/one-at-a-time.js';
import { inTransaction } from '../kit/transaction.js';

export class MongoViewRepository implements ViewRepository {
  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {}

  async find(id: string): Promise<View | null> {
    const stored = await this.models.views.model.findById(id).lean<Stored<View>>();
    return stored === null ? null : fromStored<View>(stored);
  }

  async list({ ownerId, includeShared, ...page }: ViewQuery): Promise<IdPage<View>> {
    const own = { 'owner.id': ownerId };
    const filter = includeShared ? { $or: [own, { isShared: true }] } : own;
    return readIdPage(this.models.views.model, filter, page, { order: 1, from: fromStored<View> });
  }

  async add(view: View): Promise<void> {
    try {
      await inTransaction(this.connection, async (session) => {
        const { collection } = this.models.views;
        await oneAtATime(this.models, `views/${view.owner.id}`, session);
        await collection.insertOne(toStored(view), { session });
        const count = await collection.countDocuments({ 'owner.id': view.owner.id }, { session });
        if (count > MAX_VIEWS_PER_PERSON) throw tooManyViews();
      });
    } catch (error) {
      if (!isDuplicateId(error)) throw error;
      throw new DomainError('duplicate', 'This view already exists.', { cause: error });
    }
  }

  async replace(view: View): Promise<void> {
    const { _id, ...fields } = toStored(view);
    const before = { _id, version: view.version - 1 };
    const { matchedCount } = await this.models.views.collection.updateOne(before, { $set: fields });
    if (matchedCount === 0) throw changed();
  }

  async remove({ id, version }: Pick<View, 'id' | 'version'>): Promise<void> {
    const { deletedCount } = await this.models.views.collection.deleteOne({ _id: id, version });
    if (deletedCount === 0) throw changed();
  }
}

function changed(): DomainError {
  return new DomainError('version_conflict', 'The view has changed since it was read. Read it again.');
}
