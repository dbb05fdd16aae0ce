import { readMe, signIn } from '../../app/sign-in.js';
import type { ApiDeps } from '../deps.js';
import { publicRoute, reply, route, type Route } from '../route.js';
import { presentSession, presentUser } from './presenter.js';
import { loginSchema, sessionSchema, userSchema } from './schema.js';

export function authRoutes(deps: ApiDeps): Route[] {
  return [
    publicRoute({
      method: 'post',
      path: '/api/v1/auth/login',
      tag: 'sign-in',
      summary: 'Sign in with a password',
      request: { body: loginSchema },
      responses: { 200: { description: 'Signed in', schema: sessionSchema } },
      problems: ['unauthenticated', 'unavailable'],
      handle: async ({ body }) => reply(200, presentSession(await signIn(deps, body.email, body.password))),
    }),
    route({
      method: 'get',
      path: '/api/v1/auth/me',
      tag: 'sign-in',
      summary: 'Who am I?',
      action: 'profile.read',
      request: {},
      responses: { 200: { description: 'The signed-in person', schema: userSchema } },
      handle: async (_, { actor }) => reply(200, presentUser(await readMe(deps, actor))),
    }),
  ];
}
