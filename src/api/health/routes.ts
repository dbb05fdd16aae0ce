import { checkHealth } from '../../app/check-health.js';
import { SERVICES } from '../../ports/health.js';
import type { ApiDeps } from '../deps.js';
import { publicRoute, reply, type Route } from '../route.js';
import { presentHealth } from './presenter.js';
import { healthSchema, probeSchema } from './schema.js';

/** For load balancers and operators; public, at the root and once more beside the resources. */
export function healthRoutes(deps: Pick<ApiDeps, 'probes' | 'logger'>): Route[] {
  return [healthRoute(deps, '/health'), healthRoute(deps, '/api/v1/health'), liveRoute(), readyRoute(deps)];
}

function healthRoute(deps: Pick<ApiDeps, 'probes' | 'logger'>, path: string): Route {
  return publicRoute({
    method: 'get',
    path,
    tag: 'health',
    limit: 'none',
    summary: 'How every service is doing',
    request: {},
    responses: {
      200: { description: 'Tickets are accepted', schema: healthSchema },
      503: { description: 'Nothing can be served', schema: healthSchema },
    },
    handle: async () => {
      const report = await checkHealth(deps);
      for (const service of SERVICES) {
        const { status, reason } = report.services[service];
        if (status === 'down') deps.logger.warn({ service, reason }, 'service down');
      }
      return reply(report.status === 'down' ? 503 : 200, presentHealth(report));
    },
  });
}

function liveRoute(): Route {
  return publicRoute({
    method: 'get',
    path: '/health/live',
    tag: 'health',
    limit: 'none',
    summary: 'Is this process alive?',
    request: {},
    responses: { 200: { description: 'It answers', schema: probeSchema } },
    handle: () => Promise.resolve(reply(200, { status: 'ok' as const })),
  });
}

function readyRoute({ probes }: Pick<ApiDeps, 'probes'>): Route {
  return publicRoute({
    method: 'get',
    path: '/health/ready',
    tag: 'health',
    limit: 'none',
    summary: 'May this process be sent requests?',
    request: {},
    responses: {
      200: { description: 'The database answers', schema: probeSchema },
      503: { description: 'It does not', schema: probeSchema },
    },
    handle: async () => {
      const { status } = await probes.mongo();
      return reply(status === 'ok' ? 200 : 503, { status });
    },
  });
}
