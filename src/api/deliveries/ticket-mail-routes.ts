import { z } from 'zod';
import { listTicketMails } from '../../app/mail/read-ticket-mails.js';
import { commentIdOf, type Delivery } from '../../domain/mail/delivery.js';
import type { ApiDeps } from '../deps.js';
import { instant, orNull, personRef, referTo } from '../http/fields.js';
import { listFields, listQuery, presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { mailProblemSchema } from '../people/schema.js';
import { ticketParams } from '../tickets/fields.js';
import { deliveryStateSchema, mailKindSchema } from './schema.js';

const ticketMailSchema = z
  .object({
    id: z.string(),
    kind: mailKindSchema,
    state: referTo(deliveryStateSchema).meta({
      description: '`sent`: a mail server has accepted it. `returned` says whether it came back.',
    }),
    recipient: personRef,
    comment_id: z.string().nullable().meta({ description: 'The comment that the mail is about' }),
    attempts: z.int(),
    answer: z
      .string()
      .nullable()
      .meta({ description: 'Last answer of the mail server, or why no mail was sent' }),
    returned: orNull(mailProblemSchema).meta({
      description: 'When a mail server returned the accepted mail, and its status. Null if none did.',
    }),
    not_before: instant.nullable().meta({ description: 'Earliest time to send a queued mail' }),
    carried_by: z
      .string()
      .nullable()
      .meta({ description: 'The id of the batched mail that contains this notification' }),
    created_at: instant,
    sent_at: instant.nullable(),
  })
  .meta({ id: 'TicketMail' });

const ticketMailListSchema = z
  .object({ mails: z.array(ticketMailSchema), ...listFields })
  .meta({ id: 'TicketMailList' });

/** What became of the mails about a ticket, for those who work on it. */
export function ticketMailRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tickets/{ticket}/mails',
      tag: 'tickets',
      operationId: 'listTicketMails',
      summary: 'List the mails about a ticket, newest first',
      description: 'Whether each mail was sent, and whether it came back.',
      action: 'delivery.read',
      request: { params: ticketParams, query: z.strictObject(listQuery()) },
      responses: { 200: { description: 'A page of mails', schema: ticketMailListSchema } },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const page = await listTicketMails(deps, actor, params.ticket, toPageRequest(query));
        return reply(200, { mails: page.items.map(presentMail), ...presentPage(page, query.page_size) });
      },
    }),
  ];
}

function presentMail(delivery: Delivery): z.input<typeof ticketMailSchema> {
  const { id, kind, state, recipient, attempts, answer, returned = null } = delivery;
  return {
    id,
    kind,
    state,
    recipient: { id: recipient.id, name: recipient.name },
    comment_id: commentIdOf(delivery),
    attempts,
    answer,
    returned: returned === null ? null : { at: returned.at.toISOString(), answer: returned.answer },
    not_before: delivery.notBefore?.toISOString() ?? null,
    carried_by: delivery.carriedBy ?? null,
    created_at: delivery.createdAt.toISOString(),
    sent_at: delivery.sentAt?.toISOString() ?? null,
  };
}
