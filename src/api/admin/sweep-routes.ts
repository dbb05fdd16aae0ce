import type { Tally } from '../../domain/sweep-report.js';
import { listSweeps, startSweep } from '../../app/operations/sweep/sweeps.js';
import type { Sweep } from '../../ports/operations/sweeps.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { sweepListSchema, sweepQuerySchema, sweepSchema } from './sweep-schema.js';

const PATH = '/api/v1/admin/sweeps';
const TAG = 'administration';

/** Repair sweeps: what they found, and starting one by hand. */
export function sweepRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: TAG,
      operationId: 'listSweeps',
      summary: 'List repair sweeps, newest first',
      description: 'Sweeps are kept for one month.',
      action: 'sweep.administer',
      request: { query: sweepQuerySchema },
      responses: { 200: { description: 'A page of sweeps', schema: sweepListSchema } },
      handle: async ({ query }, { actor }) => {
        const page = await listSweeps(deps, actor, toPageRequest(query));
        return reply(200, { sweeps: page.items.map(presentSweep), ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'post',
      path: PATH,
      tag: TAG,
      operationId: 'createSweep',
      summary: 'Start a repair sweep',
      description:
        'Starts the sweep that otherwise runs every few minutes. It is in the list once it has started.',
      action: 'sweep.administer',
      creates: true,
      request: {},
      responses: { 202: { description: 'The sweep was started', schema: sweepSchema } },
      handle: async (_input, { actor, newResourceId }) =>
        reply(202, { sweep: presentSweep(await startSweep(deps, actor, newResourceId)) }),
    }),
  ];
}

function presentSweep({ id, requestedBy, startedAt, finishedAt, report }: Sweep) {
  return {
    id,
    requested_by: requestedBy,
    started_at: startedAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
    report:
      report === null
        ? null
        : {
            checked: report.checked,
            repaired: presentTally(report.repaired),
            lingering: presentTally(report.lingering),
            stuck: presentTally(report.stuck),
            failed: presentTally(report.failed),
            corrected_loads: report.correctedLoads ?? 0,
            events_published: report.published,
            events_unpublished: report.unpublished,
          },
  };
}

function presentTally({ count, tickets }: Tally) {
  return { count, tickets: [...tickets] };
}
