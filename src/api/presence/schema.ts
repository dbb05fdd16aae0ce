import { z } from 'zod';
import { MAX_REPLACED } from '../../domain/presence/draft.js';
import { PRESENCE_STATES } from '../../domain/presence/presence.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { characters, id, instant, personRef, versionFrom } from '../http/fields.js';

const presenceState = z.enum(PRESENCE_STATES).meta({ id: 'PresenceState' });
const isInternal = z.boolean().default(false).meta({ description: 'True for an internal note.' });

export const draftInputSchema = z
  .strictObject({
    body: characters({ min: 0, max: COMMENT_LENGTH.max }),
    is_internal: isInternal,
    version: versionFrom(0).default(0).meta({
      description:
        'The version that you know; 0 if you know of no draft. If it is stale, the other text is kept.',
    }),
  })
  .meta({ id: 'DraftInput', example: { body: 'Have you tried', version: 0 } });

export const draftSchema = z
  .object({
    body: z.string(),
    is_internal: z.boolean(),
    version: z.int().meta({ description: '0 if there is no draft' }),
    saved_at: instant.nullable(),
    replaced: z
      .array(
        z
          .object({ body: z.string(), is_internal: z.boolean(), saved_at: instant })
          .meta({ id: 'ReplacedDraft' }),
      )
      .meta({
        description: `Texts that another tab replaced without having seen them, newest first, at most ${MAX_REPLACED}.`,
      }),
  })
  .meta({ id: 'Draft' });

export const presenceInputSchema = z
  .strictObject({ state: presenceState, is_internal: isInternal })
  .meta({ id: 'PresenceInput', example: { state: 'typing' } });

export const presenceSchema = z
  .object({
    person: personRef,
    state: presenceState,
    is_internal: z.boolean(),
    expires_at: instant,
  })
  .meta({ id: 'Presence' });

export const readInputSchema = z
  .strictObject({
    seen_event_id: id.optional().meta({ description: 'The last event that you have seen. Default: now' }),
  })
  .meta({ id: 'ReadInput', example: {} });
