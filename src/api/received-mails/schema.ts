import { z } from 'zod';
import {
  MAIL_SOURCES,
  OUTCOME_KINDS,
  OUTCOME_REASONS,
  RECEIVED_STATES,
} from '../../domain/inbound-mail/received-mail.js';
import { flag, instant, orNull, severalOf, referTo } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';

const state = z.enum(RECEIVED_STATES).meta({ id: 'ReceivedMailState' });
const kind = z.enum(OUTCOME_KINDS).meta({ id: 'MailOutcomeKind' });
const ticket = z.object({ id: z.string(), number: z.string() }).meta({ id: 'TicketReference' });

export const receivedMailParams = z.object({ mail: z.string().meta(parameterName('ReceivedMailId')) });

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
    ticket: orNull(ticket).meta({
      description: 'The ticket that it opened, was added to, or opened after another',
    }),
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
    state: referTo(state).meta({
      description: '`kept`: it waits to be read. `failed`: a person has to look at it, `fault` says why.',
    }),
    outcome: orNull(outcome),
    fault: z.string().nullable(),
    account_id: z.string().nullable().meta({ description: 'Whose mail it turned out to be' }),
    expires_at: instant.meta({ description: 'When the mail and this record of it go' }),
  })
  .meta({ id: 'ReceivedMail' });

export const receivedMailListSchema = z
  .object({ received_mails: z.array(receivedMailSchema), ...listFields })
  .meta({ id: 'ReceivedMailList' });
