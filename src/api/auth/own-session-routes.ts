import { z } from 'zod';
import { endOtherSessions, endOwnSession, listOwnSessions } from '../../app/accounts/own-sessions.js';
import { SESSION_KINDS, type Session } from '../../domain/accounts/session.js';
import type { ApiDeps } from '../deps.js';
import { instant } from '../http/fields.js';
import { reply, route, type Route } from '../http/route.js';

const PATH = '/api/v1/auth/sessions';

const ownSessionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(SESSION_KINDS).meta({
      description: '`cookie`: the console. `tokens`: programs. `codec`: the Temporal Web UI.',
    }),
    device: z.string().nullable().meta({ description: 'Browser and system, or the name of a program' }),
    is_current: z.boolean().meta({ description: 'True for the session of this request' }),
    created_at: instant,
    last_used_at: instant.nullable().meta({ description: 'Up to five minutes ago' }),
    expires_at: instant,
  })
  .meta({ id: 'OwnSession' });

const ownSessionsSchema = z.object({ sessions: z.array(ownSessionSchema) }).meta({ id: 'OwnSessions' });

const params = z.object({ session: z.string().meta({ description: 'Id of the session' }) });

/** The devices on which a person is signed in. */
export function ownSessionRoutes(deps: ApiDeps): Route[] {
  const at = { tag: 'authentication', action: 'session.manage' } as const;
  return [
    route({
      ...at,
      method: 'get',
      path: PATH,
      operationId: 'listSessions',
      summary: 'List your sessions, newest first',
      request: {},
      responses: { 200: { description: 'Your sessions', schema: ownSessionsSchema } },
      handle: async (_, { actor }) => {
        const sessions = await listOwnSessions(deps, actor);
        return reply(200, { sessions: sessions.map((each) => present(each, actor.sessionId)) });
      },
    }),
    route({
      ...at,
      method: 'delete',
      path: PATH,
      operationId: 'deleteOtherSessions',
      summary: 'Delete all your other sessions',
      description:
        'The session of this request stays. Tokens, cookies, sockets and pushes of the others end.',
      request: {},
      responses: { 204: { description: 'The other sessions have ended', schema: null } },
      handle: async (_, { actor, address }) => {
        await endOtherSessions(deps, { actor, address });
        return reply(204, null);
      },
    }),
    route({
      ...at,
      method: 'delete',
      path: `${PATH}/{session}`,
      operationId: 'deleteOwnSession',
      summary: 'Delete one of your sessions',
      request: { params },
      responses: { 204: { description: 'The session has ended', schema: null } },
      problems: ['not_found'],
      handle: async ({ params: { session } }, { actor, address }) => {
        await endOwnSession(deps, { actor, address }, session);
        return reply(204, null);
      },
    }),
  ];
}

function present(
  { id, kind = 'tokens', device = null, createdAt, lastUsedAt, expiresAt }: Session,
  currentId: string | null,
): z.input<typeof ownSessionSchema> {
  return {
    ...{ id, kind, device, is_current: id === currentId },
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
    expires_at: expiresAt.toISOString(),
  };
}
