import { readAttachment } from '../../app/tickets/files/read-attachment.js';
import type { ApiDeps } from '../deps.js';
import { fileReply, fileSchema } from '../http/file.js';
import { route, type Route } from '../http/route.js';
import { attachmentParams } from './schema.js';

/** Never a type that a browser would display or run. The ticket or comment states the real type. */
const TYPE = 'application/octet-stream';

/** Files that came with tickets and comments. */
export function ticketAttachmentRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tickets/{ticket}/attachments/{attachment}',
      tag: 'comments',
      operationId: 'getAttachment',
      summary: 'Get an attachment',
      description:
        'For whoever may read the ticket or comment that it came with: a file of an internal note is for staff. Nobody has looked into it.',
      action: 'ticket.read',
      request: { params: attachmentParams },
      responses: {
        200: {
          description: 'The file',
          contentType: TYPE,
          schema: fileSchema,
          headers: { 'Content-Disposition': 'Under which name to save it' },
        },
      },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => {
        const { attachment, content } = await readAttachment(deps, actor, params.ticket, params.attachment);
        return fileReply(content, { type: TYPE, name: attachment.name });
      },
    }),
  ];
}
