import { z } from 'zod';
import { DELIVERY_STATES } from '../../domain/mail/delivery.js';
import { ACCOUNT_MAIL_KINDS, STAFF_MAIL_KINDS, TICKET_MAIL_KINDS } from '../../domain/accounts/mail-kinds.js';
import { characters, id, instant, personRef, severalOf, referTo } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';

const state = z.enum(DELIVERY_STATES).meta({ id: 'DeliveryState' });
const kind = z
  .enum([...TICKET_MAIL_KINDS, ...ACCOUNT_MAIL_KINDS, ...STAFF_MAIL_KINDS])
  .meta({ id: 'MailKind' });

export const deliveryParams = z.object({ delivery: z.string().meta(parameterName('DeliveryId')) });

export const deliveryQuerySchema = z.strictObject({
  state: severalOf(state).optional(),
  kind: severalOf(kind).optional(),
  recipient: id.optional().meta({ description: 'The id of a person' }),
  ticket: characters({ min: 1, max: 64 }).optional().meta({ description: 'The id of a ticket' }),
  ...listQuery(),
});

export const deliverySchema = z
  .object({
    id: z.string(),
    kind,
    state: referTo(state).meta({
      description:
        '`queued` and `sending` are tried again by themselves; `failed` is not. `suppressed`: not tried, since the address was refused before, its reader has switched such mails off, or another mail tells of it.',
    }),
    recipient: personRef,
    ticket_id: z.string().nullable(),
    attempts: z.int(),
    answer: z
      .string()
      .nullable()
      .meta({ description: 'What the mail server said last, or why it was not asked' }),
    not_before: instant
      .nullable()
      .meta({ description: 'Until when a queued mail waits, as in the quiet hours of its reader' }),
    carried_by: z
      .string()
      .nullable()
      .meta({ description: 'The id of the delivery that tells of it, with others, in its place' }),
    message_id: z.string(),
    created_at: instant,
    sent_at: instant.nullable(),
  })
  .meta({ id: 'Delivery' });

export const deliveryListSchema = z
  .object({ deliveries: z.array(deliverySchema), ...listFields })
  .meta({ id: 'DeliveryList' });
