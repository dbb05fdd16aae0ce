import { LINK_TYPES } from '../../domain/ticket-links.js';
import { z } from 'zod';
import { id } from '../http/fields.js';
import { description, ticketParams, title } from './fields.js';

export const newLinkSchema = z.strictObject({ type: z.enum(LINK_TYPES), ticket: id }).meta({
  id: 'NewLink',
  description: 'A link from this ticket to another one, given by id or number.',
  example: { type: 'duplicate_of', ticket: 'TKT-2026-000041' },
});

export const mergeSchema = z.strictObject({ into: id }).meta({
  id: 'Merge',
  description: 'The id or number of the ticket to merge into.',
  example: { into: 'TKT-2026-000041' },
});

export const linkParams = ticketParams.extend({ link: z.string() });

export const followUpSchema = z.strictObject({ title: title.optional(), description }).meta({
  id: 'FollowUp',
  description: 'Without a `title`, the new ticket gets the title of the closed one.',
  example: { description: 'It drops again since the update.' },
});

/** Longer talk is rarely about one thing; what is left goes over with a second split. */
const MAX_SPLIT_COMMENTS = 100;

export const splitSchema = z
  .strictObject({
    comment_ids: z.array(id).min(1).max(MAX_SPLIT_COMMENTS),
    title: title.optional(),
    description: description.optional(),
  })
  .meta({
    id: 'Split',
    description:
      'The ids of the comments to move. Title and description come from the public ones. If all are internal notes, a `description` is required.',
    example: { comment_ids: ['019b2c6e-7d1f-7a55-8a51-6b1c3f0f2a10'], title: 'The printer is out of toner' },
  });
