import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api-types.js';

/**
 * Every call of the API, by method and path as the OpenAPI document has them:
 *
 *     const { data, error, response } = await client.PATCH('/api/v1/tickets/{ticket}', {
 *       params: { path: { ticket: 'TKT-2026-000042' }, header: { 'If-Match': '"7"' } },
 *       body: { priority: 'high' },
 *     });
 *
 * A success has `data`, anything else `error`: a {@link Problem}, whose `code` says what to do. Both are typed by path and
 * method. Nothing is thrown because of an answer; only where none came the promise is rejected, as that of `fetch`.
 */
export type HoldfastClient = Client<paths>;

/** The shapes of the API by their names in the OpenAPI document: `Schemas['Ticket']`. */
export type Schemas = components['schemas'];

/** Why the API said no (RFC 9457). */
export type Problem = Schemas['Problem'];

export interface HoldfastClientOptions {
  /** Where the API is: `https://help.example.org`. */
  readonly url: string;
  /** Of `POST /api/v1/auth/login`. Without it and without `apiKey` only public calls are answered. */
  readonly accessToken?: string;
  /** An API key (`hfk_…`), for scripts. */
  readonly apiKey?: string;
  /** Sends a request in place of the global `fetch`: to give up after a while, to try again, to look on. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client that speaks to the API of one Holdfast as one person. It keeps no state and no connection of its own. */
export function createHoldfastClient({
  url,
  accessToken,
  apiKey,
  fetch,
}: HoldfastClientOptions): HoldfastClient {
  return createClient<paths>({
    baseUrl: url,
    headers: {
      ...(accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` }),
      ...(apiKey === undefined ? {} : { 'X-API-Key': apiKey }),
    },
    ...(fetch === undefined ? {} : { fetch }),
  });
}

/** The tokens of a sign-in. @throws Error where the account asks for a second factor. */
export function tokensOf(outcome: Schemas['SignIn']): Schemas['Session'] {
  if ('access_token' in outcome) return outcome;
  throw new Error('This account has a second factor: end the sign-in with POST /auth/verify-factor.');
}
