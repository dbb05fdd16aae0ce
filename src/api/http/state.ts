import type { Middleware, ParameterizedContext } from 'koa';
import type { SignedIn } from '../../app/accounts/authenticate.js';

/** What the middleware learns about a request on its way in. */
export interface ApiState {
  requestId: string;
  /** The address that the request came from. */
  address: string;
  /** The pattern of the route, for the log: `/api/v1/tickets/{ticket}`. */
  route?: string;
  /** Under which this request is found in the traces; null where it is not recorded. */
  traceId?: string | null;
  actor?: SignedIn;
  /** What the browser keeps for the codec; set at its addresses only. */
  codecToken?: string;
  /** True where nothing was done because there is too much to do; told of in the log once for all of them. */
  isRefused?: boolean;
  /** Reads the body while the request takes no place among those that are carried out; absent where they are not counted. */
  receive?: <T>(read: () => Promise<T>) => Promise<T>;
}

declare module 'koa' {
  interface Request {
    /** What the body was parsed to, on routes that read one. */
    body?: unknown;
  }
}

export type ApiMiddleware = Middleware<ApiState>;
export type ApiContext = ParameterizedContext<ApiState>;
