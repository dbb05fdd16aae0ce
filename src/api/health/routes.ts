import { checkHealth } from '../../app/operations/check-health.js';
import { SERVICES } from '../../ports/operations/health.js';
import type { ApiDeps } from '../deps.js';
import { publicRoute, reply, type Route } from '../http/route.js';
import { presentHealth } from './presenter.js';
import { healthSchema, probeSchema } from './schema.js';

type Deps = Pick<
  ApiDeps,
  'probes' | 'inboundProbe' | 'scannerProbe' | 'embeddingsProbe' | 'searchProbe' | 'mcpProbe' | 'logger'
>;

/** Seconds until it is worth asking again. */
const RETRY_SECONDS = 2;

const RETRY_AFTER = { 'Retry-After': 'Seconds to wait before you check again' };

/** Both addresses answer the same, but no two operations may have one id. */
function operationId(name: string, path: string): string {
  return path.startsWith('/api/v1') ? `${name}V1` : name;
}

function probed<B>(isWell: boolean, body: B) {
  return isWell ? reply(200, body) : reply(503, body, { 'Retry-After': String(RETRY_SECONDS) });
}

/**
 * Health routes for load balancers and operators.
 * They are public, at the root and under the API's base path.
 */
export function healthRoutes(deps: Deps): Route[] {
  return ['', '/api/v1'].flatMap((base) => [
    healthRoute(deps, `${base}/health`),
    liveRoute(`${base}/health/live`),
    readyRoute(deps, `${base}/health/ready`),
  ]);
}

function healthRoute(deps: Deps, path: string): Route {
  return publicRoute({
    method: 'get',
    path,
    tag: 'health',
    limit: 'none',
    operationId: operationId('getHealth', path),
    summary: 'Get the health of every service',
    request: {},
    responses: {
      200: { description: 'Holdfast accepts tickets', schema: healthSchema },
      503: { description: 'Holdfast cannot serve requests', schema: healthSchema, headers: RETRY_AFTER },
    },
    handle: async () => {
      const report = await checkHealth(deps);
      for (const service of SERVICES) {
        const { status, reason } = report.services[service];
        if (status === 'down') deps.logger.warn({ service, reason }, 'service down');
      }
      const { status: clamd, reason } = report.clamd;
      if (clamd === 'down') deps.logger.warn({ service: 'clamd', reason }, 'service down');
      const { status: inbound, oldestWaitingSeconds } = report.inbound;
      if (inbound === 'degraded') deps.logger.warn({ oldestWaitingSeconds }, 'received mails are waiting');
      return probed(report.status !== 'down', presentHealth(report));
    },
  });
}

function liveRoute(path: string): Route {
  return publicRoute({
    method: 'get',
    path,
    tag: 'health',
    limit: 'none',
    operationId: operationId('getLiveness', path),
    summary: 'Get liveness of this process',
    request: {},
    responses: { 200: { description: 'The process is running', schema: probeSchema } },
    handle: () => Promise.resolve(reply(200, { status: 'ok' as const })),
  });
}

function readyRoute({ probes }: Pick<ApiDeps, 'probes'>, path: string): Route {
  return publicRoute({
    method: 'get',
    path,
    tag: 'health',
    limit: 'none',
    operationId: operationId('getReadiness', path),
    summary: 'Get readiness of this process',
    request: {},
    responses: {
      200: { description: 'The database answers', schema: probeSchema },
      503: { description: 'The database does not answer', schema: probeSchema, headers: RETRY_AFTER },
    },
    handle: async () => {
      const { status } = await probes.mongo();
      return probed(status === 'ok', { status });
    },
  });
}
