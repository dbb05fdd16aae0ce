import { changePassword, requestPasswordReset, resetPassword } from '../../app/accounts/passwords.js';
import { requestCode, signInWithCode } from '../../app/accounts/sign-in/sign-in-codes.js';
import type { ApiDeps } from '../deps.js';
import { publicRoute, reply, route, type Route } from '../http/route.js';
import { presentSignIn } from './presenter.js';
import {
  acceptedSchema,
  codeSchema,
  emailSchema,
  passwordChangeSchema,
  passwordResetSchema,
  signInSchema,
} from './schema.js';

const ACCEPTED = {
  description: 'The request was accepted, whatever the address',
  schema: acceptedSchema,
} as const;
const MESSAGE =
  'If an account has this address, it gets a mail, or got one in the last minutes. Repeated requests send no further mails.';

/** Codes and links that come by mail, and passwords. */
export function secretRoutes(deps: ApiDeps): Route[] {
  return [
    requestCodeRoute(deps),
    verifyCodeRoute(deps),
    requestResetRoute(deps),
    resetRoute(deps),
    changeRoute(deps),
  ];
}

function requestCodeRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/request-otp',
    tag: 'authentication',
    operationId: 'requestSignInCode',
    summary: 'Request a sign-in code by mail',
    limit: 'code',
    request: { body: emailSchema },
    responses: { 202: ACCEPTED },
    problems: ['unavailable'],
    handle: async ({ body }, { address }) => {
      await requestCode(deps, body.email, address);
      return reply(202, { message: MESSAGE });
    },
  });
}

function verifyCodeRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/verify-otp',
    tag: 'authentication',
    operationId: 'signInWithCode',
    summary: 'Sign in with a mailed code',
    limit: 'sign_in',
    description:
      'A code works once, for ten minutes, with at most five attempts from one network. It proves the address. If the address was not proven before, the password, sessions and API keys from before are removed. The code from the registration mail removes nothing. Users with a second factor get a `factor_token` instead of tokens.',
    request: { body: codeSchema },
    responses: {
      200: { description: 'A session, or a `factor_token` for the second step', schema: signInSchema },
    },
    problems: ['unauthenticated', 'version_conflict', 'unavailable'],
    handle: async ({ body }, { address }) =>
      reply(
        200,
        presentSignIn(await signInWithCode(deps, body.email, body.otp, address), await deps.teams.all()),
      ),
  });
}

function requestResetRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/request-password-reset',
    tag: 'authentication',
    operationId: 'requestPasswordReset',
    summary: 'Request a password reset link by mail',
    limit: 'code',
    request: { body: emailSchema },
    responses: { 202: ACCEPTED },
    problems: ['unavailable'],
    handle: async ({ body }, { address }) => {
      await requestPasswordReset(deps, body.email, address);
      return reply(202, { message: MESSAGE });
    },
  });
}

function resetRoute(deps: ApiDeps): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/auth/reset-password',
    tag: 'authentication',
    operationId: 'resetPassword',
    summary: 'Reset a password with a mailed token',
    description:
      'Ends every session of the account and revokes its API keys. The mailed link leads to a page that does the same.',
    request: { body: passwordResetSchema },
    responses: { 204: { description: 'The password is set', schema: null } },
    problems: ['unauthenticated', 'version_conflict', 'unavailable'],
    handle: async ({ body }, { address }) => {
      await resetPassword(deps, body.token, body.password, address);
      return reply(204, null);
    },
  });
}

function changeRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: '/api/v1/auth/change-password',
    tag: 'authentication',
    operationId: 'changePassword',
    summary: 'Change your password',
    description: 'Ends your other sessions.',
    action: 'profile.edit',
    request: { body: passwordChangeSchema },
    responses: { 204: { description: 'The password is changed', schema: null } },
    problems: ['version_conflict'],
    handle: async ({ body }, { actor, address }) => {
      const passwords = { current: body.current_password, next: body.new_password };
      await changePassword(deps, actor, passwords, address);
      return reply(204, null);
    },
  });
}
