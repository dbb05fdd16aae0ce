import { isFactorNeeded, type FactorNeeded } from '../../app/accounts/sign-in/complete-sign-in.js';
import type { CookieSignIn } from '../../app/accounts/sign-in/open-session.js';
import { signInWithCodeForCookie } from '../../app/accounts/sign-in/sign-in-codes.js';
import { signInForCookie, verifyFactorForCookie } from '../../app/accounts/sign-in/sign-in.js';
import { signOut } from '../../app/accounts/sign-in/sign-out.js';
import type { ApiDeps } from '../deps.js';
import { publicRoute, reply, route, type Route } from '../http/route.js';
import { sessionCookie } from '../middleware/session-cookie.js';
import { presentUser } from '../people/presenter.js';
import { cookieSessionSchema, factorNeededSchema, newSessionSchema } from './schema.js';

const PATH = '/api/v1/auth/session';

/** Sessions of browsers, in a cookie that scripts cannot read. */
export function sessionRoutes(deps: ApiDeps): Route[] {
  return [createRoute(deps), deleteRoute(deps)];
}

function createRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: PATH,
    tag: 'authentication',
    operationId: 'createSession',
    summary: 'Create a session in a browser',
    description:
      'Takes a password or a mailed code, and sets a cookie for pages of this site. Users with a second factor get a `factor_token`, and send it back with a code.',
    limit: 'sign_in',
    request: { body: newSessionSchema },
    responses: {
      200: { description: 'The second factor is required', schema: factorNeededSchema },
      201: {
        description: 'The session',
        schema: cookieSessionSchema,
        headers: { 'Set-Cookie': 'The session. `HttpOnly` and `SameSite=Strict`' },
      },
    },
    problems: ['unauthenticated', 'forbidden', 'version_conflict', 'unavailable'],
    handle: async ({ body }, { address }) => {
      const outcome: CookieSignIn | FactorNeeded =
        'password' in body
          ? await signInForCookie(deps, body.email, body.password, address)
          : 'otp' in body
            ? await signInWithCodeForCookie(deps, body.email, body.otp, address)
            : await verifyFactorForCookie(deps, { factorToken: body.factor_token, code: body.code }, address);
      if (isFactorNeeded(outcome)) {
        const { factorToken, expiresInSeconds } = outcome;
        return reply(200, { factor_required: true, factor_token: factorToken, expires_in: expiresInSeconds });
      }
      const { cookie, expiresInSeconds, user } = outcome;
      return reply(
        201,
        { expires_in: expiresInSeconds, user: presentUser(user, await deps.teams.all()) },
        sessionCookie(deps.publicUrl, cookie, expiresInSeconds),
      );
    },
  });
}

function deleteRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: PATH,
    tag: 'authentication',
    operationId: 'deleteSession',
    summary: 'Delete this session',
    description: 'The session ends, and the browser removes its cookie.',
    action: 'profile.edit',
    request: {},
    responses: { 204: { description: 'The session has ended', schema: null } },
    handle: async (_, { actor, address }) => {
      await signOut(deps, actor, address);
      return reply(204, null, sessionCookie(deps.publicUrl, '', 0));
    },
  });
}
