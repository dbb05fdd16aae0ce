import type { Revision } from '../../ports/revisions.js';
import { addField, editField, listFields, readField } from '../../app/tickets/custom-fields.js';
import type { CustomField } from '../../domain/tickets/custom-fields.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentCustomField, toRules } from './presenter.js';
import {
  customFieldEditSchema,
  customFieldListSchema,
  customFieldParams,
  customFieldQuerySchema,
  customFieldSchema,
  newCustomFieldSchema,
} from './schema.js';

const PATH = '/api/v1/custom-fields';
const TAG = 'custom fields';

const FIELD_RESPONSE = {
  description: 'The field',
  schema: customFieldSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** The fields that administrators add to tickets. */
export function customFieldRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: TAG,
      operationId: 'listCustomFields',
      summary: 'List custom fields',
      description: 'Includes retired fields. Requesters do not see internal fields.',
      action: 'custom_field.read',
      request: { query: customFieldQuerySchema },
      responses: { 200: { description: 'A page of fields, by key', schema: customFieldListSchema } },
      handle: async ({ query }, { actor }) => {
        const page = await listFields(deps, actor, toPageRequest(query), query.category);
        const fields = page.items.map(presentCustomField);
        return reply(200, { custom_fields: fields, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'post',
      path: PATH,
      tag: TAG,
      operationId: 'createCustomField',
      summary: 'Create a custom field',
      action: 'custom_field.administer',
      creates: true,
      request: { body: newCustomFieldSchema },
      responses: {
        201: { ...FIELD_RESPONSE, headers: { ...FIELD_RESPONSE.headers, Location: 'URL of the field' } },
      },
      problems: ['duplicate', 'illegal_transition'],
      handle: async ({ body }, { actor, newResourceId }) => {
        const { key: name, label, required, categories, is_internal: isInternal } = body;
        const field = { name, label, required, categories, isInternal, rules: toRules(body.rules) };
        const revision = await addField(deps, actor, field, newResourceId);
        return fieldReply(revision, 201, { Location: `${PATH}/${name}` });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/{field}`,
      tag: TAG,
      operationId: 'getCustomField',
      summary: 'Get a custom field',
      action: 'custom_field.read',
      request: { params: customFieldParams },
      responses: { 200: FIELD_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params }, { actor }) => fieldReply(await readField(deps, actor, params.field), 200),
    }),
    route({
      method: 'patch',
      path: `${PATH}/{field}`,
      tag: TAG,
      operationId: 'updateCustomField',
      summary: 'Update or retire a custom field',
      action: 'custom_field.administer',
      isVersioned: true,
      demandsVersion: true,
      request: { params: customFieldParams, body: customFieldEditSchema },
      responses: { 200: FIELD_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, expectedVersion }) => {
        const { label, required, categories, is_active: isActive } = body;
        const rules = body.rules === undefined ? undefined : toRules(body.rules);
        const edit = { label, required, categories, isActive, rules };
        return fieldReply(await editField(deps, actor, params.field, edit, expectedVersion), 200);
      },
    }),
  ];
}

function fieldReply<const S extends number>(
  revision: Revision<CustomField>,
  status: S,
  headers: Readonly<Record<string, string>> = {},
) {
  return reply(status, presentCustomField(revision), { ...headers, ETag: etag(revision.content.version) });
}
