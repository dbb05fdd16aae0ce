import { deleteFile } from '../../app/tickets/files/delete-file.js';
import { linkFile } from '../../app/tickets/files/link-file.js';
import { readFile, requireReleased } from '../../app/tickets/files/read-file.js';
import { uploadFile } from '../../app/tickets/files/upload-file.js';
import type { ApiDeps } from '../deps.js';
import { streamedFileSchema } from '../http/file.js';
import { reply, route, type Route } from '../http/route.js';
import { contentReply, CONTENT_TYPES } from './content.js';
import { presentAnalysis, presentFile } from './presenter.js';
import { fileAnalysisSchema, fileLinkSchema, fileParams, newFileSchema, storedFileSchema } from './schema.js';
import { TransferSlots } from './transfer-slots.js';

const PATH = '/api/v1/files';
const ONE = `${PATH}/{file}`;
const TAG = 'files';

/** Routes for files: those that people upload, and those that came with mails. */
export function fileRoutes(deps: ApiDeps): Route[] {
  return [
    uploadRoute(deps),
    readRoute(deps),
    contentRoute(deps),
    analysisRoute(deps),
    linkRoute(deps),
    deleteRoute(deps),
  ];
}

function uploadRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: PATH,
    tag: TAG,
    operationId: 'createFile',
    summary: 'Create a file',
    description:
      'Name its id in `file_ids` of a ticket or comment within 24 hours, or it is deleted. An upload that sends nothing for 30 seconds, or takes longer than 15 minutes, is refused.',
    action: 'file.upload',
    creates: true,
    isUpload: true,
    request: { body: newFileSchema },
    responses: {
      201: { description: 'The file', schema: storedFileSchema, headers: { Location: 'URL of the file' } },
    },
    problems: ['not_found'],
    handle: async ({ body: { file, ticket } }, { actor, newResourceId }) => {
      const upload = { name: file.name, content: file.content(), ticket };
      const stored = await uploadFile(deps, actor, upload, newResourceId);
      const location = `${PATH}/${encodeURIComponent(stored.id)}`;
      return reply(201, presentFile({ file: stored, ticket: null, comment: null }), { Location: location });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: ONE,
    tag: TAG,
    operationId: 'getFile',
    summary: 'Get a file',
    description:
      'For the readers of its ticket or comment. A file without a ticket is for its uploader only.',
    action: 'file.read',
    request: { params: fileParams },
    responses: { 200: { description: 'The file', schema: storedFileSchema } },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) =>
      reply(200, presentFile(await readFile(deps, actor, params.file))),
  });
}

function contentRoute(deps: ApiDeps): Route {
  const slots = TransferSlots.forDownloads();
  const content = {
    schema: streamedFileSchema,
    contentType: CONTENT_TYPES,
    headers: {
      'Content-Disposition': 'Suggested file name',
      'Content-Length': 'Size in bytes',
      'Accept-Ranges': 'Always `bytes`',
    },
  };
  return route({
    method: 'get',
    path: `${ONE}/content`,
    tag: TAG,
    operationId: 'getFileContent',
    summary: 'Get the content of a file',
    description:
      'PNG, JPEG, WebP and GIF pictures have their type. Everything else is bytes to be saved. With `Range: bytes=…`, one range of it.',
    action: 'file.read',
    request: { params: fileParams },
    responses: {
      200: { ...content, description: 'The content' },
      206: {
        ...content,
        description: 'A range of the content',
        headers: { ...content.headers, 'Content-Range': 'The range, and the size of the file' },
      },
    },
    problems: ['not_found', 'file_held', 'file_rejected', 'range_not_satisfiable', 'overloaded'],
    handle: async ({ params }, { actor, range }) => {
      const { file } = await readFile(deps, actor, params.file);
      requireReleased(file);
      return contentReply({ ...deps, slots }, file, range);
    },
  });
}

function analysisRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${ONE}/analysis`,
    tag: TAG,
    operationId: 'getFileAnalysis',
    summary: 'Get the analysis of a file',
    description:
      'What Holdfast has read in the file. It is what its author has written, not what Holdfast says.',
    action: 'file.read',
    request: { params: fileParams },
    responses: { 200: { description: 'The analysis', schema: fileAnalysisSchema } },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) =>
      reply(200, presentAnalysis((await readFile(deps, actor, params.file)).file)),
  });
}

function linkRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${ONE}/link`,
    tag: TAG,
    operationId: 'getFileLink',
    summary: 'Get a link to a file',
    description: 'The link opens the file for 15 minutes without a sign-in, as long as you may read it.',
    action: 'file.read',
    request: { params: fileParams },
    responses: { 200: { description: 'The link', schema: fileLinkSchema } },
    problems: ['not_found', 'file_held', 'file_rejected'],
    handle: async ({ params }, { actor }) => {
      const { url, expiresAt } = await linkFile(deps, actor, params.file);
      return reply(200, { url, expires_at: expiresAt.toISOString() });
    },
  });
}

function deleteRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: ONE,
    tag: TAG,
    operationId: 'deleteFile',
    summary: 'Delete a file',
    description:
      'For a file that no ticket has, by its uploader. Files of tickets are removed by a redaction.',
    action: 'file.delete',
    request: { params: fileParams },
    responses: { 204: { description: 'The file is deleted', schema: null } },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params }, { actor }) => {
      await deleteFile(deps, actor, params.file);
      return reply(204, null);
    },
  });
}
