import { z } from 'zod';
import { MAX_VISITOR_NAME } from '../../domain/chat/visitor.js';
import { PRESENCE_STATES } from '../../domain/presence/presence.js';
import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import { email, id, instant, lineOfText, referTo, text } from '../http/fields.js';
import { status } from '../tickets/enums.js';

const message = text(COMMENT_LENGTH);

export const chatTokenSchema = z
  .object({
    token: z.string().meta({ description: 'Send it as `X-Chat-Token` with every call of the conversation.' }),
    name: z.string().nullable().meta({ description: 'The name of the signed-in person; null for a visitor' }),
  })
  .meta({ id: 'ChatToken' });

export const chatStartSchema = z
  .strictObject({
    text: message,
    name: lineOfText({ min: 1, max: MAX_VISITOR_NAME }).optional().meta({ description: 'Of a visitor' }),
    email: email.optional().meta({ description: 'Where a visitor gets answers while they are away' }),
  })
  .meta({ id: 'ChatStart', example: { text: 'My badge does not open the door.', name: 'Vera' } });

export const chatMessageSchema = z
  .strictObject({
    text: message,
  })
  .meta({
    id: 'ChatMessageInput',
    example: { text: 'It is the door in room 7.' },
  });

export const chatPresenceSchema = z
  .strictObject({
    state: z.enum(PRESENCE_STATES).meta({ id: 'ChatPresenceState' }),
    seen: id.optional().meta({ description: 'Id of the newest message on the screen. It is not mailed.' }),
  })
  .meta({ id: 'ChatPresence', example: { state: 'typing' } });

export const chatAddressSchema = z
  .strictObject({ email })
  .meta({ id: 'ChatAddress', example: { email: 'vera@example.org' } });

export const chatSchema = z
  .object({
    number: z.string(),
    status: referTo(status),
    is_over: z.boolean().meta({ description: 'True if nothing can be added' }),
    email: z
      .string()
      .nullable()
      .meta({ description: 'Where answers go while the visitor is away; null if nowhere' }),
    messages: z
      .array(
        z
          .object({
            id: z.string(),
            is_own: z.boolean(),
            author: z.string(),
            text: z.string().nullable().meta({ description: 'Null for a deleted message' }),
            at: instant,
          })
          .meta({ id: 'ChatMessage' }),
      )
      .meta({ description: 'Oldest first, at most the first one and the latest 50' }),
  })
  .meta({ id: 'Chat' });
