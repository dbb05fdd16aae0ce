import { readPolicyMove, startPolicyMove } from '../../app/policy-changes/apply-policy.js';
import { previewPolicyMove } from '../../app/policy-changes/preview-policy-move.js';
import type { ApiDeps } from '../deps.js';
import { jobParams } from '../http/job.js';
import { reply, route, type Route } from '../http/route.js';
import { presentPolicyMoveJob, presentPolicyMovePreview } from './policy-move-presenter.js';
import { policyMoveJobSchema, policyMovePreviewSchema, policyMoveSchema } from './policy-move-schema.js';
import { policyParams } from './schema.js';

const JOBS = '/api/v1/sla/jobs';

/** Moving open tickets to a version of a policy. */
export function policyMoveRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/sla/policies/{policy}/apply',
      tag: 'SLA',
      operationId: 'applyPolicy',
      summary: 'Apply an SLA policy to open tickets',
      description:
        'Time already used still counts, and only the targets change. With `dry_run`, you get a preview. Tickets that have this version, or are resolved, closed or cancelled, do not change.',
      action: 'sla.administer',
      creates: true,
      request: { params: policyParams, body: policyMoveSchema },
      responses: {
        200: { description: 'The preview (`dry_run`)', schema: policyMovePreviewSchema },
        202: {
          description: 'The job was started',
          schema: policyMoveJobSchema,
          headers: { Location: 'URL of the job' },
        },
      },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, newResourceId }) => {
        const target = { policy: params.policy, version: body.version, references: body.ticket_ids };
        if (body.dry_run) {
          return reply(200, presentPolicyMovePreview(await previewPolicyMove(deps, actor, target)));
        }
        const job = await startPolicyMove(deps, actor, target, newResourceId);
        return reply(202, presentPolicyMoveJob(job), { Location: `${JOBS}/${encodeURIComponent(job.id)}` });
      },
    }),
    route({
      method: 'get',
      path: `${JOBS}/{job}`,
      tag: 'SLA',
      operationId: 'getPolicyJob',
      summary: 'Get SLA policy job progress',
      action: 'sla.administer',
      request: { params: jobParams },
      responses: { 200: { description: 'The job', schema: policyMoveJobSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentPolicyMoveJob(await readPolicyMove(deps, actor, params.job))),
    }),
  ];
}
