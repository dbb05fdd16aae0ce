import { z } from 'zod';
import { ARTICLE_LANGUAGE } from '../../domain/knowledge/article.js';
import { MATCH_WAYS } from '../../domain/knowledge/fuse-ranks.js';
import { text, wholeNumber } from '../http/fields.js';
import { parameterName } from '../http/shared-parameters.js';
import { articleSummarySchema } from './schema.js';

const limit = wholeNumber({ min: 1, max: 50 });

const language = z
  .string()
  .regex(new RegExp(ARTICLE_LANGUAGE, 'u'), 'must be a language code, such as en')
  .optional()
  .meta({
    description: 'Only articles in this language',
    pattern: ARTICLE_LANGUAGE,
    ...parameterName('ArticleLanguage'),
  });

export const knowledgeSearchQuerySchema = z.strictObject({
  q: text({ min: 1, max: 500 }).meta({
    description: 'Words or a question, in any language. There are no operators.',
  }),
  language,
  limit: limit.default(10),
});

export const suggestQuerySchema = z.strictObject({
  text: text({ min: 1, max: 4_000 }).meta({
    description: 'What a person writes, such as the title and the beginning of a ticket',
  }),
  language,
  limit: limit.default(5),
});

const resultSchema = z
  .object({
    article: articleSummarySchema,
    score: z.number().meta({ description: 'From 0 to 1, for the order only.' }),
    excerpt: z.string().meta({ description: 'Plain text of the answer around the matches.' }),
    matched_words: z
      .array(z.string())
      .meta({ description: 'Words of the excerpt that matched, as they are written there.' }),
    matched_by: z.array(z.enum(MATCH_WAYS).meta({ id: 'MatchWay' })),
  })
  .meta({ id: 'KnowledgeResult' });

const results = z.array(resultSchema).meta({ description: 'Best first.' });

/** Also in the health of the search. */
export const searchIndexState = z.enum(['current', 'building', 'behind']).meta({ id: 'SearchIndexState' });

export const knowledgeResultsSchema = z
  .object({
    results,
    index: z
      .object({
        state: searchIndexState,
        indexed: z.int(),
        total: z.int(),
      })
      .meta({ id: 'SearchIndex', description: 'While it is being built, articles can be missing.' }),
  })
  .meta({ id: 'KnowledgeResults' });

export const suggestionsSchema = z.object({ results }).meta({ id: 'KnowledgeSuggestions' });
