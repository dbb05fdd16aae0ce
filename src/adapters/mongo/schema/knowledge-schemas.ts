import { Schema, type mongo } from 'mongoose';
import type { Article, ArticleCounts } from '../../../domain/knowledge/article.js';
import type { ArticleFeedback } from '../../../ports/knowledge/articles.js';
import type { Stored } from '../kit/documents.js';
import { revisionSchema } from './common-schemas.js';
import { EXPIRES, options } from './schema-parts.js';

/** An article with the id that it shares with its translations. */
export type StoredArticle = Stored<Article> & { readonly group: string };

/** The counts of an article, apart from it: they change without a version, and often. */
export type StoredArticleCounts = Partial<ArticleCounts> & { readonly _id: string };

/** `<article>.<day>.<reader>`, until the day is over. */
export interface StoredArticleView {
  readonly _id: string;
  readonly articleId: string;
  readonly expiresAt: Date;
}

/** The vector of an article, under the article's id. */
export interface StoredArticleVector {
  readonly _id: string;
  readonly model: string;
  readonly textHash: string;
  readonly vector: mongo.Binary;
}

/** `<day>.<key>`: a search that found nothing, counted until it expires. */
export interface StoredMissedSearch {
  readonly _id: string;
  readonly day: string;
  readonly key: string;
  readonly text: string;
  readonly count: number;
  readonly expiresAt: Date;
}

/** Feedback, and for a person who was helped since then: whether that avoided a ticket. */
export type StoredArticleFeedback = Stored<ArticleFeedback> & {
  readonly helpfulSince?: Date;
  readonly deflection?: 'pending' | 'counted' | 'none';
};

/** Read as it was written, but for what queries name. */
export function articleSchema(): Schema {
  const schema = new Schema(
    {
      _id: String,
      group: String,
      ticketId: String,
      language: String,
      state: String,
      visibility: String,
      category: String,
      isFeatured: Boolean,
      reviewBy: String,
      owner: { id: String, name: String },
      updatedBy: { id: String, name: String },
    },
    { ...options, strict: false },
  );
  schema.index({ group: 1, language: 1 }, { unique: true });
  schema.index({ state: 1, visibility: 1, _id: -1 });
  schema.index({ category: 1, _id: -1 });
  schema.index({ reviewBy: 1, _id: -1 });
  // Few articles are made of tickets.
  schema.index({ ticketId: 1 }, { partialFilterExpression: { ticketId: { $gt: '' } } });
  schema.index({ 'owner.id': 1, _id: 1 });
  schema.index({ 'updatedBy.id': 1, _id: 1 });
  return schema;
}

export function articleViewSchema(): Schema {
  const schema = new Schema({ _id: String, articleId: String, expiresAt: Date }, options);
  schema.index({ articleId: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function missedSearchSchema(): Schema {
  const schema = new Schema(
    { _id: String, day: String, key: String, text: String, count: Number, expiresAt: Date },
    options,
  );
  schema.index({ day: 1 });
  schema.index({ expiresAt: 1 }, EXPIRES);
  return schema;
}

export function articleFeedbackSchema(): Schema {
  const schema = new Schema(
    { _id: String, articleId: String, helpfulSince: Date, deflection: String },
    { ...options, strict: false },
  );
  schema.index({ articleId: 1, _id: -1 });
  schema.index({ helpfulSince: 1 }, { partialFilterExpression: { deflection: 'pending' } });
  return schema;
}

export function articleVersionSchema(): Schema {
  const schema = revisionSchema();
  schema.index({ 'owner.id': 1, _id: 1 });
  return schema;
}
