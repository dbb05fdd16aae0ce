import { z } from 'zod';
import { instant, referTo } from '../http/fields.js';
import { mailProblemSchema } from '../people/schema.js';

export const participantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    added_at: instant,
    mail_problem: referTo(mailProblemSchema).optional().meta({
      description:
        'Since when a mail server rejects the address, and its answer. Holdfast sends no mail there while this is set. Add the participant again to clear it. Returned to staff only.',
    }),
  })
  .meta({ id: 'Participant', description: 'A person in copy, who gets public comments by mail.' });
