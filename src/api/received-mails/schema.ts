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
  kind: severalOf(kind).optional().meta({ description: 'Outcome of the mail' }),
  reason: severalOf(z.enum(OUTCOME_REASONS)).optional().meta({ description: 'Why the mail had no effect' }),
  unheard: flag.optional().meta({
    description: 'True for mails without effect: ignored, refused, held or failed',
  }),
  ...listQuery(),
});

const outcome = z
  .object({
    kind,
    ticket: orNull(ticket).meta({
      description: 'The ticket that the mail opened, also as a follow-up, or was added to',
    }),
    commands: z.array(z.string()).meta({ description: 'Mail commands that were executed' }),
    account_ids: z.array(z.string()).meta({ description: 'Accounts whose mails bounced' }),
    reason: z.string().nullable().meta({
      description:
        'Why the mail had no effect. `receipt_held`: it opened a ticket, but the sender got no confirmation.',
    }),
  })
  .meta({ id: 'MailOutcome' });

export const receivedMailSchema = z
  .object({
    id: z.string(),
    source: z.enum(MAIL_SOURCES),
    recipients: z
      .array(z.string())
      .meta({ description: 'Envelope recipients. Empty for mails from an IMAP mailbox.' }),
    size_bytes: z.int(),
    received_at: instant,
    state: referTo(state).meta({
      description:
        '`kept`: the mail waits to be processed. `failed`: a person has to check it, and `fault` has the reason.',
    }),
    outcome: orNull(outcome),
    fault: z.string().nullable(),
    account_id: z.string().nullable().meta({ description: 'The account of the sender' }),
    expires_at: instant.meta({ description: 'When Holdfast deletes the mail and this record' }),
  })
  .meta({ id: 'ReceivedMail' });

export const receivedMailListSchema = z
  .object({ received_mails: z.array(receivedMailSchema), ...listFields })
  .meta({ id: 'ReceivedMailList' });
