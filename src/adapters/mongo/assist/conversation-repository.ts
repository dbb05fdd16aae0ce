import type { Conversation } from '../../../domain/assist/conversation.js';
import { DomainError } from '../../../domain/errors.js';
import type { ConversationRepository } from '../../../ports/assist/conversations.js';
import { fromStored, toStored } from '../kit/documents.js';
import { isDuplicateId } from '../kit/duplicate-key.js';
import type { Models } from '../schema/models.js';

export class MongoConversationRepository implements ConversationRepository {
  constructor(private readonly models: Pick<Models, 'conversations'>) {}

  async find(id: string, now: Date): Promise<Conversation | null> {
    // The TTL index deletes with a delay of a minute.
    const stored = await this.models.conversations.collection.findOne({ _id: id, expiresAt: { $gt: now } });
    return stored === null ? null : fromStored<Conversation>(stored);
  }

  async save(conversation: Conversation): Promise<void> {
    const { _id, ...fields } = toStored(conversation);
    const { collection } = this.models.conversations;
    if (conversation.version > 1) {
      const before = { _id, version: conversation.version - 1 };
      const { matchedCount } = await collection.updateOne(before, { $set: fields });
      if (matchedCount === 0) throw hasChanged();
      return;
    }
    try {
      await collection.insertOne({ _id, ...fields });
    } catch (error) {
      throw isDuplicateId(error) ? hasChanged() : error;
    }
  }
}

function hasChanged(): DomainError {
  return new DomainError(
    'version_conflict',
    'The conversation was changed by another request. Read it again.',
  );
}
