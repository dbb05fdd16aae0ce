import { z } from 'zod';
import { MERGE_STATES, MERGE_UNDO_HOURS } from '../../domain/accounts/person-merge.js';
import { id, instant, orNull } from '../http/fields.js';

export const newMergeSchema = z.strictObject({ into: id }).meta({
  id: 'NewMerge',
  description: 'The id of the person who stays.',
  example: { into: '0195569e-7c00-7000-8000-000000000042' },
});

const merge = z
  .object({
    id: z.string(),
    into_id: z.string(),
    state: z
      .enum(MERGE_STATES)
      .meta({ description: '`moving`, `undoing`: tickets and comments are on their way.' }),
    tickets: z.int().meta({ description: 'Moved so far; after an undo, back so far.' }),
    comments: z.int(),
    merged_at: instant,
    undo_until: instant.meta({ description: `${MERGE_UNDO_HOURS} hours after the merge` }),
  })
  .meta({ id: 'PersonMerge' });

export const mergeAnswerSchema = z.object({ merge: orNull(merge) }).meta({ id: 'PersonMergeAnswer' });
