import { z } from 'zod';
import { flag, instant, lineOfText, personRef, referTo, NO_CHANGE, setsSomething } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';
import { savedFilterSchema, ticketSort } from '../tickets/query.js';

const name = lineOfText({ min: 1, max: 100 });
const filters = referTo(savedFilterSchema).meta({
  description: 'The filters of `GET /tickets`. `assignee: me` means the user who reads the view.',
});
const SHARED = {
  description: 'True if all staff can read the view. Only managers and administrators can share views.',
};

export const newViewSchema = z
  .strictObject({
    name,
    filters: filters.optional(),
    sort: referTo(ticketSort).default('-created_at'),
    is_shared: z.boolean().default(false).meta(SHARED),
  })
  .meta({
    id: 'NewView',
    example: { name: 'My open tickets', filters: { assignee: 'me', status: ['open', 'in_progress'] } },
  });

export const viewEditSchema = z
  .strictObject({
    name: name.optional(),
    filters: filters.optional(),
    sort: ticketSort.optional(),
    is_shared: z.boolean().optional().meta(SHARED),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({
    id: 'ViewEdit',
    description: 'The fields to change. `filters` replaces all filters.',
    minProperties: 1,
    example: { sort: '-updated_at' },
  });

export const viewParams = z.object({ view: z.string().meta(parameterName('ViewId')) });
export const viewListQuerySchema = z.strictObject({
  ...listQuery(),
  unread: flag.optional().meta({ description: 'Adds `unread_count` to each view' }),
});

export const viewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    filters: savedFilterSchema,
    sort: ticketSort,
    is_shared: z.boolean(),
    owner: personRef,
    created_at: instant,
    updated_at: instant,
    version: z.int(),
    unread_count: z.int().optional().meta({
      description: 'Unread tickets among the 100 of the view that changed last. With `unread=true`.',
    }),
  })
  .meta({ id: 'View' });

export const viewListSchema = z
  .object({ views: z.array(viewSchema), ...listFields })
  .meta({ id: 'ViewList' });
