import { z } from 'zod';
import { MAX_FOLLOWED_FILES } from '../../app/live/followed-files.js';
import { MAX_FOLLOWED_TICKETS } from '../../app/live/subscription.js';
import { fileId } from '../files/schema.js';
import { characters, id } from '../http/fields.js';

export const liveTokenSchema = z
  .object({
    token: z.string().meta({
      description: 'Opens one connection. Send the subprotocols `holdfast.v1` and `token.<token>`.',
    }),
    expires_in: z.int().meta({ description: 'Seconds' }),
  })
  .meta({ id: 'LiveToken' });

const ticketReference = characters({ min: 1, max: 64 });
const queue = characters({ min: 1, max: 64 });

/** The only message of a client. */
export const subscribeSchema = z.strictObject({
  type: z.literal('subscribe'),
  tickets: z.array(ticketReference).max(MAX_FOLLOWED_TICKETS).optional(),
  view: id.optional(),
  queue: queue.optional(),
  after: id.optional(),
});

/** The only message of a client at `/ws/files`. */
export const subscribeFilesSchema = z.strictObject({
  type: z.literal('subscribe'),
  files: z.array(fileId).max(MAX_FOLLOWED_FILES).optional(),
});

/** Its messages are described in docs/use/live.md. */
export const eventStreamSchema = z
  .custom<AsyncIterable<Uint8Array>>(
    (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
  )
  .meta({ type: 'string' });

export const streamQuerySchema = z.object({
  tickets: characters({ min: 1, max: 8_000 })
    .transform((text) => text.split(','))
    .pipe(z.array(ticketReference).max(MAX_FOLLOWED_TICKETS))
    .optional()
    .meta({ description: `Ticket ids or numbers, separated by commas, at most ${MAX_FOLLOWED_TICKETS}` }),
  view: id.optional().meta({ description: 'View id' }),
  queue: queue
    .optional()
    .meta({ description: 'Team key, or `me` for your tickets and the queue of your team' }),
  after: id.optional().meta({
    description:
      'Id of the last event that you know. You get what you missed. `Last-Event-ID` does the same.',
  }),
});
