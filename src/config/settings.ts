import { z } from 'zod';
import {
  MAX_CAPACITY_WEIGHT,
  MAX_DESK_NAME,
  MAX_SEND_DELAY_SECONDS,
  MIN_CAPACITY_WEIGHT,
  senderOf,
  type CapacityWeights,
  type SettingsAround,
  type SettingValues,
} from '../domain/desk/settings.js';
import { singleLine } from '../domain/single-line.js';
import { PRIORITIES } from '../domain/ticket-fields.js';

const optional = z.string().trim().min(1).optional();
const flag = z.stringbool().optional();

const weight = z.coerce.number().int().min(MIN_CAPACITY_WEIGHT).max(MAX_CAPACITY_WEIGHT);

/** `low=1,medium=1,high=2,urgent=3`, in any order. Priorities that are left out count 1. */
const capacityWeights = z
  .string()
  .trim()
  .min(1)
  .transform((text): Partial<Record<string, unknown>> => Object.fromEntries(text.split(',').map(toEntry)))
  .pipe(
    z.strictObject(
      Object.fromEntries(PRIORITIES.map((priority) => [priority, weight.default(1)])) as Record<
        keyof CapacityWeights,
        z.ZodDefault<typeof weight>
      >,
    ),
  )
  .optional();

function toEntry(part: string): readonly [name: string, value: string] {
  const [name = '', value = ''] = part.trim().split('=');
  return [name, value];
}

/** The variables that win over the settings of administrators. None has a default here: `DEFAULT_SETTINGS` has them. */
export const settingsVariables = {
  DESK_NAME: z.string().trim().min(1).max(MAX_DESK_NAME).transform(singleLine).optional(),
  MAIL_FROM: optional,
  SMTP_URL: optional,
  SMTP_REQUIRE_TLS: flag,
  MAIL_DELAY_SECONDS: z.coerce.number().int().min(0).max(MAX_SEND_DELAY_SECONDS).optional(),
  INBOUND_REOPENS: flag,
  CAPACITY_WEIGHTS: capacityWeights,
  KNOWLEDGE_PUBLIC: flag,
  PUBLIC_FORM: flag,
  PUBLIC_CHAT: flag,
  GEMINI_API_KEY: optional,
  GEMINI_MODEL: optional,
};

type Variables = z.infer<z.ZodObject<typeof settingsVariables>> & {
  readonly NODE_ENV: string;
  readonly SMTP_PORT: number;
};

/** Outside of production, mails go to the embedded inbox unless a server is set, and the public form and the chat are open. */
export function toSettingsAround(env: Variables): SettingsAround {
  const set: { readonly [K in keyof SettingValues]: SettingValues[K] | undefined } = {
    deskName: env.DESK_NAME,
    sender: env.MAIL_FROM === undefined ? undefined : senderOf(env.MAIL_FROM),
    smtpUrl: env.SMTP_URL,
    smtpRequiresTls: env.SMTP_REQUIRE_TLS,
    sendDelaySeconds: env.MAIL_DELAY_SECONDS,
    reopensByAnswer: env.INBOUND_REOPENS,
    capacityWeights: env.CAPACITY_WEIGHTS,
    hasPublicKnowledge: env.KNOWLEDGE_PUBLIC,
    hasPublicForm: env.PUBLIC_FORM,
    hasPublicChat: env.PUBLIC_CHAT,
    geminiApiKey: env.GEMINI_API_KEY,
    geminiModel: env.GEMINI_MODEL,
  };
  return {
    environment: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
    // On the own machine of a developer everything can be tried.
    defaults:
      env.NODE_ENV === 'production'
        ? {}
        : { smtpUrl: `smtp://127.0.0.1:${env.SMTP_PORT}`, hasPublicForm: true, hasPublicChat: true },
  };
}
