import { z } from 'zod';
import { DEFAULT_SETTINGS, senderOf } from '../domain/desk/settings.js';
import { isEmailAddress } from '../domain/email-address.js';
import type { InboundRules } from '../domain/inbound-mail/inbound-rules.js';
import { TOKEN_LENGTH } from '../domain/inbound-mail/reply-token.js';
import { lowerCaseList } from './list.js';

/** A local part has 64 characters at most, and the token of each ticket and person comes behind a plus. */
const MAX_LOCAL_PART = 64 - 1 - TOKEN_LENGTH;
const REPLY_ADDRESS = new RegExp(`^[a-z0-9_.-]{1,${MAX_LOCAL_PART}}@[a-z0-9-]+(?:\\.[a-z0-9-]+)*$`, 'u');

/** The variables that say what is made of mail. */
export const inboundRuleVariables = {
  INBOUND_REPLY_ADDRESS: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      REPLY_ADDRESS,
      `must be an address such as reply@desk.example, with at most ${MAX_LOCAL_PART} letters, digits, dots, dashes and underscores before the @`,
    )
    .optional(),
  INBOUND_UNKNOWN_SENDERS: z.enum(['accept', 'refuse']).optional(),
  INBOUND_TRUSTED_AUTHSERV: lowerCaseList,
  INBOUND_UNPROVEN: z.enum(['accept', 'hold']).default('accept'),
  INBOUND_UNPROVEN_RECEIPTS_PER_HOUR: z.coerce.number().int().min(0).max(100_000).default(60),
};

type Variables = z.infer<z.ZodObject<typeof inboundRuleVariables>> & {
  readonly MAIL_FROM?: string | undefined;
  /** In lower case; all of a domain is named by `*@`, and staff may write from there. */
  readonly INBOUND_ADDRESSES: readonly string[];
  readonly REGISTRATION_ENABLED: boolean;
  readonly INBOUND_IMAP_URL?: { readonly user: string } | undefined;
};

export function toInboundRules(env: Variables): InboundRules {
  const replyAddress = env.INBOUND_REPLY_ADDRESS ?? null;
  const sender = senderOf(env.MAIL_FROM ?? DEFAULT_SETTINGS.sender.address).address.toLowerCase();
  const named = env.INBOUND_ADDRESSES.filter((name) => !name.startsWith('*'));
  return {
    replyAddress,
    ours: [
      ...new Set([sender, ...named, ...mailboxOf(env), ...(replyAddress === null ? [] : [replyAddress])]),
    ],
    receives: env.INBOUND_ADDRESSES,
    acceptsStrangers:
      (env.INBOUND_UNKNOWN_SENDERS ?? (env.REGISTRATION_ENABLED ? 'accept' : 'refuse')) === 'accept',
    trustedServers: env.INBOUND_TRUSTED_AUTHSERV,
    holdsUnproven: env.INBOUND_UNPROVEN === 'hold',
    unprovenReceiptsPerHour: env.INBOUND_UNPROVEN_RECEIPTS_PER_HOUR,
  };
}

/** Most mailboxes are opened by the name of their address. */
function mailboxOf({ INBOUND_IMAP_URL: url }: Variables): readonly string[] {
  const user = url?.user.toLowerCase() ?? '';
  return isEmailAddress(user) ? [user] : [];
}
