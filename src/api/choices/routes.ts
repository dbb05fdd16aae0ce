import { addChoice, editChoice, listChoices, readChoice, removeChoice } from '../../app/desk/choices.js';
import type { Choice } from '../../domain/desk/choices.js';
import type { Language } from '../../domain/languages.js';
import type { Revision } from '../../ports/revisions.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { etag } from '../http/versions.js';
import { presentChoice, toChoiceEdit, toNewChoice } from './presenter.js';
import { CHOICE_RESOURCES, type ChoiceResource } from './resources.js';
import { choiceParams, choiceQuerySchema } from './schema.js';

/** Categories, ticket types, resolution codes and hold reasons, which managers edit. */
export function choiceRoutes(deps: ApiDeps): Route[] {
  return CHOICE_RESOURCES.flatMap((resource) => routesOf(deps, resource));
}

interface Reader {
  readonly actor: { readonly id: string };
  readonly language: Language;
}

function routesOf(deps: ApiDeps, resource: ChoiceResource): Route[] {
  const { list, plural, tag, one, schemas } = resource;
  const [name, names] = resource.names;
  const path = `/api/v1/${resource.path}`;
  const response = {
    description: 'The entry',
    schema: schemas.one,
    headers: { ETag: 'The version, for `If-Match`' },
  } as const;

  /** The language that people have chosen counts for more than that of their program. */
  async function languageOf({ actor, language }: Reader): Promise<Language> {
    return (await deps.users.find(actor.id))?.language ?? language;
  }

  async function answerWith<const S extends number>(
    status: S,
    revision: Revision<Choice>,
    reader: Reader,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const body = presentChoice(list, revision, await languageOf(reader));
    return reply(status, body, { ...headers, ETag: etag(revision.content.version) });
  }

  return [
    route({
      method: 'get',
      path,
      tag,
      operationId: `list${names}`,
      summary: `List ${tag}`,
      description: 'Sorted by position, with retired entries.',
      action: 'choice_list.read',
      request: { query: choiceQuerySchema },
      responses: { 200: { description: 'A page of entries', schema: schemas.page } },
      handle: async ({ query }, reader) => {
        const page = await listChoices(deps, reader.actor, list, toPageRequest(query));
        const language = await languageOf(reader);
        const items = page.items.map((revision) => presentChoice(list, revision, language));
        return reply(200, { [plural]: items, ...presentPage(page, query.page_size) });
      },
    }),
    route({
      method: 'post',
      path,
      tag,
      operationId: `create${name}`,
      summary: `Create ${one}`,
      action: 'choice_list.administer',
      creates: true,
      request: { body: schemas.new },
      responses: { 201: { ...response, headers: { ...response.headers, Location: 'URL of the entry' } } },
      problems: ['duplicate', 'illegal_transition'],
      handle: async ({ body }, caller) => {
        const choice = toNewChoice(body);
        const revision = await addChoice(deps, caller.actor, list, choice, caller.newResourceId);
        return answerWith(201, revision, caller, { Location: `${path}/${choice.name}` });
      },
    }),
    route({
      method: 'get',
      path: `${path}/{id}`,
      tag,
      operationId: `get${name}`,
      summary: `Get ${one}`,
      action: 'choice_list.read',
      request: { params: choiceParams },
      responses: { 200: response },
      problems: ['not_found'],
      handle: async ({ params }, reader) =>
        answerWith(200, await readChoice(deps, reader.actor, list, params.id), reader),
    }),
    route({
      method: 'patch',
      path: `${path}/{id}`,
      tag,
      operationId: `update${name}`,
      summary: `Update or retire ${one}`,
      action: 'choice_list.administer',
      isVersioned: true,
      demandsVersion: true,
      request: { params: choiceParams, body: schemas.edit },
      responses: { 200: response },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params, body }, caller) => {
        const edit = toChoiceEdit(body);
        const { actor, expectedVersion } = caller;
        return answerWith(200, await editChoice(deps, actor, list, params.id, edit, expectedVersion), caller);
      },
    }),
    route({
      method: 'delete',
      path: `${path}/{id}`,
      tag,
      operationId: `delete${name}`,
      summary: `Delete ${one}, or retire it while tickets have it`,
      action: 'choice_list.administer',
      isVersioned: true,
      request: { params: choiceParams },
      responses: { 204: { description: 'The entry is deleted or retired', schema: null } },
      problems: ['not_found', 'illegal_transition'],
      handle: async ({ params }, { actor, expectedVersion }) => {
        await removeChoice(deps, actor, list, params.id, expectedVersion);
        return reply(204, null);
      },
    }),
  ];
}
