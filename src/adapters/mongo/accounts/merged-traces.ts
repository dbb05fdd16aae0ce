import type { PersonRef } from '../../../domain/access/actor.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { MergedTraces, MergeNote, UnfinishedMerge } from '../../../ports/accounts/merged-traces.js';
import type { Models } from '../schema/models.js';
import { moveBelongings, returnBelongings } from './merged-belongings.js';
import { toTicket } from '../schema/stored-ticket.js';

const COMMENTS_AT_ONCE = 500;

export class MongoMergedTraces implements MergedTraces {
  constructor(private readonly models: Models) {}

  async ticketsOf(accountId: string, limit: number): Promise<readonly Ticket[]> {
    const { collection } = this.models.tickets;
    return (await collection.find({ 'requester.id': accountId }).limit(limit).toArray()).map(toTicket);
  }

  async ticketsMovedBy(mergeId: string, afterId: string | null, limit: number): Promise<readonly Ticket[]> {
    const { collection } = this.models.tickets;
    const after = afterId === null ? {} : { _id: { $gt: afterId } };
    const moved = { 'formerRequesters.mergeId': mergeId, ...after };
    return (await collection.find(moved).sort({ _id: 1 }).limit(limit).toArray()).map(toTicket);
  }

  async moveComments(mergeId: string, fromId: string, { id, name }: PersonRef): Promise<number> {
    const { collection } = this.models.comments;
    const ids = await this.commentIds({ 'author.id': fromId });
    const { modifiedCount } = await collection.updateMany(
      { _id: { $in: ids }, 'author.id': fromId },
      { $set: { author: { id, name } }, $push: { formerAuthors: { mergeId, id: fromId } } },
    );
    return modifiedCount;
  }

  async returnComments(mergeId: string, { id, name }: PersonRef): Promise<number> {
    const { collection } = this.models.comments;
    const ids = await this.commentIds({ 'formerAuthors.mergeId': mergeId });
    const { modifiedCount } = await collection.updateMany(
      { _id: { $in: ids }, 'formerAuthors.mergeId': mergeId },
      { $set: { author: { id, name } }, $pull: { formerAuthors: { mergeId } } },
    );
    return modifiedCount;
  }

  moveBelongings(mergeId: string, fromId: string, toId: string): Promise<void> {
    return moveBelongings(this.models, mergeId, fromId, toId);
  }

  returnBelongings(mergeId: string, fromId: string, toId: string): Promise<void> {
    return returnBelongings(this.models, mergeId, fromId, toId);
  }

  async unfinished(before: Date, limit: number): Promise<readonly UnfinishedMerge[]> {
    const rows = await this.models.users.collection
      // The first condition is that of an index of the few merged accounts.
      .find({
        'merge.intoId': { $gt: '' },
        'merge.state': { $in: ['moving', 'undoing'] },
        'merge.at': { $lt: before },
      })
      .hint('merged_into')
      .limit(limit)
      .project<{ _id: string; merge: { id: string } }>({ 'merge.id': 1 })
      .toArray();
    return rows.map(({ _id: accountId, merge }) => ({ accountId, mergeId: merge.id }));
  }

  async note(accountId: string, { mergeId, from, to, tickets, comments }: MergeNote): Promise<void> {
    await this.models.users.collection.updateOne(
      { _id: accountId, 'merge.id': mergeId, 'merge.state': { $in: [...from] } },
      { $set: { 'merge.state': to }, $inc: { 'merge.tickets': tickets, 'merge.comments': comments } },
    );
  }

  private async commentIds(of: Readonly<Record<string, string>>): Promise<string[]> {
    const { collection } = this.models.comments;
    const rows = await collection
      .find(of)
      .limit(COMMENTS_AT_ONCE)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  }
}
