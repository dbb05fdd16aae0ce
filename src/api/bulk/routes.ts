import type { z } from 'zod';
import { readBulkJob, type BulkReport } from '../../app/tickets/bulk/read-bulk-job.js';
import { startBulkChange, type BulkRequest } from '../../app/tickets/bulk/start-bulk-change.js';
import type { ApiDeps } from '../deps.js';
import { jobParams, presentJob } from '../http/job.js';
import { reply, route, type Route } from '../http/route.js';
import { toHold } from '../tickets/hold.js';
import { toFilter } from '../tickets/query.js';
import { bulkJobSchema, bulkReportSchema, bulkRequestSchema } from './schema.js';

const PATH = '/api/v1/tickets/bulk';
const TAG = 'bulk';

/** The same change of many tickets. */
export function bulkRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: PATH,
      tag: TAG,
      operationId: 'createBulkJob',
      summary: 'Create a bulk update job',
      description:
        'Starts a job that runs in your name, with the permissions that you have while it runs. If one ticket is refused, the job continues with the others.',
      action: 'ticket.change_many',
      creates: true,
      request: { body: bulkRequestSchema },
      responses: {
        202: {
          description: 'The job was started',
          schema: bulkJobSchema,
          headers: { Location: 'URL of the job' },
        },
      },
      handle: async ({ body }, { actor, newResourceId }) => {
        const job = await startBulkChange(deps, actor, toBulkRequest(body), newResourceId);
        return reply(202, { job: presentJob(job) }, { Location: `${PATH}/${encodeURIComponent(job.id)}` });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{job}`,
      tag: TAG,
      operationId: 'getBulkJob',
      summary: 'Get bulk job progress and results',
      description: 'Jobs are kept for 30 days.',
      action: 'ticket.change_many',
      request: { params: jobParams },
      responses: { 200: { description: 'The job and its results so far', schema: bulkReportSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentReport(await readBulkJob(deps, actor, params.job))),
    }),
  ];
}

/** The request as a use case takes it. */
export function toBulkRequest(body: z.output<typeof bulkRequestSchema>): BulkRequest {
  const { ticket_ids = [], filter, versions = {}, change } = body;
  const { comment, resolution_code, hold_reason, hold_until, assignee_id, add_tags, remove_tags, ...fields } =
    change;
  return {
    references: ticket_ids,
    filter: filter === undefined ? null : toFilter(filter),
    versions: new Map(Object.entries(versions)),
    change: {
      ...fields,
      resolutionCode: resolution_code,
      hold: toHold({ hold_reason, hold_until }),
      assigneeId: assignee_id,
      addTags: add_tags,
      removeTags: remove_tags,
      comment: comment === undefined ? undefined : { body: comment.body, isInternal: comment.is_internal },
    },
  };
}

function presentReport({ job, results }: BulkReport): z.input<typeof bulkReportSchema> {
  return {
    job: presentJob(job),
    results: results.map(({ ticket, result: { outcome, refusal } }) => ({
      ticket_id: ticket.id,
      number: ticket.number,
      outcome,
      code: refusal?.code ?? null,
      detail: refusal?.detail ?? null,
    })),
  };
}
