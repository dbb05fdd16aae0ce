import { ApiError } from './api-error.js';

/** The version of a resource as an entity tag (RFC 9110 §8.8.3). */
export function etag(version: number): string {
  return `"${version}"`;
}

/** Valid `If-Match` values; also used in the OpenAPI document. */
export const IF_MATCH_PATTERN = '^(?:\\*|(?:W/)?"([0-9]{1,15})")$';
const IF_MATCH = new RegExp(IF_MATCH_PATTERN, 'u');

/**
 * The version that an `If-Match` header asks for; undefined for none and for `*`. A weak tag is taken as well: proxies
 * that compress make them of ours, and the version that they name is still the one.
 * @throws ApiError `malformed_request`
 */
export function expectedVersion(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const match = IF_MATCH.exec(ifMatch.trim());
  if (match === null) {
    throw new ApiError('malformed_request', 'If-Match must be an ETag, such as "7", or *.');
  }
  return match[1] === undefined ? undefined : Number(match[1]);
}
