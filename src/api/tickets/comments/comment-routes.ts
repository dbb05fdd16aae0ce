import { commentWithFiles } from '../../../app/tickets/files/comment-with-files.js';
import { readComments, readTrail } from '../../../app/tickets/read-ticket.js';
import type { ApiDeps } from '../../deps.js';
import { presentPage, toPageRequest } from '../../http/paging.js';
import { reply, route, type Route } from '../../http/route.js';
import { presentActivity, presentComment } from '../presenter.js';
import { ticketParams } from '../fields.js';
import {
  activitiesSchema,
  commentSchema,
  commentsSchema,
  newCommentSchema,
  talkQuerySchema,
} from './comment-schema.js';

const PATH = '/api/v1/tickets/{ticket}';

/** Routes for the comment thread and the activity log of a ticket. */
export function ticketTalkRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/comments`,
      tag: 'comments',
      operationId: 'listComments',
      summary: 'List the comments of a ticket, oldest first',
      action: 'ticket.read',
      description:
        'Includes the comments of tickets that were merged into this one. Requesters do not see internal notes.',
      request: { params: ticketParams, query: talkQuerySchema },
      responses: { 200: { description: 'The comments', schema: commentsSchema } },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const page = await readComments(deps, actor, params.ticket, toPageRequest(query));
        const comments = page.items.map((comment) => presentComment(actor, comment));
        return reply(200, { comments, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/comments`,
      tag: 'comments',
      operationId: 'createComment',
      summary: 'Create a comment',
      description:
        'With `send_at`, staff send a public comment later. Until then it can be taken back: requesters, mails and the SLA clock do not know of it.',
      action: 'ticket.comment',
      creates: true,
      request: { params: ticketParams, body: newCommentSchema },
      responses: {
        201: {
          description: 'The comment',
          schema: commentSchema,
          headers: { Location: 'URL of the comment thread' },
        },
      },
      problems: ['not_found', 'illegal_transition', 'unseen_comments'],
      handle: async ({ params, body }, { actor, newResourceId }) => {
        const { seen_event_id: seenEventId, send_at: sendAt, file_ids: fileIds } = body;
        const input = { body: body.body, isInternal: body.is_internal, seenEventId, sendAt };
        const comment = await commentWithFiles(
          deps,
          actor,
          params.ticket,
          { ...input, fileIds },
          newResourceId,
        );
        const location = `/api/v1/tickets/${encodeURIComponent(params.ticket)}/comments`;
        return reply(201, presentComment(actor, comment), { Location: location });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/activities`,
      tag: 'comments',
      operationId: 'listActivities',
      summary: 'List the activity log of a ticket, oldest first',
      action: 'ticket.read',
      request: { params: ticketParams, query: talkQuerySchema },
      responses: { 200: { description: 'The activity log', schema: activitiesSchema } },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) => {
        const page = await readTrail(deps, actor, params.ticket, toPageRequest(query));
        const activities = page.items.map(presentActivity);
        return reply(200, { activities, ...presentPage(page, query.page_size) });
      },
    }),
  ];
}
