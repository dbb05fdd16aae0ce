import { mergePeople, readMerged, undoMerge } from '../../app/accounts/merge-people.js';
import type { User } from '../../domain/accounts/user.js';
import type { ApiDeps } from '../deps.js';
import { reply, route, type Route } from '../http/route.js';
import { mergeAnswerSchema, newMergeSchema } from './merge-schema.js';
import { userParams } from './schema.js';

const PATH = '/api/v1/users/{user}/merge';
const RESPONSE = { description: 'The merge', schema: mergeAnswerSchema } as const;

/** Two accounts of one person become one. */
export function mergeRoutes(deps: ApiDeps): Route[] {
  return [mergeRoute(deps), readRoute(deps), undoRoute(deps)];
}

function mergeRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: PATH,
    tag: 'people',
    operationId: 'mergeUser',
    summary: 'Merge a user into another',
    description:
      'For a requester with two accounts. Addresses and identities move at once, tickets and comments by a durable job. The other person keeps role, name and all fields of their own. Sessions and API keys of the merged account end. Staff cannot be merged into another person, and only administrators merge a requester into staff.',
    action: 'person.merge',
    creates: true,
    request: { params: userParams, body: newMergeSchema },
    responses: { 202: RESPONSE },
    problems: ['not_found', 'illegal_transition', 'version_conflict', 'duplicate'],
    handle: async ({ params, body }, doer) =>
      reply(202, presentMerge(await mergePeople(deps, doer, params.user, body.into, doer.newResourceId))),
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: 'people',
    operationId: 'getUserMerge',
    summary: 'Get the merge of a user',
    description: 'Null for a person who was never merged into another.',
    action: 'person.merge',
    request: { params: userParams },
    responses: { 200: RESPONSE },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) =>
      reply(200, presentMerge(await readMerged(deps, actor, params.user))),
  });
}

function undoRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/undo`,
    tag: 'people',
    operationId: 'cancelUserMerge',
    summary: 'Cancel the merge of a user',
    description:
      'Within a day. Each person has their own addresses, identities, tickets and comments again. What the other person has done since stays theirs. Sessions and API keys stay ended.',
    action: 'person.merge',
    request: { params: userParams },
    responses: { 202: RESPONSE },
    problems: ['not_found', 'illegal_transition', 'version_conflict', 'duplicate'],
    handle: async ({ params }, doer) => reply(202, presentMerge(await undoMerge(deps, doer, params.user))),
  });
}

function presentMerge({ merge }: User) {
  if (merge === null) return { merge };
  const { id, intoId, state, tickets, comments, at, undoableUntil } = merge;
  return {
    merge: {
      id,
      into_id: intoId,
      state,
      tickets,
      comments,
      merged_at: at.toISOString(),
      undo_until: undoableUntil.toISOString(),
    },
  };
}
