import { z } from 'zod';
import { confirmAddress, removeAddress, requestAddress } from '../../app/accounts/own-addresses.js';
import type { ApiDeps } from '../deps.js';
import { acceptedSchema } from '../auth/schema.js';
import { email } from '../http/fields.js';
import { reply, route, type Route } from '../http/route.js';
import { USER_RESPONSE, userReply } from './reply.js';

const PATH = '/api/v1/users/me/addresses';
const MESSAGE = 'If no account has this address, it gets a mail with a code, or got one in the last minutes.';

const addressSchema = z
  .strictObject({ email })
  .meta({ id: 'NewAddress', example: { email: 'alice@home.example' } });

const CODE = '^[0-9]{6}$';
const addressCodeSchema = z
  .strictObject({
    email,
    code: z.string().regex(new RegExp(CODE, 'u'), 'must be six digits').meta({ pattern: CODE }),
  })
  .meta({ id: 'AddressCode', example: { email: 'alice@home.example', code: '123456' } });

/** A person adds and removes further addresses of their own. */
export function addressRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: PATH,
      tag: 'people',
      operationId: 'requestAddress',
      summary: 'Request a code to add one of your addresses',
      description:
        'Mails a code to the address. The answer is the same if another user has the address: then no mail is sent.',
      action: 'profile.edit',
      request: { body: addressSchema },
      responses: { 202: { description: 'The request was accepted', schema: acceptedSchema } },
      problems: ['unavailable'],
      handle: async ({ body }, { actor, address }) => {
        await requestAddress(deps, { actor, address }, body.email);
        return reply(202, { message: MESSAGE });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/confirm`,
      tag: 'people',
      operationId: 'confirmAddress',
      summary: 'Add one of your addresses with a mailed code',
      description:
        'The address joins `other_addresses`. A mail from it is then a mail of yours. Your primary address gets a notice. A code works once, for 30 minutes, with at most five attempts from one network.',
      action: 'profile.edit',
      request: { body: addressCodeSchema },
      responses: { 200: USER_RESPONSE },
      problems: ['duplicate', 'version_conflict'],
      handle: async ({ body }, { actor, address }) =>
        userReply(deps, await confirmAddress(deps, { actor, address }, body), actor, 200),
    }),
    route({
      method: 'post',
      path: `${PATH}/remove`,
      tag: 'people',
      operationId: 'removeAddress',
      summary: 'Remove one of your other addresses',
      description:
        'The address leaves `other_addresses`. A mail from it is no longer a mail of yours. Your primary address gets a notice. The address is in the body, so that no log of a proxy has it.',
      action: 'profile.edit',
      request: { body: addressSchema },
      responses: { 200: USER_RESPONSE },
      problems: ['version_conflict'],
      handle: async ({ body }, { actor, address }) =>
        userReply(deps, await removeAddress(deps, { actor, address }, body.email), actor, 200),
    }),
  ];
}
