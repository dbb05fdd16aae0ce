import { readDraft, removeDraft, saveDraft } from '../../app/presence/drafts.js';
import { showPresence } from '../../app/presence/presence.js';
import { markRead, markUnread } from '../../app/presence/reading.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { ticketParams } from '../tickets/fields.js';
import { presentDraft, presentPresence } from './presenter.js';
import {
  draftInputSchema,
  draftSchema,
  presenceInputSchema,
  presenceSchema,
  readInputSchema,
} from './schema.js';

const PATH = '/api/v1/tickets/{ticket}';
const TAG = 'live';
const DRAFT_RESPONSE = { description: 'The draft', schema: draftSchema } as const;

/** What a person does on a ticket without changing it: writing a draft, being there, reading. */
export function presenceRoutes(deps: ApiDeps): Route[] {
  return [...draftRoutes(deps), presenceRoute(deps), readRoute(deps), unreadRoute(deps)];
}

function draftRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/draft`,
      tag: TAG,
      operationId: 'getDraft',
      summary: 'Get your unsent comment on a ticket',
      action: 'draft.keep',
      request: { params: ticketParams },
      responses: { 200: DRAFT_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentDraft(await readDraft(deps, actor, params.ticket))),
    }),
    route({
      method: 'put',
      path: `${PATH}/draft`,
      tag: TAG,
      operationId: 'updateDraft',
      summary: 'Update your unsent comment on a ticket',
      description: 'Creates it if necessary. It is deleted 30 days after the last change.',
      action: 'draft.keep',
      request: { params: ticketParams, body: draftInputSchema },
      responses: { 200: DRAFT_RESPONSE },
      problems: ['not_found', 'version_conflict'],
      handle: async ({ params, body: { body, is_internal: isInternal, version } }, { actor }) => {
        const draft = await saveDraft(deps, actor, params.ticket, { body, isInternal }, version);
        return reply(200, presentDraft(draft));
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/draft`,
      tag: TAG,
      operationId: 'deleteDraft',
      summary: 'Delete your unsent comment on a ticket',
      action: 'draft.keep',
      request: { params: ticketParams },
      responses: { 204: { description: 'There is no draft', schema: null } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        await removeDraft(deps, actor, params.ticket);
        return reply(204, null);
      },
    }),
  ];
}

function presenceRoute(deps: ApiDeps): Route {
  return route({
    method: 'put',
    path: `${PATH}/presence`,
    tag: TAG,
    operationId: 'updatePresence',
    summary: 'Update your presence on a ticket',
    description: 'It ends after 30 seconds. Repeat it more often, and send `away` when you leave.',
    action: 'presence.show',
    request: { params: ticketParams, body: presenceInputSchema },
    responses: { 200: { description: 'Your presence', schema: presenceSchema } },
    problems: ['not_found'],
    handle: async ({ params, body: { state, is_internal: isInternal } }, { actor }) =>
      reply(200, presentPresence(await showPresence(deps, actor, params.ticket, { state, isInternal }))),
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'put',
    path: `${PATH}/read`,
    tag: TAG,
    operationId: 'markTicketRead',
    summary: 'Update the time until which you have read a ticket',
    action: 'ticket.mark_read',
    request: { params: ticketParams, body: readInputSchema },
    responses: { 204: { description: 'The ticket is read', schema: null } },
    problems: ['not_found'],
    handle: async ({ params, body }, { actor }) => {
      await markRead(deps, actor, params.ticket, body.seen_event_id);
      return reply(204, null);
    },
  });
}

function unreadRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: `${PATH}/read`,
    tag: TAG,
    operationId: 'markTicketUnread',
    summary: 'Delete the time until which you have read a ticket',
    description: 'The ticket is then unread if the other side has the last word.',
    action: 'ticket.mark_read',
    request: { params: ticketParams },
    responses: { 204: { description: 'The ticket is not marked as read', schema: null } },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) => {
      await markUnread(deps, actor, params.ticket);
      return reply(204, null);
    },
  });
}
