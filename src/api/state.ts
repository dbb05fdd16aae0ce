import type { Middleware } from 'koa';
import type { Actor } from '../domain/user.js';

/** A person who has shown who they are. */
export type SignedIn = Extract<Actor, { readonly type: 'user' }>;

/** What the middleware learns about a request on its way in. */
export interface ApiState {
  requestId: string;
  /** The address that the request came from. */
  address: string;
  /** The pattern of the route, for the log: `/api/v1/tickets/{ticket}`. */
  route?: string;
  actor?: SignedIn;
}

export type ApiMiddleware = Middleware<ApiState>;
