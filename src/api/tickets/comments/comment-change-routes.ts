import { deleteComment, editComment, readVersions } from '../../../app/tickets/comments/change-comment.js';
import { takeBackComment } from '../../../app/tickets/comments/send-comment.js';
import type { ApiDeps } from '../../deps.js';
import { reply, route, type Route } from '../../http/route.js';
import { etag } from '../../http/versions.js';
import { commentEditSchema, commentParams, commentSchema, commentVersionsSchema } from './comment-schema.js';
import { presentComment } from '../presenter.js';

const PATH = '/api/v1/tickets/{ticket}/comments/{comment}';

/** Changes of what was said on a ticket. */
export function commentChangeRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'patch',
      path: PATH,
      tag: 'comments',
      operationId: 'updateComment',
      summary: 'Update a comment',
      description:
        'The author and staff can edit a comment while the ticket is open. Staff can read earlier versions. Mails already sent keep the old text. Mails not sent yet get the new text.',
      action: 'comment.edit',
      isVersioned: true,
      request: { params: commentParams, body: commentEditSchema },
      responses: {
        200: {
          description: 'The comment',
          schema: commentSchema,
          headers: { ETag: 'The version, for `If-Match`' },
        },
      },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, { actor, expectedVersion }) => {
        const comment = await editComment(deps, actor, { ...params, expectedVersion }, body.body);
        const view = presentComment(actor, comment);
        return reply(200, view, { ETag: etag(view.version) });
      },
    }),
    route({
      method: 'delete',
      path: PATH,
      tag: 'comments',
      operationId: 'deleteComment',
      summary: 'Delete a comment',
      description:
        'The author and staff can delete a comment while the ticket is open. Its text and files are removed. The thread shows who deleted it and when. Mails already sent cannot be recalled. Mails not sent yet are suppressed.',
      action: 'comment.edit',
      isVersioned: true,
      request: { params: commentParams },
      responses: { 204: { description: 'The comment is deleted', schema: null } },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params }, { actor, expectedVersion }) => {
        await deleteComment(deps, actor, { ...params, expectedVersion });
        return reply(204, null);
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/take-back`,
      tag: 'comments',
      operationId: 'takeBackComment',
      summary: 'Delete a comment before it is sent',
      description:
        'Returns the comment, with its text. Only staff see that it existed. Once it was sent, this cannot be undone: 409.',
      action: 'comment.edit',
      request: { params: commentParams },
      responses: { 200: { description: 'The comment as it was', schema: commentSchema } },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentComment(actor, await takeBackComment(deps, actor, params))),
    }),
    route({
      method: 'get',
      path: `${PATH}/versions`,
      tag: 'comments',
      operationId: 'listCommentVersions',
      summary: 'List the versions of a comment, oldest first',
      description:
        'Only staff can list the versions. The last one is the current text. A comment has at most 50 versions.',
      action: 'ticket.read_internal',
      request: { params: commentParams },
      responses: { 200: { description: 'The versions', schema: commentVersionsSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        const versions = await readVersions(deps, actor, params);
        return reply(200, {
          versions: versions.map(({ body, at, byId, byName }) => ({
            body,
            at: at.toISOString(),
            by: { id: byId, name: byName },
          })),
        });
      },
    }),
  ];
}
