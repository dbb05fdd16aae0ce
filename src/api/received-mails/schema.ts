import { z } from 'zod';
import {
  MAIL_SOURCES,
  OUTCOME_KINDS,
  OUTCOME_REASONS,
  RECEIVED_STATES,
} from '../../domain/inbound-mail/received-mail.js';
import { flag, instant, severalOf } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';

const state = z.enum(RECEIVED_STATES);
const kind = z.enum(OUTCOME_KINDS);

export const receivedMailParams = z.object({ mail: z.string() });

export const receivedMailQuerySchema = z.strictObject({
  state: severalOf(state).optional(),
  kind: severalOf(kind).optional().meta({ description: 'What it has become' }),
  reason: severalOf(z.enum(OUTCOME_REASONS)).optional().meta({ description: 'Why nothing came of it' }),
  unheard: flag.optional().meta({
    description: 'True for those that came to nothing: ignored, refused, held or failed',
  }),
  ...listQuery(),
});

const outcome = z
  .object({
    kind,
    ticket: z
      .object({ id: z.string(), number: z.string() })
      .nullable()
      .meta({ description: 'The ticket that it opened, was added to, or opened after another' }),
    commands: z.array(z.string()).meta({ description: 'What it asked for beside, and was done' }),
    account_ids: z.array(z.string()).meta({ description: 'Whose address mail of ours came back from' }),
    reason: z.string().nullable().meta({
      description: 'Why nothing came of it; `receipt_held`: a ticket did, but its sender got no confirmation',
    }),
  })
  .meta({ id: 'MailOutcome' });

export const receivedMailSchema = z
  .object({
    id: z.string(),
    source: z.enum(MAIL_SOURCES),
    recipients: z
      .array(z.string())
      .meta({ description: 'Of the envelope; empty for mails out of a mailbox' }),
    size_bytes: z.int(),
    received_at: instant,
    state: state.meta({
      description: '`kept`: it waits to be read. `failed`: a person has to look at it, `fault` says why.',
    }),
    outcome: outcome.nullable(),
    fault: z.string().nullable(),
    account_id: z.string().nullable().meta({ description: 'Whose mail it turned out to be' }),
    expires_at: instant.meta({ description: 'When the mail and this record of it go' }),
  })
  .meta({ id: 'ReceivedMail' });

export const receivedMailListSchema = z
  .object({ received_mails: z.array(receivedMailSchema), ...listFields })
  .meta({ id: 'ReceivedMailList' });
