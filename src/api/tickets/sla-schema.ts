import { z } from 'zod';
import { instant, orNull } from '../http/fields.js';
import { slaState } from './enums.js';

const promiseSchema = z
  .object({
    due_at: instant,
    met_at: instant.nullable(),
    breached: z.boolean(),
    remaining_seconds: z.int().nullable().meta({ description: 'Negative when overdue, null once met.' }),
    used_share: z
      .number()
      .nullable()
      .meta({ description: 'Used part of the working time, above 1 when overdue. Null once met.' }),
  })
  .meta({ id: 'SlaPromise' });

/** The clock of a ticket. */
export const slaSchema = z.object({
  policy: z.string(),
  state: slaState,
  first_response: orNull(promiseSchema).meta({ description: 'Null without such a target' }),
  next_response: orNull(promiseSchema).meta({
    description:
      'From the oldest unanswered public word of the requester to a public answer: the current one, or the last. Null if there was none.',
  }),
  resolution: orNull(promiseSchema).meta({ description: 'Null without such a target' }),
});
