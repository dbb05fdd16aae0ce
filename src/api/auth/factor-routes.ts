import { verifyFactor } from '../../app/accounts/sign-in/complete-sign-in.js';
import {
  confirmFactor,
  proposeFactor,
  readFactor,
  removeFactorOf,
  removeOwnFactor,
} from '../../app/accounts/sign-in/manage-factor.js';
import { openSession } from '../../app/accounts/sign-in/open-session.js';
import type { ApiDeps } from '../deps.js';
import { userParams } from '../people/schema.js';
import { publicRoute, reply, route, type Route } from '../http/route.js';
import { presentFactor, presentSession } from './presenter.js';
import {
  factorCodeSchema,
  factorSchema,
  factorVerificationSchema,
  newFactorSchema,
  proposedFactorSchema,
  recoveryCodesSchema,
  sessionSchema,
} from './schema.js';

const PATH = '/api/v1/auth/factors/totp';
const TAG = 'second factor';

/** Authenticator apps as a second factor. */
export function factorRoutes(deps: ApiDeps): Route[] {
  return [
    verifyRoute(deps),
    readRoute(deps),
    proposeRoute(deps),
    confirmRoute(deps),
    removeRoute(deps),
    removeOfRoute(deps),
  ];
}

function verifyRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/verify-factor',
    tag: 'authentication',
    operationId: 'verifySecondFactor',
    summary: 'Complete a sign-in with the second factor',
    description:
      'Takes the `factor_token` from `login` or `verify-otp`. The token is valid for five minutes.',
    limit: 'sign_in',
    request: { body: factorVerificationSchema },
    responses: { 200: { description: 'Signed in', schema: sessionSchema } },
    problems: ['unauthenticated', 'forbidden', 'unavailable'],
    handle: async ({ body }, { address }) => {
      const shown = { factorToken: body.factor_token, code: body.code };
      return reply(
        200,
        presentSession(await verifyFactor(deps, shown, address, openSession), await deps.teams.all()),
      );
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: TAG,
    operationId: 'getSecondFactor',
    summary: 'Get your second factor',
    action: 'second_factor.manage',
    request: {},
    responses: { 200: { description: 'The state of the second factor', schema: factorSchema } },
    handle: async (_, { actor }) => reply(200, presentFactor(await readFactor(deps, actor))),
  });
}

function proposeRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: PATH,
    tag: TAG,
    operationId: 'createSecondFactor',
    summary: 'Start the setup of an authenticator app',
    description: 'Signing in requires a code only after you confirm one. Each call creates a new secret.',
    action: 'second_factor.manage',
    request: { body: newFactorSchema },
    responses: { 200: { description: 'The secret for the app', schema: proposedFactorSchema } },
    problems: ['duplicate', 'too_many_requests'],
    handle: async ({ body }, { actor, address }) => {
      const { secret, uri } = await proposeFactor(deps, actor, body.current_password, address);
      return reply(200, { secret, otpauth_uri: uri });
    },
  });
}

function confirmRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/confirm`,
    tag: TAG,
    operationId: 'confirmSecondFactor',
    summary: 'Confirm the authenticator app with a code',
    description: 'Every sign-in requires a code from now on. Ends your other sessions.',
    action: 'second_factor.manage',
    request: { body: factorCodeSchema },
    responses: {
      200: { description: 'Recovery codes, in case you lose the app', schema: recoveryCodesSchema },
    },
    problems: ['duplicate'],
    handle: async ({ body }, { actor, address }) =>
      reply(200, { recovery_codes: [...(await confirmFactor(deps, actor, body.code, address))] }),
  });
}

function removeRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/remove`,
    tag: TAG,
    operationId: 'removeSecondFactor',
    summary: 'Remove your second factor',
    action: 'second_factor.manage',
    request: { body: factorCodeSchema },
    responses: { 204: { description: 'The second factor is removed', schema: null } },
    handle: async ({ body }, { actor, address }) => {
      await removeOwnFactor(deps, actor, body.code, address);
      return reply(204, null);
    },
  });
}

function removeOfRoute(deps: ApiDeps): Route {
  return route({
    method: 'delete',
    path: '/api/v1/users/{user}/factors/totp',
    tag: 'people',
    operationId: 'deleteUserSecondFactor',
    summary: 'Remove the second factor of a user',
    description: 'For a user who lost the app and the recovery codes. Holdfast informs the user by mail.',
    action: 'person.administer',
    request: { params: userParams },
    responses: { 204: { description: 'The second factor is removed', schema: null } },
    problems: ['not_found'],
    handle: async ({ params }, { actor, address }) => {
      await removeFactorOf(deps, { actor, address }, params.user);
      return reply(204, null);
    },
  });
}
