import { z } from 'zod';
import { DELIVERY_STATES } from '../../domain/mail/delivery.js';
import { MAIL_KINDS } from '../../domain/accounts/mail-kinds.js';
import { characters, id, instant, personRef, severalOf, referTo } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { parameterName } from '../http/shared-parameters.js';

export const deliveryStateSchema = z.enum(DELIVERY_STATES).meta({ id: 'DeliveryState' });
export const mailKindSchema = z.enum(MAIL_KINDS).meta({ id: 'MailKind' });

export const deliveryParams = z.object({ delivery: z.string().meta(parameterName('DeliveryId')) });

export const deliveryQuerySchema = z.strictObject({
  state: severalOf(deliveryStateSchema).optional(),
  kind: severalOf(mailKindSchema).optional(),
  recipient: id.optional().meta({ description: 'A user id' }),
  ticket: characters({ min: 1, max: 64 }).optional().meta({ description: 'Ticket id' }),
  ...listQuery(),
});

export const deliverySchema = z
  .object({
    id: z.string(),
    kind: mailKindSchema,
    state: referTo(deliveryStateSchema).meta({
      description:
        'Holdfast retries `queued` and `sending` deliveries, but not `failed` ones. `suppressed`: not sent, because the address was rejected before, the recipient switched such mails off, or a batched mail contains it.',
    }),
    recipient: personRef,
    ticket_id: z.string().nullable(),
    attempts: z.int(),
    answer: z
      .string()
      .nullable()
      .meta({ description: 'Last answer of the mail server, or why no mail was sent' }),
    not_before: instant
      .nullable()
      .meta({ description: 'Earliest time to send a queued mail, for example the end of quiet hours' }),
    carried_by: z
      .string()
      .nullable()
      .meta({ description: 'The id of the batched mail that contains this notification' }),
    message_id: z.string(),
    created_at: instant,
    sent_at: instant.nullable(),
  })
  .meta({ id: 'Delivery' });

export const deliveryListSchema = z
  .object({ deliveries: z.array(deliverySchema), ...listFields })
  .meta({ id: 'DeliveryList' });
