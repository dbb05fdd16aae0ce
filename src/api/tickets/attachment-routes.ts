import { readAttachment } from '../../app/tickets/files/read-attachment.js';
import type { ApiDeps } from '../deps.js';
import { Download } from '../files/download.js';
import { fileReply, streamedFileSchema } from '../http/file.js';
import { route, type Route } from '../http/route.js';
import { attachmentParams } from './fields.js';

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
        'Users who can read the ticket or comment can get its files. Only staff can get files of internal notes. The same file, with ranges: `GET /files/{file}/content`.',
      action: 'ticket.read',
      request: { params: attachmentParams },
      responses: {
        200: {
          description: 'The file',
          contentType: TYPE,
          schema: streamedFileSchema,
          headers: { 'Content-Disposition': 'Suggested file name' },
        },
      },
      problems: ['not_found', 'file_held', 'file_rejected'],
      handle: async ({ params }, { actor }) => {
        const { attachment, content } = await readAttachment(deps, actor, params.ticket, params.attachment);
        return fileReply(new Download(content, () => undefined), { type: TYPE, name: attachment.name });
      },
    }),
  ];
}
