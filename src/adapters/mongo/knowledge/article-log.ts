import type { mongo } from 'mongoose';
import type { Article } from '../../../domain/knowledge/article.js';
import type { ArticleLog, ArticleUpdate } from '../../../ports/knowledge/articles.js';
import { LogHistoryLost } from '../../../ports/operations/event-log.js';
import { isHistoryLost, tokenOf } from '../kit/change-stream.js';
import type { StoredArticle } from '../schema/knowledge-schemas.js';
import type { Models } from '../schema/models.js';
import { toArticle } from './article-repository.js';

/** Time that the server waits for a change before an empty answer. */
const WAIT_MS = 1_000;

const WRITES = [{ $match: { operationType: { $in: ['insert', 'replace', 'update', 'delete'] } } }];

/** The articles as a log, by a change stream. A writer replaces the whole document, so each change has it. */
export class MongoArticleLog implements ArticleLog {
  constructor(private readonly models: Models) {}

  async newestToken(): Promise<string> {
    const stream = this.watch({ maxAwaitTimeMS: 1 });
    try {
      await stream.tryNext();
      return tokenOf(stream.resumeToken);
    } finally {
      await stream.close();
    }
  }

  async readAll(afterId: string | null, limit: number): Promise<readonly Article[]> {
    const rows = await this.models.articles.collection
      .find(afterId === null ? {} : { _id: { $gt: afterId } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return rows.map(toArticle);
  }

  count(): Promise<number> {
    return this.models.articles.collection.estimatedDocumentCount();
  }

  async readAfter(
    token: string,
    onUpdate: (update: ArticleUpdate, token: string) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const resume = { maxAwaitTimeMS: WAIT_MS, resumeAfter: { _data: token } };
    // The renaming of an erased person updates a field; the rest is read then.
    const stream = this.watch({ ...resume, fullDocument: 'updateLookup' });
    const close = () => void stream.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      while (!signal.aborted) {
        const change = await stream.tryNext();
        await onUpdate(updateOf(change), tokenOf(change?._id ?? stream.resumeToken));
      }
    } catch (error) {
      // Closing the stream is how a wait for its next change ends.
      if (signal.aborted) return;
      throw isHistoryLost(error)
        ? new LogHistoryLost('The log of articles no longer has this position.', { cause: error })
        : error;
    } finally {
      signal.removeEventListener('abort', close);
      await stream.close();
    }
  }

  private watch(options: mongo.ChangeStreamOptions) {
    return this.models.articles.collection.watch<StoredArticle>(WRITES, options);
  }
}

function updateOf(change: mongo.ChangeStreamDocument<StoredArticle> | null): ArticleUpdate {
  switch (change?.operationType) {
    case 'insert':
    case 'replace':
      return { kind: 'written', article: toArticle(change.fullDocument) };
    case 'update':
      return change.fullDocument === undefined
        ? { kind: 'removed', id: change.documentKey._id }
        : { kind: 'written', article: toArticle(change.fullDocument) };
    case 'delete':
      return { kind: 'removed', id: change.documentKey._id };
    default:
      return { kind: 'none' };
  }
}
