import { ApiError } from './api-error.js';

/** The version of a resource as an entity tag (RFC 9110 §8.8.3). */
export function etag(version: number): string {
  return `"${version}"`;
}

const ENTITY_TAG = /^(?:W\/)?"(\d{1,15})"$/u;

/**
 * The version that an `If-Match` header asks for; undefined for none and for `*`. A weak tag is taken as well: proxies
 * that compress make them of ours, and the version that they name is still the one.
 * @throws ApiError `malformed_request`
 */
export function expectedVersion(ifMatch: string): number | undefined {
  const tag = ifMatch.trim();
  if (tag === '' || tag === '*') return undefined;
  const version = ENTITY_TAG.exec(tag)?.[1];
  if (version === undefined) {
    throw new ApiError('malformed_request', 'If-Match is not the ETag of a ticket, such as "7", nor *.');
  }
  return Number(version);
}
