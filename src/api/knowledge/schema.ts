import { z } from 'zod';
import {
  ARTICLE_LANGUAGE,
  ARTICLE_STATES,
  ARTICLE_VISIBILITIES,
  MAX_ARTICLE_ANSWER,
  MAX_ARTICLE_KEYWORD,
  MAX_ARTICLE_KEYWORDS,
  MAX_ARTICLE_QUESTION,
  MAX_ARTICLE_TITLE,
} from '../../domain/knowledge/article.js';
import {
  flag,
  id,
  instant,
  lineOfText,
  orNull,
  personRef,
  referTo,
  text,
  wholeNumber,
} from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { revisionFields } from '../http/revisions.js';
import { parameterName } from '../http/shared-parameters.js';

const state = z.enum(ARTICLE_STATES).meta({ id: 'ArticleState' });
const visibility = z.enum(ARTICLE_VISIBILITIES).meta({ id: 'ArticleVisibility' });

const language = z
  .string()
  .regex(new RegExp(ARTICLE_LANGUAGE, 'u'), 'must be a language code, such as en')
  .meta({ pattern: ARTICLE_LANGUAGE, example: 'en' });

const day = z.iso.date();

const title = lineOfText({ min: 3, max: MAX_ARTICLE_TITLE });
const question = text({ min: 1, max: MAX_ARTICLE_QUESTION });
const answer = text({ min: 1, max: MAX_ARTICLE_ANSWER });
const keywords = z.array(lineOfText({ min: 1, max: MAX_ARTICLE_KEYWORD })).max(MAX_ARTICLE_KEYWORDS);

const OWNER = 'The id of an active member of staff who keeps it correct. Null leaves it to the managers.';
const TRANSLATION = 'The id of the article that this one translates. Null for an original.';

export const newArticleSchema = z
  .strictObject({
    title,
    question,
    answer: answer.meta({ description: 'CommonMark. HTML is shown as text, and pictures become links.' }),
    category: id.nullable().default(null),
    keywords: keywords.default([]),
    language: language.default('en'),
    translation_of: id.nullable().default(null).meta({ description: TRANSLATION }),
    visibility,
    state: referTo(state).default('draft'),
    is_featured: z.boolean().default(false),
    owner_id: id
      .nullable()
      .optional()
      .meta({ description: `${OWNER} The author if omitted.` }),
    review_by: day.nullable().default(null),
  })
  .meta({
    id: 'NewArticle',
    example: {
      title: 'Connect to the VPN',
      question: 'How do I get into the company network from home?',
      answer: 'Open the VPN client and press **Connect**.',
      visibility: 'public',
      state: 'published',
    },
  });

export const articleEditSchema = z
  .strictObject({
    title: title.optional(),
    question: question.optional(),
    answer: answer.optional(),
    category: id.nullable().optional(),
    keywords: keywords.optional(),
    language: language.optional(),
    translation_of: id.nullable().optional().meta({ description: TRANSLATION }),
    visibility: visibility.optional(),
    state: state.optional(),
    is_featured: z.boolean().optional(),
    owner_id: id.nullable().optional().meta({ description: OWNER }),
    review_by: day.nullable().optional(),
  })
  .refine((edit) => Object.values(edit).some((value) => value !== undefined), {
    message: 'names no field to change',
    when: ({ issues }) => issues.length === 0,
  })
  .meta({
    id: 'ArticleEdit',
    description: 'What to change; the rest stays.',
    minProperties: 1,
    example: { is_featured: true },
  });

export const articleParams = z.object({
  article: z.string().meta({ description: 'The id of the article', ...parameterName('ArticleInPath') }),
});

export const articleQuerySchema = z.strictObject({
  ...listQuery(),
  state: state.optional(),
  visibility: visibility.optional(),
  category: id.optional(),
  language: language.optional(),
  owner: id.optional().meta({ description: 'The id of the owner' }),
  featured: flag.optional(),
  review_until: day
    .optional()
    .meta({ description: 'Published articles that are to be reviewed up to this day' }),
});

const translation = z
  .object({ id: z.string(), language: z.string(), title: z.string() })
  .meta({ id: 'ArticleTranslation' });

const summaryFields = {
  id: z.string(),
  title: z.string(),
  question: z.string(),
  category: z.string().nullable(),
  keywords: z.array(z.string()),
  language: z.string(),
  translation_of: z.string().nullable(),
  translations: z.array(translation).meta({ description: 'Those that you may read.' }),
  visibility,
  state,
  is_featured: z.boolean(),
  owner: orNull(personRef).meta({ description: 'For staff; null for others.' }),
  review_by: day.nullable().meta({ description: 'For staff; null for others.' }),
  view_count: z.int().meta({ description: 'Each person counts once a day.' }),
  helpful_count: z.int(),
  not_helpful_count: z.int(),
  deflected_count: z.int().meta({
    description:
      'People who said that it helped, and opened no ticket for 24 hours. Each counts once, about an hour later. Visitors without a sign-in do not count.',
  }),
  created_at: instant,
  updated_at: instant,
  published_at: instant.nullable(),
  version: z.int(),
};

export const articleSummarySchema = z
  .object(summaryFields)
  .meta({ id: 'ArticleSummary', description: 'An article without its answer.' });

export const articleSchema = z
  .object({
    ...summaryFields,
    answer: z.string().meta({ description: 'As written, in CommonMark.' }),
    answer_html: z.string().meta({
      description: 'The answer as safe HTML, without scripts, styles, forms and pictures.',
    }),
    ticket_id: z.string().nullable().meta({
      description: 'The ticket that it was made of. For staff; null for others.',
    }),
  })
  .meta({ id: 'Article' });

export const articleListSchema = z
  .object({ articles: z.array(articleSummarySchema), ...listFields })
  .meta({ id: 'ArticleList' });

const versionSchema = z
  .object({
    title: z.string(),
    question: z.string(),
    answer: z.string(),
    category: z.string().nullable(),
    keywords: z.array(z.string()),
    language: z.string(),
    visibility,
    state,
    ...revisionFields,
  })
  .meta({ id: 'ArticleVersion' });

export const versionListSchema = z
  .object({ versions: z.array(versionSchema), ...listFields })
  .meta({ id: 'ArticleVersionList' });

export const listOnlyQuerySchema = z.strictObject(listQuery());

export const revertSchema = z
  .strictObject({ version: wholeNumber({ min: 1, max: 1_000_000 }) })
  .meta({ id: 'ArticleRevert', example: { version: 1 } });

export const newFeedbackSchema = z
  .strictObject({
    helpful: z.boolean(),
    comment: text({ min: 1, max: 2_000 }).nullable().default(null),
  })
  .meta({ id: 'NewArticleFeedback', example: { helpful: true } });

const feedbackSchema = z
  .object({ is_helpful: z.boolean(), comment: z.string().nullable(), at: instant })
  .meta({ id: 'ArticleFeedback', description: 'Without its author, so that readers write openly.' });

export const feedbackListSchema = z
  .object({ feedback: z.array(feedbackSchema), ...listFields })
  .meta({ id: 'ArticleFeedbackList' });
