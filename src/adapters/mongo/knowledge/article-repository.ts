import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import {
  NO_COUNTS,
  translationGroup,
  type Article,
  type ArticleCounts,
} from '../../../domain/knowledge/article.js';
import { addDays } from '../../../domain/time.js';
import type {
  ArticleChange,
  ArticleFeedback,
  ArticleQuery,
  ArticleRepository,
  ArticleVersion,
  ArticleVersionContent,
} from '../../../ports/knowledge/articles.js';
import type { IdPage, PageRequest } from '../../../ports/paging.js';
import { fromStored, toStored } from '../kit/documents.js';
import { isDuplicateId, isDuplicateKey } from '../kit/duplicate-key.js';
import { readIdPage, toPage } from '../kit/id-page.js';
import { MongoRevisions } from '../kit/revisions.js';
import { inTransaction } from '../kit/transaction.js';
import type { StoredArticle } from '../schema/knowledge-schemas.js';
import type { Models } from '../schema/models.js';

/** The versions of articles. They are long, so none is cached. */
class ArticleVersions extends MongoRevisions<ArticleVersionContent> {
  protected override readonly remembersVersions = false;
}

export class MongoArticleRepository implements ArticleRepository {
  private readonly history: ArticleVersions;

  constructor(
    private readonly connection: Connection,
    private readonly models: Models,
  ) {
    this.history = new ArticleVersions(models.articleVersions, 'article', (stored) => stored);
  }

  async find(id: string): Promise<Article | null> {
    const stored = await this.models.articles.collection.findOne({ _id: id });
    return stored === null ? null : toArticle(stored);
  }

  async findEach(ids: readonly string[]): Promise<readonly Article[]> {
    const rows = await this.models.articles.collection.find({ _id: { $in: [...ids] } }).toArray();
    return rows.map(toArticle);
  }

  list(query: ArticleQuery): Promise<IdPage<Article>> {
    return readIdPage(this.models.articles.model, toMongoFilter(query), query, {
      order: -1,
      from: toArticle,
    });
  }

  async translations(groups: readonly string[]): Promise<readonly Article[]> {
    const { collection } = this.models.articles;
    const rows = await collection
      .find({ group: { $in: [...groups] } })
      .sort({ group: 1, language: 1 })
      .toArray();
    return rows.map(toArticle);
  }

  async commit(change: ArticleChange): Promise<void> {
    const { events } = this.models;
    await inTransaction(this.connection, async (session) => {
      await this.write(change, session);
      await events.collection.insertOne(events.stored(change.event), { session });
    });
  }

  version(id: string, version: number): Promise<ArticleVersion | null> {
    return this.history.find(id, version);
  }

  async versions(id: string, { pageSize, skip = 0, after }: PageRequest): Promise<IdPage<ArticleVersion>> {
    const { collection } = this.models.articleVersions;
    const before = after === undefined ? {} : { version: { $lt: Number(after) } };
    const [rows, total] = await Promise.all([
      collection
        .find({ name: id, ...before })
        .sort({ version: -1 })
        .skip(skip)
        .limit(pageSize + 1)
        .toArray(),
      collection.countDocuments({ name: id }),
    ]);
    const items = rows.map(({ _id, requestId = null, createdAt = null, createdBy = null, ...content }) => ({
      content,
      requestId,
      createdAt,
      createdBy,
    }));
    return toPage(items, pageSize, total, ({ content: { version } }) => String(version));
  }

  async counts(ids: readonly string[]): Promise<ReadonlyMap<string, ArticleCounts>> {
    const rows = await this.models.articleCounts.collection.find({ _id: { $in: [...ids] } }).toArray();
    const known = new Map(rows.map(({ _id, ...counts }) => [_id, { ...NO_COUNTS, ...counts }]));
    return new Map(ids.map((id) => [id, known.get(id) ?? NO_COUNTS]));
  }

  async countView(articleId: string, reader: string, day: string): Promise<void> {
    const expiresAt = addDays(new Date(day), 2);
    try {
      await this.models.articleViews.collection.insertOne({
        _id: `${articleId}.${day}.${reader}`,
        articleId,
        expiresAt,
      });
    } catch (error) {
      if (isDuplicateKey(error)) return;
      throw error;
    }
    await this.increase(articleId, { views: 1 });
  }

