import { z } from 'zod';
import { createRequesterLink, revokeRequesterLinks } from '../../app/tickets/requester-links.js';
import type { ApiDeps } from '../deps.js';
import { instant } from '../http/fields.js';
import { reply, route, type Route } from '../http/route.js';
import { ticketParams } from './fields.js';

const PATH = '/api/v1/tickets/{ticket}/requester-links';

const requesterLinkSchema = z
  .object({ url: z.string().meta({ description: 'Send it to the requester only.' }), expires_at: instant })
  .meta({ id: 'RequesterLink' });

/** Links with which requesters open their ticket without a password. */
export function requesterLinkRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: PATH,
      tag: 'tickets',
      operationId: 'createRequesterLink',
      summary: 'Create a link for the requester of a ticket',
      description:
        'With the link, the requester reads and answers this ticket without a password, for 14 days.',
      action: 'requester_link.administer',
      request: { params: ticketParams },
      responses: { 201: { description: 'The link', schema: requesterLinkSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        const { url, expiresAt } = await createRequesterLink(deps, actor, params.ticket);
        return reply(201, { url, expires_at: expiresAt.toISOString() });
      },
    }),
    route({
      method: 'delete',
      path: PATH,
      tag: 'tickets',
      operationId: 'deleteRequesterLinks',
      summary: 'Delete all links for the requester of a ticket',
      action: 'requester_link.administer',
      request: { params: ticketParams },
      responses: { 204: { description: 'The links no longer work', schema: null } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        await revokeRequesterLinks(deps, actor, params.ticket);
        return reply(204, null);
      },
    }),
  ];
}
