import { z } from 'zod';
import { instant, orNull } from '../http/fields.js';

export const knowledgeGapsQuerySchema = z.strictObject({
  until: z.iso.date().regex(/^20/u, 'must be a day of this century').optional().meta({
    format: 'date',
    pattern: '^20',
    description: 'The last day of the week, in UTC. Now if omitted. Searches are kept for 60 days.',
  }),
});

const unhelpfulArticle = z
  .object({
    id: z.string(),
    title: z.string(),
    helpful_count: z.int(),
    not_helpful_count: z.int(),
  })
  .meta({ id: 'UnhelpfulArticle' });

export const knowledgeGapsSchema = z
  .object({
    since: instant,
    until: instant,
    compared_tickets: z.int(),
    questions: z.array(
      z
        .object({
          words: z.array(z.string()).meta({ description: 'What most of their titles share.' }),
          ticket_count: z.int(),
          tickets: z.array(z.string()).meta({ description: 'Numbers of the newest ones.' }),
          categories: z.array(z.string()),
          unhelpful_article: orNull(unhelpfulArticle).meta({
            description: 'A public article with these words that more readers found useless than useful.',
          }),
        })
        .meta({ id: 'UnansweredQuestion' }),
    ),
    searches: z.array(z.object({ text: z.string(), count: z.int() }).meta({ id: 'MissedSearch' })).meta({
      description:
        'Searches without a result, the most frequent first. Those with personal data are left out.',
    }),
  })
  .meta({ id: 'KnowledgeGaps' });
