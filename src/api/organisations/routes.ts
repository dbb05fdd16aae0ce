import {
  createOrganisation,
  deleteOrganisation,
  editOrganisation,
  listOrganisations,
  readOrganisation,
} from '../../app/accounts/organisations.js';
import type { Organisation } from '../../domain/accounts/organisation.js';
import type { ApiDeps } from '../deps.js';
import { presentPage } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import {
  presentOrganisation,
  toNewOrganisation,
  toOrganisationEdit,
  toOrganisationQuery,
} from './presenter.js';
import {
  newOrganisationSchema,
  organisationEditSchema,
  organisationListSchema,
  organisationParams,
  organisationQuerySchema,
  organisationSchema,
} from './schema.js';

const PATH = '/api/v1/organisations';
const ONE = `${PATH}/{organisation}`;
const TAG = 'organisations';
const RESPONSE = {
  description: 'The organisation',
  schema: organisationSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** The organisations that people belong to. */
export function organisationRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), createRoute(deps), readRoute(deps), editRoute(deps), deleteRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: TAG,
    operationId: 'listOrganisations',
    summary: 'List organisations',
    action: 'organisation.read',
    request: { query: organisationQuerySchema },
    responses: {
      200: { description: 'A page of them, in the order of creation', schema: organisationListSchema },
    },
    handle: async ({ query }, { actor }) => {
      const page = await listOrganisations(deps, actor, toOrganisationQuery(query));
      const organisations = page.items.map(presentOrganisation);
      return reply(200, { organisations, ...presentPage(page, query.page_size) });
    },
  });
}

function createRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: PATH,
    tag: TAG,
    operationId: 'createOrganisation',
    summary: 'Create an organisation',
    action: 'organisation.administer',
    creates: true,
    request: { body: newOrganisationSchema },
    responses: { 201: { ...RESPONSE, headers: { ...RESPONSE.headers, Location: 'Where it is' } } },
    problems: ['duplicate'],
    handle: async ({ body }, doer) => {
      const made = await createOrganisation(deps, doer, toNewOrganisation(body), doer.newResourceId);
      return answer(201, made, { Location: `${PATH}/${made.id}` });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: ONE,
    tag: TAG,
    operationId: 'getOrganisation',
    summary: 'Get an organisation',
    action: 'organisation.read',
    request: { params: organisationParams },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) =>
      answer(200, await readOrganisation(deps, actor, params.organisation)),
  });
}

function editRoute(deps: ApiDeps): Route {
  return route({
    method: 'patch',
    path: ONE,
    tag: TAG,
    operationId: 'updateOrganisation',
    summary: 'Update an organisation',
    action: 'organisation.administer',
    isVersioned: true,
    demandsVersion: true,
    request: { params: organisationParams, body: organisationEditSchema },
    responses: { 200: RESPONSE },
    problems: ['not_found', 'duplicate'],
    handle: async ({ params, body }, doer) => {
      const edit = toOrganisationEdit(body);
      return answer(200, await editOrganisation(deps, doer, params.organisation, edit, doer.expectedVersion));
    },
  });
}

function deleteRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: ONE,
    tag: TAG,
    operationId: 'deleteOrganisation',
    summary: 'Delete an organisation without people',
    description: 'Its tickets stay, with its id.',
    action: 'organisation.administer',
    isVersioned: true,
    request: { params: organisationParams },
    responses: { 204: { description: 'It is gone', schema: null } },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params }, doer) => {
      await deleteOrganisation(deps, doer, params.organisation, doer.expectedVersion);
      return reply(204, null);
    },
  });
}

function answer<const S extends number>(
  status: S,
  organisation: Organisation,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentOrganisation(organisation), { ...headers, ETag: etag(organisation.version) });
}
