import type { Revision } from '../../ports/revisions.js';
import { changePolicy, createPolicy, listPolicies, readPolicy } from '../../app/sla/policies.js';
import type { SlaPolicy } from '../../domain/sla/sla.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentPolicy } from './presenter.js';
import { toPolicyBody } from './query.js';
import {
  listQuerySchema,
  newPolicySchema,
  policyEditSchema,
  policyListSchema,
  policyParams,
  policySchema,
  versionQuerySchema,
} from './schema.js';

const PATH = '/api/v1/sla/policies';

const POLICY_RESPONSE = {
  description: 'The policy',
  schema: policySchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** Routes for SLA policies, in versions. A ticket keeps the version that it was created under. */
export function policyRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: 'SLA',
      operationId: 'listPolicies',
      summary: 'List SLA policies in their newest version',
      action: 'sla.read',
      request: { query: listQuerySchema },
      responses: { 200: { description: 'A page of policies, by name', schema: policyListSchema } },
      handle: async ({ query }, { actor }) => {
        const page = await listPolicies(deps, actor, toPageRequest(query));
        const policies = page.items.map(presentPolicy);
        return reply(200, { policies, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'post',
      path: PATH,
      tag: 'SLA',
      operationId: 'createPolicy',
      summary: 'Create an SLA policy',
      action: 'sla.administer',
      creates: true,
      request: { body: newPolicySchema },
      responses: {
        201: { ...POLICY_RESPONSE, headers: { ...POLICY_RESPONSE.headers, Location: 'URL of the policy' } },
      },
      problems: ['duplicate'],
      handle: async ({ body: { name, ...body } }, { actor, newResourceId }) => {
        const revision = await createPolicy(deps, actor, name, toPolicyBody(body), newResourceId);
        return policyReply(revision, 201, { Location: `${PATH}/${name}` });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{policy}`,
      tag: 'SLA',
      operationId: 'getPolicy',
      summary: 'Get an SLA policy',
      action: 'sla.read',
      request: { params: policyParams, query: versionQuerySchema },
      responses: { 200: POLICY_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) =>
        policyReply(await readPolicy(deps, actor, params.policy, query.version), 200),
    }),
    route({
      method: 'put',
      path: `${PATH}/{policy}`,
      tag: 'SLA',
      operationId: 'updatePolicy',
      summary: 'Create a new version of an SLA policy',
      description: 'New tickets get the newest version of `default`. Existing tickets keep their version.',
      action: 'sla.administer',
      isVersioned: true,
      demandsVersion: true,
      request: { params: policyParams, body: policyEditSchema },
      responses: { 200: POLICY_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, expectedVersion }) =>
        policyReply(await changePolicy(deps, actor, params.policy, toPolicyBody(body), expectedVersion), 200),
    }),
  ];
}

function policyReply<const S extends number>(
  revision: Revision<SlaPolicy>,
  status: S,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentPolicy(revision), { ...headers, ETag: etag(revision.content.version) });
}
