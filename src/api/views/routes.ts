import type { View } from '../../ports/tickets/views.js';
import type { z } from 'zod';
import { unreadInViews } from '../../app/presence/reading.js';
import {
  addView,
  editView,
  listThroughView,
  listViews,
  readView,
  removeView,
} from '../../app/tickets/views.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentFilter, ticketPageSchema, toFilter, toPlace } from '../tickets/query.js';
import { TICKET_LIST_RESPONSE, ticketListReply } from '../tickets/reply.js';
import { etag } from '../http/versions.js';
import {
  newViewSchema,
  viewEditSchema,
  viewListQuerySchema,
  viewListSchema,
  viewParams,
  viewSchema,
} from './schema.js';

const PATH = '/api/v1/views';
const TAG = 'views';

const VIEW_RESPONSE = {
  description: 'The view',
  schema: viewSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** Lists of tickets that people keep under a name. */
export function viewRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: TAG,
      operationId: 'listViews',
      summary: 'List your views and shared views',
      action: 'view.read',
      request: { query: viewListQuerySchema },
      responses: { 200: { description: 'A page of views, oldest first', schema: viewListSchema } },
      handle: async ({ query }, { actor }) => {
        const page = await listViews(deps, actor, toPageRequest(query));
        const counts = query.unread === true ? await unreadInViews(deps, actor, page.items) : null;
        const views = page.items.map((view) => ({
          ...presentView(view),
          ...(counts === null ? {} : { unread_count: counts.get(view.id) ?? 0 }),
        }));
        return reply(200, { views, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{view}`,
      tag: TAG,
      operationId: 'getView',
      summary: 'Get a view',
      action: 'view.read',
      request: { params: viewParams },
      responses: { 200: VIEW_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => viewReply(await readView(deps, actor, params.view), 200),
    }),
    route({
      method: 'get',
      path: `${PATH}/{view}/tickets`,
      tag: TAG,
      operationId: 'listViewTickets',
      summary: 'List the tickets of a view',
      description: 'Includes only tickets that the caller can read.',
      action: 'view.read',
      request: { params: viewParams, query: ticketPageSchema },
      responses: { 200: TICKET_LIST_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const view = await readView(deps, actor, params.view);
        const page = await listThroughView(deps, actor, view, toPlace(query, view.sort));
        return ticketListReply(deps, actor, { sort: view.sort, page_size: query.page_size }, page);
      },
    }),
  ];
}

function changingRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: PATH,
      tag: TAG,
      operationId: 'createView',
      summary: 'Create a view',
      action: 'view.keep',
      creates: true,
      request: { body: newViewSchema },
      responses: {
        201: { ...VIEW_RESPONSE, headers: { ...VIEW_RESPONSE.headers, Location: 'URL of the view' } },
      },
      problems: ['illegal_transition'],
      handle: async ({ body }, { actor, newResourceId }) => {
        const { name, sort, is_shared: isShared } = body;
        const content = { name, sort, isShared, filter: toFilter(body.filters ?? {}) };
        const view = await addView(deps, actor, content, newResourceId);
        return viewReply(view, 201, { Location: `${PATH}/${view.id}` });
      },
    }),
    route({
      method: 'patch',
      path: `${PATH}/{view}`,
      tag: TAG,
      operationId: 'updateView',
      summary: 'Update a view',
      description: 'You can update your own views. Managers and administrators can also update shared views.',
      action: 'view.keep',
      isVersioned: true,
      demandsVersion: true,
      request: { params: viewParams, body: viewEditSchema },
      responses: { 200: VIEW_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, expectedVersion }) => {
        const { name, sort, is_shared: isShared, filters } = body;
        const filter = filters === undefined ? undefined : toFilter(filters);
        const edit = { name, sort, isShared, filter };
        return viewReply(await editView(deps, actor, params.view, edit, expectedVersion), 200);
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/{view}`,
      tag: TAG,
      operationId: 'deleteView',
      summary: 'Delete a view',
      action: 'view.keep',
      isVersioned: true,
      demandsVersion: true,
      request: { params: viewParams },
      responses: { 204: { description: 'The view is deleted', schema: null } },
      problems: ['not_found'],
      handle: async ({ params }, { actor, expectedVersion }) => {
        await removeView(deps, actor, params.view, expectedVersion);
        return reply(204, null);
      },
    }),
  ];
}

function presentView(view: View): z.input<typeof viewSchema> {
  return {
    id: view.id,
    name: view.name,
    filters: presentFilter(view.filter),
    sort: view.sort,
    is_shared: view.isShared,
    owner: { id: view.owner.id, name: view.owner.name },
    created_at: view.createdAt.toISOString(),
    updated_at: view.updatedAt.toISOString(),
    version: view.version,
  };
}

function viewReply<const S extends number>(
  view: View,
  status: S,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentView(view), { ...headers, ETag: etag(view.version) });
}
