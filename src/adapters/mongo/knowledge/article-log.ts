import type { mongo } from 'mongoose';
import type { Article } from '../../../domain/knowledge/article.js';
import type { ArticleLog, ArticleUpdate } from '../../../ports/knowledge/articles.js';
import { newestToken, readChanges, tokenOf } from '../kit/change-stream.js';
import type { StoredArticle } from '../schema/knowledge-schemas.js';
import type { Models } from '../schema/models.js';
import { toArticle } from './article-repository.js';

const WRITES = [{ $match: { operationType: { $in: ['insert', 'replace', 'update', 'delete'] } } }];

/** The articles as a log, by a change stream. A writer replaces the whole document, so each change has it. */
export class MongoArticleLog implements ArticleLog {
  constructor(private readonly models: Models) {}

  newestToken(): Promise<string> {
    return newestToken(this.watch);
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

  readAfter(
    token: string,
    onUpdate: (update: ArticleUpdate, token: string) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const lost = 'The log of articles no longer has this position.';
    // The renaming of an erased person updates a field; the rest is read then.
    const fullDocument = 'updateLookup';
    return readChanges(this.watch, { token, signal, lost, fullDocument }, async (stream) => {
      const change = await stream.tryNext();
      await onUpdate(updateOf(change), tokenOf(change?._id ?? stream.resumeToken));
    });
  }

  private readonly watch = (options: mongo.ChangeStreamOptions) =>
    this.models.articles.collection.watch<StoredArticle>(WRITES, options);
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
