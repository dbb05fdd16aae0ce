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
        'For staff: since when a mail server refuses the address, and what it says. Nothing is sent there while it is set. Add them again to clear it.',
    }),
  })
  .meta({ id: 'Participant', description: 'Somebody in copy: they get the public answers by mail.' });
