import type { Middleware, ParameterizedContext } from 'koa';
import type { Language } from '../../domain/languages.js';
import type { SignedIn } from '../../app/accounts/authenticate.js';

/** What the middleware learns about a request before the handler runs. */
export interface ApiState {
  requestId: string;
  /** The address that the request came from. */
  address: string;
  /** The pattern of the route, for the log: `/api/v1/tickets/{ticket}`. */
  route?: string;
  /** Under which this request is found in the traces; null where it is not recorded. */
  traceId?: string | null;
  actor?: SignedIn;
  /** The name of the desk, for pages. */
  deskName?: string;
  /** The language that the reader of a page prefers: their own, else that of their browser. */
  language?: Language;
  /** The language that the page is written in; English if absent. */
  pageLanguage?: Language;
  /** The codec token from the browser's cookie. Set on the codec's paths only. */
  codecToken?: string;
  /** True if the request was rejected for overload. The log reports such requests in one summary line. */
  isRefused?: boolean;
  /** Gives up the place among the requests in progress. It does not queue again. */
  leavePlace?: () => void;
  /** True for an upload, which may take minutes. */
  isTransfer?: boolean;
  /**
   * Reads the body without occupying a place among the requests in progress; absent on routes that are not counted.
   */
  receive?: <T>(read: () => Promise<T>) => Promise<T>;
}

declare module 'koa' {
  interface Request {
    /** The parsed body, on routes that read one. */
    body?: unknown;
  }
}

export type ApiMiddleware = Middleware<ApiState>;
export type ApiContext = ParameterizedContext<ApiState>;
