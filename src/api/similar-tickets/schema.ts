import { z } from 'zod';
import { flag, referTo, wholeNumber } from '../http/fields.js';
import { ticketSchema } from '../tickets/schema.js';

const MAX_SIMILAR = 20;

export const similarQuery = z.object({
  limit: wholeNumber({ min: 1, max: MAX_SIMILAR })
    .default(5)
    .meta({ description: 'Maximum number of tickets' }),
  resolved_only: flag.default(false).meta({ description: 'Only tickets that are resolved or closed' }),
});

const similarTicketSchema = z
  .object({
    ticket: referTo(ticketSchema),
    score: z.number().min(0).max(1).meta({
      description: 'From 0 to 1. Compare it only with the scores of the same answer.',
    }),
    matched_by: z.enum(['words', 'meaning', 'both']).meta({
      id: 'SimilarityMatch',
      description: '`words`: the titles share words. `meaning`: their embeddings are near. `both`.',
    }),
  })
  .meta({ id: 'SimilarTicket' });

export const similarTicketsSchema = z
  .object({ similar: z.array(similarTicketSchema) })
  .meta({ id: 'SimilarTickets' });
