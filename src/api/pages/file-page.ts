import { Router } from '@koa/router';
import { readMailedFile } from '../../app/tickets/files/read-mailed-file.js';
import { ROUTE_LIMITS } from '../../domain/operations/rate-limits.js';
import type { ApiDeps } from '../deps.js';
import { contentReply } from '../files/content.js';
import { TransferSlots } from '../files/transfer-slots.js';
import { toKoa } from '../files/stream-body.js';
import { limitByAddress } from '../middleware/limit-rate.js';
import type { ApiState } from '../http/state.js';
import { explainRefusals } from './explain-refusals.js';
import { noteRoute } from './note-route.js';

const PATH = '/f/:token';

/**
 * Serves the file behind a link in a mail, or of `GET /files/{file}/link`, without sign-in.
 * Browsers display pictures of the latter only.
 */
export function createFilePage(deps: ApiDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  const { limits } = deps;
  const slots = TransferSlots.forDownloads();
  const limit = limits === null ? [] : [limitByAddress(limits.limiter, ROUTE_LIMITS.file_link.address)];
  router.get(PATH, noteRoute(PATH), explainRefusals, ...limit, async (ctx) => {
    const file = await readMailedFile(deps, String(ctx.params['token']));
    if (ctx.method === 'GET') deps.metrics.filesGiven('fetched', 1);
    const { status, body, headers } = await contentReply(
      { ...deps, slots },
      file,
      ctx.get('Range') || undefined,
    );
    ctx.status = status;
    ctx.set({ ...headers, 'X-Robots-Tag': 'noindex, nofollow' });
    ctx.body = toKoa(ctx, body);
  });
  return router;
}
