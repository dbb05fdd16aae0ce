import { DomainError } from '../../../domain/errors.js';
import type { Draft } from '../../../domain/presence/draft.js';
import type { Drafts } from '../../../ports/presence/drafts.js';
import { fromStored, toStored } from '../kit/documents.js';
import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';

/** The collection `drafts`. */
export class MongoDrafts implements Drafts {
  constructor(private readonly models: Models) {}

  async find(id: string): Promise<Draft | null> {
    const found = await this.models.drafts.collection.findOne({ _id: id });
    return found === null ? null : fromStored<Draft>(found);
  }

  async replace(draft: Draft): Promise<void> {
    const { collection } = this.models.drafts;
    const stored = toStored(draft);
    try {
      if (draft.version === 1) await collection.insertOne(stored);
      else {
        const before = { _id: stored._id, version: draft.version - 1 };
        const { matchedCount } = await collection.replaceOne(before, stored);
        if (matchedCount === 0) throw changed();
      }
    } catch (error) {
      throw isDuplicateKey(error) ? changed() : error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.models.drafts.collection.deleteOne({ _id: id });
  }
}

function changed(): DomainError {
  return new DomainError('version_conflict', 'The draft was changed by another request. Save it again.');
}
