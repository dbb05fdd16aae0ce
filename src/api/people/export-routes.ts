import { exportPerson } from '../../app/personal-data/export-person.js';
import { openExport, readExport, startExport } from '../../app/personal-data/export-to-file.js';
import type { PersonExportJob } from '../../domain/accounts/person-export.js';
import type { ApiDeps } from '../deps.js';
import { streamedFileSchema } from '../http/file.js';
import { reply, route, type Route } from '../http/route.js';
import { presentExport, presentExportJob, presentFile } from './export-presenter.js';
import { exportJobParams, exportJobSchema, exportSchema } from './export-schema.js';
import { userParams } from './schema.js';

const PATH = '/api/v1/users/{user}';
const TAG = 'people';

const JOB_BEGUN = {
  description: 'The job that writes the data to a file',
  schema: exportJobSchema,
  headers: { Location: 'URL of the job' },
};

/**
 * Routes for a person's data, for themselves or an administrator: immediately, or as a file that a job writes.
 */
export function exportRoutes(deps: ApiDeps): Route[] {
  return [exportRoute(deps), startRoute(deps), jobRoute(deps), contentRoute(deps)];
}

function exportRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${PATH}/export`,
    tag: TAG,
    operationId: 'exportUser',
    summary: 'Export all data of a user',
    description: `Returns the data at once if no list has more than 500 rows. Otherwise returns the current export job, or starts one. A user has one export at a time.`,
    action: 'person.export',
    limit: 'person_export',
    request: { params: userParams },
    responses: { 200: { description: 'The data of the user', schema: exportSchema }, 202: JOB_BEGUN },
    problems: ['not_found'],
    handle: async ({ params }, doer) => {
      const outcome = await exportPerson(deps, doer, params.user, deps.newId());
      return outcome.kind === 'job'
        ? jobReply(outcome.job)
        : reply(200, presentExport(outcome, await deps.teams.all()));
    },
  });
}

function startRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/exports`,
    tag: TAG,
    operationId: 'createUserExport',
    summary: 'Create an export job for all data of a user',
    description:
      'Always exports with a job, whatever the size. If a job for the user runs, it is returned instead. The file of an earlier export is deleted.',
    action: 'person.export',
    limit: 'person_export',
    creates: true,
    request: { params: userParams },
    responses: { 202: JOB_BEGUN },
    problems: ['not_found'],
    handle: async ({ params }, doer) =>
      jobReply(await startExport(deps, doer, params.user, doer.newResourceId)),
  });
}

function jobRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${PATH}/exports/{job}`,
    tag: TAG,
    operationId: 'getUserExport',
    summary: 'Get export job progress',
    action: 'person.export',
    request: { params: exportJobParams },
    responses: { 200: { description: 'The job, with its file once it is done', schema: exportJobSchema } },
    problems: ['not_found'],
    handle: async ({ params: { user, job } }, doer) => {
      const found = await readExport(deps, doer, user, job);
      return reply(200, presentExportJob(urlOf(found), found));
    },
  });
}

function contentRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${PATH}/exports/{job}/content`,
    tag: TAG,
    operationId: 'getUserExportContent',
    summary: 'Get the exported file',
    description: 'A JSON file with the content of `GET /users/{user}/export`.',
    action: 'person.export',
    limit: 'person_export',
    request: { params: exportJobParams },
    responses: {
      200: {
        description: 'The file',
        schema: streamedFileSchema,
        contentType: 'application/json',
        headers: { 'Content-Disposition': 'Suggested file name' },
      },
    },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params: { user, job } }, doer) =>
      reply(200, presentFile(await openExport(deps, doer, user, job), await deps.teams.all()), {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="export-${user.replaceAll(/[^\w-]/gu, '_')}.json"`,
      }),
  });
}

function jobReply(job: PersonExportJob) {
  const url = urlOf(job);
  return reply(202, presentExportJob(url, job), { Location: url });
}

function urlOf({ id, accountId }: PersonExportJob): string {
  return `/api/v1/users/${encodeURIComponent(accountId)}/exports/${encodeURIComponent(id)}`;
}
