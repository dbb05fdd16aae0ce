import { Router } from '@koa/router';
import { readMailedFile } from '../../app/tickets/files/read-mailed-file.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { ApiDeps } from '../deps.js';
import { fileReply } from '../http/file.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import type { ApiState } from '../http/state.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';

const PATH = '/f/:token';

/**
 * Serves the file behind a link in a mail, as a download and without sign-in.
 * Browsers never display it.
 */
export function createFilePage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.file_link.address)];
  router.get(PATH, noteRoute(PATH), explainRefusals, ...limit, async (ctx) => {
    const { attachment, content } = await readMailedFile(deps, String(ctx.params['token']));
    if (ctx.method === 'GET') deps.metrics.filesGiven('fetched', 1);
    const { headers } = fileReply(content, { type: 'application/octet-stream', name: attachment.name });
    ctx.set({ ...headers, 'X-Robots-Tag': 'noindex, nofollow' });
    ctx.body = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  });
  return router;
}
