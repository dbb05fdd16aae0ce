import { addTeam, editTeam, listTeams, readTeam, type TeamView } from '../../app/desk/teams.js';
import { dissolveTeam } from '../../app/tickets/dissolve-team.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentTeam, toNewTeam, toTeamEdit } from './presenter.js';
import {
  dissolutionQuerySchema,
  newTeamSchema,
  teamEditSchema,
  teamListSchema,
  teamParams,
  teamQuerySchema,
  teamSchema,
} from './schema.js';

const PATH = '/api/v1/teams';
const TAG = 'teams';

const TEAM_RESPONSE = {
  description: 'The team',
  schema: teamSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** The teams, which managers edit. */
export function teamRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), createRoute(deps), readRoute(deps), editRoute(deps), dissolveRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: TAG,
    operationId: 'listTeams',
    summary: 'List teams',
    description: 'By name, dissolved ones as well.',
    action: 'team.read',
    request: { query: teamQuerySchema },
    responses: { 200: { description: 'A page of teams', schema: teamListSchema } },
    handle: async ({ query }, { actor }) => {
      const page = await listTeams(deps, actor, toPageRequest(query));
      return reply(200, { teams: page.items.map(presentTeam), ...presentPage(page, query.page_size) });
    },
  });
}

function createRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: PATH,
    tag: TAG,
    operationId: 'createTeam',
    summary: 'Create a team',
    action: 'team.administer',
    creates: true,
    request: { body: newTeamSchema },
    responses: {
      201: { ...TEAM_RESPONSE, headers: { ...TEAM_RESPONSE.headers, Location: 'Where it is' } },
    },
    problems: ['duplicate', 'illegal_transition'],
    handle: async ({ body }, { actor, newResourceId }) => {
      const team = await addTeam(deps, actor, toNewTeam(body), newResourceId);
      return teamReply(team, 201, { Location: `${PATH}/${body.key}` });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${PATH}/{id}`,
    tag: TAG,
    operationId: 'getTeam',
    summary: 'Get a team',
    action: 'team.read',
    request: { params: teamParams },
    responses: { 200: TEAM_RESPONSE },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) => teamReply(await readTeam(deps, actor, params.id), 200),
  });
}

function editRoute(deps: ApiDeps): Route {
  return route({
    method: 'patch',
    path: `${PATH}/{id}`,
    tag: TAG,
    operationId: 'updateTeam',
    summary: 'Update a team, or bring a dissolved one back',
    action: 'team.administer',
    isVersioned: true,
    demandsVersion: true,
    request: { params: teamParams, body: teamEditSchema },
    responses: { 200: TEAM_RESPONSE },
    problems: ['not_found', 'duplicate'],
    handle: async ({ params, body }, { actor, expectedVersion }) =>
      teamReply(await editTeam(deps, actor, params.id, toTeamEdit(body), expectedVersion), 200),
  });
}

function dissolveRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: `${PATH}/{id}`,
    tag: TAG,
    operationId: 'deleteTeam',
    summary: 'Delete a team, or dissolve it while something names it',
    description:
      'A team with open tickets is refused without `move_to`. With it, the other team replaces this one on all its tickets and for its members.',
    action: 'team.administer',
    isVersioned: true,
    request: { params: teamParams, query: dissolutionQuerySchema },
    responses: { 204: { description: 'It is gone, or dissolved', schema: null } },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params, query }, { actor, expectedVersion }) => {
      await dissolveTeam(deps, actor, params.id, { moveTo: query.move_to ?? null, expectedVersion });
      return reply(204, null);
    },
  });
}

function teamReply<const S extends number>(
  team: TeamView,
  status: S,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentTeam(team), { ...headers, ETag: etag(team.revision.content.version) });
}