  async giveFeedback(feedback: ArticleFeedback): Promise<void> {
    await inTransaction(this.connection, async (session) => {
      const { _id, ...rest } = toStored(feedback);
      const before = await this.models.articleFeedback.collection.findOneAndUpdate(
        { _id },
        { $set: rest },
        { upsert: true, session, returnDocument: 'before' },
      );
      if (before?.isHelpful === feedback.isHelpful) return;
      const mayDeflect = feedback.isHelpful && !feedback.isVisitor;
      await this.models.articleFeedback.collection.updateOne(
        { _id },
        mayDeflect
          ? { $set: { helpfulSince: feedback.at, deflection: 'pending' } }
          : { $unset: { helpfulSince: true, deflection: true } },
        { session },
      );
      const [given, withdrawn] = feedback.isHelpful
        ? (['helpful', 'notHelpful'] as const)
        : (['notHelpful', 'helpful'] as const);
      await this.increase(
        feedback.articleId,
        {
          [given]: 1,
          ...(before === null ? {} : { [withdrawn]: -1 }),
          ...(before?.deflection === 'counted' ? { deflected: -1 } : {}),
        },
        session,
      );
    });
  }

  feedback(articleId: string, page: PageRequest): Promise<IdPage<ArticleFeedback>> {
    return readIdPage(this.models.articleFeedback.model, { articleId }, page, {
      order: -1,
      from: ({ helpfulSince, deflection, ...row }) => fromStored<ArticleFeedback>(row),
    });
  }

  private async increase(
    articleId: string,
    by: Partial<ArticleCounts>,
    session?: ClientSession,
  ): Promise<void> {
    await this.models.articleCounts.collection.updateOne(
      { _id: articleId },
      { $inc: { ...by } },
      { upsert: true, ...(session === undefined ? {} : { session }) },
    );
  }

  private async write({ before, after }: ArticleChange, session: ClientSession): Promise<void> {
    const { collection } = this.models.articles;
    try {
      if (after === null) {
        if (before !== null) await this.remove(before, session);
        return;
      }
      if (before === null) {
        await collection.insertOne(toStoredArticle(after), { session });
      } else {
        const current = { _id: before.id, version: before.version };
        const { _id, ...fields } = toStoredArticle(after);
        const { matchedCount } = await collection.replaceOne(current, fields, { session });
        requireChange(matchedCount);
      }
      await this.history.add(versionOf(after), session);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new DomainError(
        'duplicate',
        isDuplicateId(error)
          ? 'This article already exists.'
          : `There is a translation into "${after?.language}". Change that one instead.`,
      );
    }
  }

  private async remove({ id, version }: Article, session: ClientSession): Promise<void> {
    const { articles, articleVersions, articleCounts, articleFeedback, articleViews, articleVectors } =
      this.models;
    const { deletedCount } = await articles.collection.deleteOne({ _id: id, version }, { session });
    requireChange(deletedCount);
    await articleVersions.collection.deleteMany({ name: id }, { session });
    await articleCounts.collection.deleteOne({ _id: id }, { session });
    await articleVectors.collection.deleteOne({ _id: id }, { session });
    await articleFeedback.collection.deleteMany({ articleId: id }, { session });
    await articleViews.collection.deleteMany({ articleId: id }, { session });
  }
}

function requireChange(count: number): void {
  if (count > 0) return;
  throw new DomainError('version_conflict', 'This article has changed since it was read. Read it again.');
}

function toStoredArticle(article: Article): StoredArticle {
  return { ...toStored(article), group: translationGroup(article) };
}

/** Also for the log of articles. */
export function toArticle(stored: StoredArticle): Article {
  const { group, ...rest } = stored;
  return fromStored<Article>(rest);
}

function versionOf(article: Article): ArticleVersion {
  const { id, ticketId, createdAt, updatedAt, updatedBy, publishedAt, ...content } = article;
  return { content: { ...content, name: id }, requestId: null, createdAt: updatedAt, createdBy: updatedBy };
}

function toMongoFilter(query: ArticleQuery): QueryFilter<StoredArticle> {
  const conditions: QueryFilter<StoredArticle>[] = [
    ...(query.isForEverybody ? [{ state: 'published' as const, visibility: 'public' as const }] : []),
    ...given('state', query.state),
    ...given('visibility', query.visibility),
    ...given('category', query.category),
    ...given('language', query.language),
    ...given('owner.id', query.ownerId),
    ...given('isFeatured', query.isFeatured),
    ...(query.reviewUntil === undefined
      ? []
      : [{ state: 'published' as const, reviewBy: { $gt: '', $lte: query.reviewUntil } }]),
  ];
  return conditions.length === 0 ? {} : { $and: conditions };
}

function given(field: string, value: unknown): QueryFilter<StoredArticle>[] {
  return value === undefined ? [] : [{ [field]: value }];
}
