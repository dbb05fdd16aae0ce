import { z } from 'zod';
import { ALL_LINK_TYPES, LINK_DIRECTIONS } from '../../domain/ticket-links.js';
import { instant } from '../http/fields.js';

/** A file; its content is at `/tickets/{ticket}/attachments/{id}`. */
export const attachmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string().meta({ description: 'Media type that the sender declared' }),
    size_bytes: z.int(),
    is_internal: z.boolean().optional().meta({
      description:
        'True if only staff can read the file, although others can read its ticket or comment. Omitted otherwise. Returned to staff only.',
    }),
  })
  .meta({ id: 'Attachment' });

export const linkSchema = z
  .object({
    id: z.string(),
    type: z.enum(ALL_LINK_TYPES),
    direction: z.enum(LINK_DIRECTIONS).meta({
      description:
        '`outward`: this ticket is the source of the link, for example a duplicate of the other. `inward`: the other ticket is the source.',
    }),
    ticket: z.string().meta({ description: 'Number of the other ticket' }),
  })
  .meta({ id: 'Link' });

/** A person as a mail names them. */
export const mailAddressSchema = z
  .object({ name: z.string(), address: z.string() })
  .meta({ id: 'MailAddress' });

export const senderUnproven = z.boolean().optional().meta({
  description:
    'True if the text came by mail and neither a mail server nor a reply address authenticated its sender. Omitted otherwise. Returned to staff only.',
});

export const satisfactionSchema = z
  .object({ score: z.int().min(1).max(5), comment: z.string().nullable(), at: instant })
  .meta({
    id: 'Satisfaction',
    description:
      'The requester’s rating of the resolution, from 1 (very dissatisfied) to 5 (very satisfied).',
  });
