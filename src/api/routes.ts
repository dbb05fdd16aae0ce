import { adminRoutes } from './admin/routes.js';
import { authRoutes } from './auth/routes.js';
import type { ApiDeps } from './deps.js';
import { healthRoutes } from './health/routes.js';
import type { Route } from './route.js';
import { ticketLifeRoutes } from './tickets/life-routes.js';
import { ticketRoutes } from './tickets/routes.js';
import { ticketTalkRoutes } from './tickets/talk-routes.js';

/** Everything that the API answers, for the router and for the OpenAPI document. */
export function apiRoutes(deps: ApiDeps): readonly Route[] {
  return [
    ...ticketRoutes(deps),
    ...ticketLifeRoutes(deps),
    ...ticketTalkRoutes(deps),
    ...authRoutes(deps),
    ...adminRoutes(deps),
    ...healthRoutes(deps),
  ];
}
