import { z } from 'zod';
import { articleSchema } from '../../api/knowledge/schema.js';
import { knowledgeResultsSchema } from '../../api/knowledge/search-schema.js';
import { cutText, MAX_CHARACTERS, notice, NOTICE } from '../untrusted.js';
import { READS, tool } from '../tool.js';

const language = z.string().min(2).max(10).optional().describe('Only articles in this language, such as en');

export const searchKnowledge = tool({
  name: 'search_knowledge',
  title: 'Search the knowledge base',
  description: 'Finds articles by words and by meaning, best first. Read one with get_article.',
  action: 'article.read',
  annotations: READS,
  input: z.strictObject({
    q: z.string().min(1).max(500).describe('Words or a question'),
    language,
    limit: z.int().min(1).max(20).default(5),
  }),
  output: z.object({
    notice,
    articles: z.array(
      z.object({
        id: z.string(),
        language: z.string(),
        visibility: z.string(),
        state: z.string(),
        score: z.number(),
        untrusted: z.object({ title: z.string(), excerpt: z.string() }),
      }),
    ),
    is_index_complete: z.boolean(),
  }),
  run: async (query, { call }) => {
    const { results, index } = knowledgeResultsSchema.parse(await call('searchKnowledge', { query }));
    return {
      notice: NOTICE,
      articles: results.map(({ article, score, excerpt }) => ({
        id: article.id,
        language: article.language,
        visibility: article.visibility,
        state: article.state,
        score,
        untrusted: { title: article.title, excerpt },
      })),
      is_index_complete: index.state === 'current',
    };
  },
});

export const getArticle = tool({
  name: 'get_article',
  title: 'Get an article',
  description: 'Reads an article of the knowledge base, as Markdown.',
  action: 'article.read',
  annotations: READS,
  input: z.strictObject({
    article: z.string().min(1).max(64).describe('Id of the article'),
    max_characters: z.int().min(100).max(MAX_CHARACTERS).default(8_000).describe('A longer answer is cut'),
  }),
  output: z.object({
    notice,
    article: z.object({
      id: z.string(),
      language: z.string(),
      visibility: z.string(),
      state: z.string(),
      updated_at: z.string(),
      untrusted: z.object({ title: z.string(), question: z.string(), answer: z.string() }),
    }),
  }),
  run: async ({ article: id, max_characters: max }, { call }) => {
    const article = articleSchema.parse(await call('getArticle', { params: { article: id } }));
    const { language: written, visibility, state, updated_at, title, question, answer } = article;
    return {
      notice: NOTICE,
      article: {
        ...{ id: article.id, language: written, visibility, state, updated_at },
        untrusted: { title, question, answer: cutText(answer, max) },
      },
    };
  },
});
