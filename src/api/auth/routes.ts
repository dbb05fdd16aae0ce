import { refreshSession } from '../../app/accounts/sign-in/refresh-session.js';
import { register } from '../../app/accounts/register.js';
import { readMe, signIn } from '../../app/accounts/sign-in/sign-in.js';
import { signOut } from '../../app/accounts/sign-in/sign-out.js';
import type { ApiDeps } from '../deps.js';
import { presentUser } from '../people/presenter.js';
import { userSchema } from '../people/schema.js';
import { publicRoute, reply, route, type Route } from '../http/route.js';
import { presentSession, presentSignIn } from './presenter.js';
import {
  loginSchema,
  refreshSchema,
  registeredSchema,
  registrationSchema,
  sessionSchema,
  signInSchema,
} from './schema.js';

/** Coming in by password, and going out. */
export function authRoutes(deps: ApiDeps): Route[] {
  return [registerRoute(deps), loginRoute(deps), refreshRoute(deps), logoutRoute(deps), meRoute(deps)];
}

function registerRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/register',
    tag: 'authentication',
    operationId: 'registerAccount',
    summary: 'Create an account for yourself',
    limit: 'register',
    description:
      'Administrators can disable registration, or limit it to mail domains. In production, or with such a limit, you get a code by mail. The account becomes active when you send the code to `verify-otp`.',
    creates: true,
    request: { body: registrationSchema },
    responses: { 201: { description: 'The account', schema: registeredSchema } },
    problems: ['forbidden', 'duplicate', 'unavailable'],
    handle: async ({ body }, { address, newResourceId }) =>
      reply(201, {
        user: presentUser(await register(deps, body, address, newResourceId), await deps.teams.all()),
      }),
  });
}

function loginRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/login',
    tag: 'authentication',
    operationId: 'signIn',
    summary: 'Sign in with a password',
    description: 'Returns tokens. Users with a second factor get a `factor_token` instead.',
    limit: 'sign_in',
    request: { body: loginSchema },
    responses: {
      200: { description: 'A session, or a `factor_token` for the second step', schema: signInSchema },
    },
    problems: ['unauthenticated', 'forbidden', 'unavailable'],
    handle: async ({ body }, { address }) =>
      reply(
        200,
        presentSignIn(await signIn(deps, body.email, body.password, address), await deps.teams.all()),
      ),
  });
}

function refreshRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/refresh',
    tag: 'authentication',
    operationId: 'refreshTokens',
    summary: 'Exchange a refresh token for new tokens',
    description: 'A refresh token works once. Using it a second time ends the session.',
    request: { body: refreshSchema },
    responses: { 200: { description: 'New tokens', schema: sessionSchema } },
    problems: ['unauthenticated', 'unavailable'],
    handle: async ({ body }, { address }) =>
      reply(
        200,
        presentSession(await refreshSession(deps, body.refresh_token, address), await deps.teams.all()),
      ),
  });
}

function logoutRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: '/api/v1/auth/logout',
    tag: 'authentication',
    operationId: 'signOut',
    summary: 'Sign out of this session',
    description: 'The access token and the refresh token of the session stop working.',
    action: 'profile.edit',
    request: {},
    responses: { 204: { description: 'The session has ended', schema: null } },
    handle: async (_, { actor, address }) => {
      await signOut(deps, actor, address);
      return reply(204, null);
    },
  });
}

function meRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: '/api/v1/auth/me',
    tag: 'authentication',
    operationId: 'getCurrentUser',
    summary: 'Get the signed-in user',
    action: 'profile.read',
    request: {},
    responses: { 200: { description: 'The signed-in user', schema: userSchema } },
    handle: async (_, { actor }) =>
      reply(200, presentUser(await readMe(deps, actor), await deps.teams.all())),
  });
}
