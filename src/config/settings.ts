import { z } from 'zod';
import {
  MAX_DESK_NAME,
  MAX_SEND_DELAY_SECONDS,
  senderOf,
  type SettingsAround,
  type SettingValues,
} from '../domain/desk/settings.js';
import { singleLine } from '../domain/single-line.js';

const optional = z.string().trim().min(1).optional();
const flag = z.stringbool().optional();

/** The variables that win over the settings of administrators. None has a default here: `DEFAULT_SETTINGS` has them. */
export const settingsVariables = {
  DESK_NAME: z.string().trim().min(1).max(MAX_DESK_NAME).transform(singleLine).optional(),
  MAIL_FROM: optional,
  SMTP_URL: optional,
  SMTP_REQUIRE_TLS: flag,
  MAIL_DELAY_SECONDS: z.coerce.number().int().min(0).max(MAX_SEND_DELAY_SECONDS).optional(),
  INBOUND_REOPENS: flag,
  KNOWLEDGE_PUBLIC: flag,
  GEMINI_API_KEY: optional,
  GEMINI_MODEL: optional,
};

type Variables = z.infer<z.ZodObject<typeof settingsVariables>> & {
  readonly NODE_ENV: string;
  readonly SMTP_PORT: number;
};

/** Outside of production, mails go to the embedded inbox unless a server is set. */
export function toSettingsAround(env: Variables): SettingsAround {
  const set: { readonly [K in keyof SettingValues]: SettingValues[K] | undefined } = {
    deskName: env.DESK_NAME,
    sender: env.MAIL_FROM === undefined ? undefined : senderOf(env.MAIL_FROM),
    smtpUrl: env.SMTP_URL,
    smtpRequiresTls: env.SMTP_REQUIRE_TLS,
    sendDelaySeconds: env.MAIL_DELAY_SECONDS,
    reopensByAnswer: env.INBOUND_REOPENS,
    hasPublicKnowledge: env.KNOWLEDGE_PUBLIC,
    geminiApiKey: env.GEMINI_API_KEY,
    geminiModel: env.GEMINI_MODEL,
  };
  return {
    environment: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
    defaults: env.NODE_ENV === 'production' ? {} : { smtpUrl: `smtp://127.0.0.1:${env.SMTP_PORT}` },
  };
}
