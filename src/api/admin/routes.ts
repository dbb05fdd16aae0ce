import { readRerun, startRerun } from '../../app/triage/rerun-triage.js';
import type { RerunJob, TriageComparison, TriageValues } from '../../domain/triage/rerun.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { jobParams, presentJob } from '../http/job.js';
import { rerunJobSchema, rerunSchema } from './schema.js';

const PATH = '/api/v1/admin/rerun-ai';

export function adminRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: PATH,
      tag: 'administration',
      operationId: 'createTriageJob',
      summary: 'Create a job that runs triage again',
      description: 'With `dry_run`, the job only compares: the tickets stay as they are.',
      action: 'triage.rerun',
      creates: true,
      request: { body: rerunSchema },
      responses: {
        202: {
          description: 'The job was started',
          schema: rerunJobSchema,
          headers: { Location: 'URL of the job' },
        },
      },
      handle: async ({ body }, { actor, newResourceId }) => {
        const request =
          body.fallback_only === true ? ({ fallbackOnly: true } as const) : { references: body.ticket_ids };
        const isDryRun = body.dry_run === true;
        const job = await startRerun(deps, actor, request, newResourceId, { isDryRun });
        return reply(202, presentRerun(job), { Location: `${PATH}/${encodeURIComponent(job.id)}` });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{job}`,
      tag: 'administration',
      operationId: 'getTriageJob',
      summary: 'Get triage job progress',
      action: 'triage.rerun',
      request: { params: jobParams },
      responses: { 200: { description: 'The job', schema: rerunJobSchema } },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) =>
        reply(200, presentRerun(await readRerun(deps, actor, params.job))),
    }),
  ];
}

function presentRerun({ comparisons, ...job }: RerunJob) {
  return {
    job: presentJob(job),
    ...(comparisons === undefined ? {} : { comparisons: comparisons.map(presentComparison) }),
  };
}

function presentComparison({ before, after, promptVersion, needsReview, ...rest }: TriageComparison) {
  return {
    ...rest,
    before: presentValues(before),
    after: presentValues(after),
    ...{ prompt_version: promptVersion, needs_review: needsReview },
  };
}

function presentValues({ requiredSkills, ...values }: TriageValues) {
  return { ...values, required_skills: [...requiredSkills] };
}
