import { listSecurityEvents } from '../../app/accounts/list-security-events.js';
import { listAccounts } from '../../app/accounts/read-people.js';
import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { ApiDeps } from '../deps.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { presentUserTo } from '../people/presenter.js';
import { toUserQuery } from '../people/query.js';
import { personEditRoute } from '../people/routes.js';
import {
  securityEventListSchema,
  securityEventQuerySchema,
  userListSchema,
  userQuerySchema,
} from '../people/schema.js';
import { reply, route, type Route } from '../http/route.js';

const USERS = '/api/v1/admin/users';
const TAG = 'administration';

/** Accounts as administrators see them. */
export function adminPeopleRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), editRoute(deps), securityEventsRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: USERS,
    tag: TAG,
    operationId: 'listAccounts',
    summary: 'List accounts',
    action: 'person.administer',
    request: { query: userQuerySchema },
    responses: { 200: { description: 'A page of accounts', schema: userListSchema } },
    handle: async ({ query }, { actor }) => {
      const page = await listAccounts(deps, actor, toUserQuery(query));
      return reply(200, {
        users: page.items.map(presentUserTo(actor, await deps.teams.all())),
        ...presentPage(page, query.page_size),
      });
    },
  });
}

function editRoute(deps: ApiDeps): Route {
  return personEditRoute(deps, {
    path: `${USERS}/{user}`,
    tag: TAG,
    operationId: 'updateAccount',
    summary: 'Update an account',
    description: 'Same as `PATCH /users/{user}`.',
  });
}

function securityEventsRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: '/api/v1/admin/security-events',
    tag: TAG,
    operationId: 'listSecurityEvents',
    summary: 'List security events, newest first',
    description: 'Includes sign-ins, failures, and changes of roles and keys. Kept for one year.',
    action: 'security_event.list',
    request: { query: securityEventQuerySchema },
    responses: { 200: { description: 'A page of security events', schema: securityEventListSchema } },
    handle: async ({ query }, { actor }) => {
      const page = await listSecurityEvents(deps, actor, {
        ...toPageRequest(query),
        ...(query.user === undefined ? {} : { accountId: query.user }),
        ...(query.action === undefined ? {} : { types: query.action }),
      });
      return reply(200, {
        security_events: page.items.map(presentSecurityEvent),
        ...presentPage(page, query.page_size),
      });
    },
  });
}

function presentSecurityEvent({ id, at, type, actor, account, address, details }: AccountEvent) {
  return {
    id,
    at: at.toISOString(),
    action: type,
    actor: { ...actor },
    user: account === null ? null : { ...account },
    address,
    details: { ...details },
  };
}
