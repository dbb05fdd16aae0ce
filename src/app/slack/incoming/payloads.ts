import { z } from 'zod';

/* The parts of Slack's requests that Holdfast reads, by docs.slack.dev. Fields that it does not name are ignored. */

const id = z.string().max(64);
const ts = z.string().regex(/^\d{9,12}\.\d{6}$/u);

export const fileSchema = z.object({
  id: id.default(''),
  name: z.string().nullish(),
  size: z.number().default(0),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
  mode: z.string().optional(),
});
export type SlackFile = z.infer<typeof fileSchema>;

const messageFields = {
  ts,
  thread_ts: ts.optional(),
  user: id.optional(),
  bot_id: id.optional(),
  subtype: z.string().optional(),
  text: z.string().default(''),
  files: z.array(fileSchema).default([]),
};
export const messageSchema = z.object(messageFields);

export const messageEventSchema = z.object({
  ...messageFields,
  type: z.enum(['message', 'app_mention']),
  channel: id,
  channel_type: z.string().optional(),
  message: messageSchema.partial({ ts: true }).optional(),
  previous_message: messageSchema.partial({ ts: true }).optional(),
  deleted_ts: ts.optional(),
});

export const reactionSchema = z.object({
  type: z.literal('reaction_added'),
  user: id,
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: id, ts }),
});

export const channelEventSchema = z.object({
  type: z.enum([
    'channel_archive',
    'channel_unarchive',
    'channel_deleted',
    'group_archive',
    'group_unarchive',
    'channel_left',
    'group_left',
    'member_joined_channel',
  ]),
  channel: id,
  user: id.optional(),
});

export const envelopeSchema = z.object({ event: z.object({ type: z.string() }).loose() });

const inputValue = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
});

export const interactionSchema = z.object({
  type: z.string(),
  user: z.object({ id }),
  channel: z.object({ id }).optional(),
  message: messageSchema.optional(),
  container: z.object({ message_ts: ts.optional(), thread_ts: ts.optional() }).optional(),
  callback_id: z.string().optional(),
  trigger_id: z.string().optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).optional(),
  view: z
    .object({
      id: z.string(),
      callback_id: z.string().default(''),
      private_metadata: z.string().default(''),
      state: z.object({ values: z.record(z.string(), z.record(z.string(), inputValue)) }).optional(),
    })
    .optional(),
});
export type InteractionPayload = z.infer<typeof interactionSchema>;

export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: id,
  channel_id: id,
  thread_ts: ts.optional(),
  trigger_id: z.string().default(''),
});
export type CommandPayload = z.infer<typeof commandSchema>;
