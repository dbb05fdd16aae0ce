import type { z } from 'zod';
import {
  changeTemplate,
  listTemplates,
  readTemplate,
  templateKey,
  type TemplateView,
} from '../../app/settings/mail-templates.js';
import { previewTemplate } from '../../app/settings/preview-template.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { presentRevision } from '../http/revisions.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { versionQuerySchema } from '../sla/schema.js';
import {
  newWordsSchema,
  previewResponseSchema,
  previewSchema,
  templateListQuerySchema,
  templateListSchema,
  templateParams,
  templateSchema,
} from './schema.js';

const PATH = '/api/v1/mail-templates';
const ONE = `${PATH}/{kind}/{language}`;
const TAG = 'mail templates';

const TEMPLATE_RESPONSE = {
  description: 'The template',
  schema: templateSchema,
  headers: { ETag: 'The version, for `If-Match`' },
} as const;

/** The words of mails that administrators change. */
export function mailTemplateRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: PATH,
      tag: TAG,
      operationId: 'listMailTemplates',
      summary: 'List mail templates',
      description: 'Every kind in every language, with the built-in words where nothing else is stored.',
      action: 'mail_template.read',
      request: { query: templateListQuerySchema },
      responses: {
        200: { description: 'A page of templates, by kind and language', schema: templateListSchema },
      },
      handle: async ({ query }, { actor }) => {
        const page = await listTemplates(deps, actor, toPageRequest(query));
        const templates = page.items.map(presentTemplate);
        return reply(200, { mail_templates: templates, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'get',
      path: ONE,
      tag: TAG,
      operationId: 'getMailTemplate',
      summary: 'Get a mail template',
      description: 'In its newest version, or in an older one to go back to.',
      action: 'mail_template.read',
      request: { params: templateParams, query: versionQuerySchema },
      responses: { 200: TEMPLATE_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, query }, { actor }) =>
        templateReply(await readTemplate(deps, actor, templateKey(params), query.version)),
    }),
    route({
      method: 'put',
      path: ONE,
      tag: TAG,
      operationId: 'updateMailTemplate',
      summary: 'Update a mail template',
      description: 'Makes a new version. A variable that the template cannot have is refused with the list.',
      action: 'mail_template.administer',
      isVersioned: true,
      demandsVersion: true,
      request: { params: templateParams, body: newWordsSchema },
      responses: { 200: TEMPLATE_RESPONSE },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor, address, expectedVersion }) =>
        templateReply(
          await changeTemplate(deps, actor, {
            ...templateKey(params),
            words: body,
            expectedVersion,
            address,
          }),
        ),
    }),
    route({
      method: 'delete',
      path: ONE,
      tag: TAG,
      operationId: 'deleteMailTemplate',
      summary: 'Delete a mail template',
      description: 'Goes back to the built-in words, in a new version.',
      action: 'mail_template.administer',
      isVersioned: true,
      demandsVersion: true,
      request: { params: templateParams },
      responses: { 204: { description: 'The built-in words are in use', schema: null } },
      problems: ['not_found'],
      handle: async ({ params }, { actor, address, expectedVersion }) => {
        await changeTemplate(deps, actor, {
          ...templateKey(params),
          words: null,
          expectedVersion,
          address,
        });
        return reply(204, null);
      },
    }),
    route({
      method: 'post',
      path: `${ONE}/preview`,
      tag: TAG,
      operationId: 'createMailTemplatePreview',
      summary: 'Create a preview of a mail template',
      description: 'Renders a mail with sample data. It stores and sends nothing.',
      action: 'mail_template.read',
      request: { params: templateParams, body: previewSchema },
      responses: { 200: { description: 'The mail', schema: previewResponseSchema } },
      problems: ['not_found'],
      handle: async ({ params, body }, { actor }) => {
        const { subject, text, html } = await previewTemplate(deps, actor, templateKey(params), body);
        return reply(200, { subject, text, html });
      },
    }),
  ];
}

function presentTemplate(view: TemplateView): z.input<typeof templateSchema> {
  const { kind, language, words, isBuiltIn, variables, revision } = view;
  const { content, ...made } = revision;
  return {
    kind,
    language,
    subject: words.subject,
    text: words.text,
    is_built_in: isBuiltIn,
    variables: { subject: [...variables.subject], text: [...variables.text] },
    ...presentRevision(content.version, made),
  };
}

function templateReply(view: TemplateView) {
  return reply(200, presentTemplate(view), { ETag: etag(view.revision.content.version) });
}
