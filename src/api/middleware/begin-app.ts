import Koa from 'koa';
import type { ApiDeps } from '../deps.js';
import type { ApiState } from '../http/state.js';
import { findClientAddress } from './client-address.js';
import { measureRequests } from './measure-requests.js';
import { endSlowRequests } from './request-deadline.js';
import { identifyRequest } from './request-id.js';
import { logRequest } from './request-log.js';
import { traceRequests } from './trace-requests.js';

type Deps = Pick<ApiDeps, 'metrics' | 'newId' | 'tracer' | 'trustedProxies' | 'logger'>;

/** Begins an application of the API or of the MCP server with what every request passes first, in this order. */
export function beginApp(deps: Deps): Koa<ApiState> {
  const app = new Koa<ApiState>();
  app.use(endSlowRequests());
  app.use(measureRequests(deps.metrics));
  app.use(identifyRequest(deps.newId));
  if (deps.tracer.isOn) app.use(traceRequests(deps.tracer));
  app.use(findClientAddress(deps.trustedProxies));
  app.use(logRequest(deps.logger));
  // Errors after the response has started, mostly from clients that disconnected.
  app.on('error', (error: unknown) => deps.logger.warn({ err: error }, 'answer could not be sent'));
  return app;
}
