import type { z } from 'zod';
import { listDeliveries, readDelivery } from '../../app/mail/read-deliveries.js';
import { resendDelivery } from '../../app/mail/resend-delivery.js';
import { messageIdOf } from '../../app/mail/templates/message-id.js';
import type { Delivery } from '../../domain/mail/delivery.js';
import type { DeliveryQuery } from '../../ports/mail/deliveries.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { deliveryListSchema, deliveryParams, deliveryQuerySchema, deliverySchema } from './schema.js';

const PATH = '/api/v1/admin/deliveries';
const TAG = 'administration';
const ACTION = 'delivery.administer';

/** Routes for the mails that Holdfast sent or tried to send. */
export function deliveryRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: TAG,
      operationId: 'listDeliveries',
      summary: 'List outgoing mails, newest first',
      action: ACTION,
      request: { query: deliveryQuerySchema },
      responses: { 200: { description: 'A page of deliveries', schema: deliveryListSchema } },
      handle: async ({ query }, { actor }) => {
        const page = await listDeliveries(deps, actor, toDeliveryQuery(query));
        return reply(200, {
          deliveries: page.items.map((delivery) => presentDelivery(deps, delivery)),
          ...presentPage(page, query.page_size),
        });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{delivery}`,
      tag: TAG,
      operationId: 'getDelivery',
      summary: 'Get an outgoing mail',
      action: ACTION,
      request: { params: deliveryParams },
      responses: { 200: { description: 'The delivery', schema: deliverySchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentDelivery(deps, await readDelivery(deps, actor, params.delivery))),
    }),
    route({
      method: 'post',
      path: `${PATH}/{delivery}/resend`,
      tag: TAG,
      operationId: 'resendDelivery',
      summary: 'Resend an outgoing mail',
      description:
        'You can resend a delivery that was sent, failed or suppressed, or that Holdfast has tried to send for a day. The new mail is a separate delivery. Holdfast sends it even if the address was rejected before.',
      action: ACTION,
      creates: true,
      request: { params: deliveryParams },
      responses: {
        201: {
          description: 'The new delivery, queued',
          schema: deliverySchema,
          headers: { Location: 'URL of the delivery' },
        },
      },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params }, { actor, address, newResourceId }) => {
        const delivery = await resendDelivery(deps, { actor, address }, params.delivery, newResourceId);
        return reply(201, presentDelivery(deps, delivery), { Location: `${PATH}/${delivery.id}` });
      },
    }),
  ];
}

function toDeliveryQuery(query: z.output<typeof deliveryQuerySchema>): DeliveryQuery {
  return {
    ...toPageRequest(query),
    ...(query.state === undefined ? {} : { states: query.state }),
    ...(query.kind === undefined ? {} : { kinds: query.kind }),
    ...(query.recipient === undefined ? {} : { recipientId: query.recipient }),
    ...(query.ticket === undefined ? {} : { ticketId: query.ticket }),
  };
}

function presentDelivery(deps: ApiDeps, delivery: Delivery): z.input<typeof deliverySchema> {
  return {
    id: delivery.id,
    kind: delivery.kind,
    state: delivery.state,
    recipient: { id: delivery.recipient.id, name: delivery.recipient.name },
    ticket_id: delivery.ticketId,
    attempts: delivery.attempts,
    answer: delivery.answer,
    not_before: delivery.notBefore?.toISOString() ?? null,
    carried_by: delivery.carriedBy ?? null,
    message_id: messageIdOf(deps, delivery.id),
    created_at: delivery.createdAt.toISOString(),
    sent_at: delivery.sentAt?.toISOString() ?? null,
  };
}
