import { z } from 'zod';
import { TEST_RESULTS } from '../../app/settings/test-settings.js';
import {
  MAX_CAPACITY_WEIGHT,
  MAX_DESK_NAME,
  MAX_SEND_DELAY_SECONDS,
  MIN_CAPACITY_WEIGHT,
  SETTING_SOURCES,
} from '../../domain/desk/settings.js';
import { characters, email, lineOfText, orNull, NO_CHANGE, setsSomething } from '../http/fields.js';
import { revisionFields } from '../http/revisions.js';

const source = z.enum(SETTING_SOURCES).meta({
  id: 'SettingSource',
  description:
    '`environment` wins and cannot be changed here, then `database`, then the `default` of Holdfast.',
});

const sender = z
  .strictObject({ name: lineOfText({ min: 1, max: 100 }), address: email })
  .meta({ id: 'Sender', example: { name: 'Acme IT', address: 'help@acme.example' } });

const weight = z.int().min(MIN_CAPACITY_WEIGHT).max(MAX_CAPACITY_WEIGHT);
const capacityWeights = z.strictObject({ low: weight, medium: weight, high: weight, urgent: weight }).meta({
  id: 'CapacityWeights',
  description: 'How much of the capacity of its assignee a ticket takes, by priority.',
  example: { low: 1, medium: 1, high: 2, urgent: 3 },
});

/** What a header could not carry: spaces and controls. */
const secret = characters({ min: 1, max: 1_000 }).regex(
  /^[!-~]+$/u,
  'must contain only visible ASCII characters',
);
const secretMeta = { pattern: '^[!-~]+$', writeOnly: true };

export const settingsEditSchema = z
  .strictObject({
    desk_name: lineOfText({ min: 1, max: MAX_DESK_NAME }).nullable().optional(),
    sender: orNull(sender).optional(),
    smtp_url: secret
      .nullable()
      .optional()
      .meta({
        ...secretMeta,
        description:
          '`smtp://user:password@host:587` or `smtps://host`, with special characters of user and password percent-encoded.',
      }),
    smtp_requires_tls: z.boolean().nullable().optional(),
    send_delay_seconds: z.int().min(0).max(MAX_SEND_DELAY_SECONDS).nullable().optional(),
    reopens_by_answer: z.boolean().nullable().optional(),
    capacity_weights: orNull(capacityWeights).optional(),
    public_knowledge: z.boolean().nullable().optional(),
    public_form: z.boolean().nullable().optional(),
    public_chat: z.boolean().nullable().optional(),
    gemini_api_key: secret.nullable().optional().meta(secretMeta),
    gemini_model: lineOfText({ min: 1, max: 100 }).nullable().optional(),
  })
  .refine(setsSomething, NO_CHANGE)
  .meta({
    id: 'SettingsEdit',
    description: 'What to change; the rest stays. Null goes back to the default.',
    minProperties: 1,
    example: { desk_name: 'Acme IT' },
  });

const text = z.object({ value: z.string(), source }).meta({ id: 'TextSetting' });
const flag = z.object({ value: z.boolean(), source }).meta({ id: 'FlagSetting' });
const hidden = z
  .object({
    is_set: z.boolean(),
    shown: z
      .string()
      .nullable()
      .meta({ description: 'The host of a URL, or the end of a key. Null where nothing is set.' }),
    is_readable: z.boolean().meta({
      description: 'False if it was sealed with another JWT_SECRET. Store it again then.',
    }),
    source,
  })
  .meta({ id: 'SecretSetting', description: 'A secret is never returned.' });

export const settingsSchema = z
  .object({
    desk_name: text,
    sender: z
      .object({ value: z.object({ name: z.string(), address: z.string() }), source })
      .meta({ id: 'SenderSetting' }),
    smtp_url: hidden,
    smtp_requires_tls: flag,
    send_delay_seconds: z.object({ value: z.int(), source }).meta({
      id: 'NumberSetting',
      description: 'Seconds that a mail about a comment waits, so that its author can change or delete it.',
    }),
    reopens_by_answer: flag,
    capacity_weights: z.object({ value: capacityWeights, source }).meta({ id: 'CapacityWeightsSetting' }),
    public_knowledge: flag,
    public_form: flag,
    public_chat: flag,
    gemini_api_key: hidden,
    gemini_model: text,
    ...revisionFields,
  })
  .meta({ id: 'Settings' });

export const settingsTestSchema = z
  .object({
    result: z.enum(TEST_RESULTS),
    detail: z.string(),
    took_ms: z.int(),
  })
  .meta({ id: 'SettingsTest' });
