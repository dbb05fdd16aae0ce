import type { RouterInstance } from '@koa/router';
import { ApiError } from './api-error.js';
import type { ApiState } from './state.js';

/**
 * Returns the methods that a path supports, for the `Allow` header; null for an unknown path.
 * A path without parameters takes precedence over paths with parameters that would also match.
 */
export function allowedMethods(routers: readonly RouterInstance<ApiState>[], path: string): string | null {
  const layers = routers.flatMap((router) => router.match(path, 'OPTIONS').path);
  if (layers.length === 0) return null;
  const literal = layers.filter((layer) => layer.path === path);
  const methods = (literal.length > 0 ? literal : layers).flatMap((layer) => layer.methods);
  return [...new Set(['OPTIONS', ...methods])].sort().join(', ');
}

export function methodNotAllowed(allowed: string): ApiError {
  return new ApiError('method_not_allowed', `This path supports ${allowed}.`, { Allow: allowed });
}
