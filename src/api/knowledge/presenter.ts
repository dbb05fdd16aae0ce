import type { z } from 'zod';
import type { ArticleView } from '../../app/knowledge/read-articles.js';
import { readsAll, type Reader } from '../../app/knowledge/reader.js';
import type { ArticleChanges, NewArticle } from '../../app/knowledge/write-article.js';
import type { ArticleFeedback, ArticleQuery, ArticleVersion } from '../../ports/knowledge/articles.js';
import type { ApiDeps } from '../deps.js';
import { toPageRequest } from '../http/paging.js';
import { presentEdition } from '../http/revisions.js';
import type {
  articleEditSchema,
  articleQuerySchema,
  articleSchema,
  articleSummarySchema,
  feedbackListSchema,
  newArticleSchema,
  versionListSchema,
} from './schema.js';

/** People who are not staff learn nothing of who works on it and when. */
export function presentSummary(
  { article, counts, translations }: ArticleView,
  reader: Reader,
): z.input<typeof articleSummarySchema> {
  const isStaff = readsAll(reader);
  const { owner } = article;
  return {
    id: article.id,
    title: article.title,
    question: article.question,
    category: article.category,
    keywords: [...article.keywords],
    language: article.language,
    translation_of: article.translationOf,
    translations: [...translations],
    visibility: article.visibility,
    state: article.state,
    is_featured: article.isFeatured,
    owner: isStaff && owner !== null ? { id: owner.id, name: owner.name } : null,
    review_by: isStaff ? article.reviewBy : null,
    view_count: counts.views,
    helpful_count: counts.helpful,
    not_helpful_count: counts.notHelpful,
    deflected_count: counts.deflected,
    created_at: article.createdAt.toISOString(),
    updated_at: article.updatedAt.toISOString(),
    published_at: article.publishedAt?.toISOString() ?? null,
    version: article.version,
  };
}

export function presentArticle(
  { markdown }: Pick<ApiDeps, 'markdown'>,
  view: ArticleView,
  reader: Reader,
): z.input<typeof articleSchema> {
  const { answer, ticketId } = view.article;
  return {
    ...presentSummary(view, reader),
    answer,
    answer_html: markdown.toHtml(answer),
    ticket_id: readsAll(reader) ? ticketId : null,
  };
}

export function toNewArticle(body: z.output<typeof newArticleSchema>): NewArticle {
  const { translation_of: translationOf, is_featured: isFeatured, ...rest } = body;
  const { owner_id: ownerId, review_by: reviewBy, ...plain } = rest;
  return { ...plain, translationOf, isFeatured, ownerId, reviewBy };
}

export function toArticleChanges(body: z.output<typeof articleEditSchema>): ArticleChanges {
  const { translation_of: translationOf, is_featured: isFeatured, ...rest } = body;
  const { owner_id: ownerId, review_by: reviewBy, ...plain } = rest;
  return { ...plain, translationOf, isFeatured, ownerId, reviewBy };
}

export function toArticleQuery(
  query: z.output<typeof articleQuerySchema>,
): Omit<ArticleQuery, 'isForEverybody'> {
  const { state, visibility, category, language } = query;
  return {
    ...toPageRequest(query),
    ...{ state, visibility, category, language },
    ownerId: query.owner,
    isFeatured: query.featured,
    reviewUntil: query.review_until,
  };
}

export function presentVersion({
  content,
  ...made
}: ArticleVersion): z.input<typeof versionListSchema>['versions'][number] {
  const { title, question, answer, category, keywords, language, visibility, state, version } = content;
  return {
    ...{ title, question, answer, category, keywords: [...keywords], language, visibility, state },
    ...presentEdition(version, made),
  };
}

export function presentFeedback({
  isHelpful,
  comment,
  at,
}: ArticleFeedback): z.input<typeof feedbackListSchema>['feedback'][number] {
  return { is_helpful: isHelpful, comment, at: at.toISOString() };
}
