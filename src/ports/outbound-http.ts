/** A request to a server that is not ours. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface OutboundResponse {
  readonly status: number;
  /** The first value of a header; null without it. */
  header(name: string): string | null;
  /** The beginning of the body, up to 64 KB. The rest is not read. */
  readonly body: Uint8Array;
}

/**
 * `address_refused`: the address is not public, or the URL is not allowed. `timed_out`: no complete answer in time.
 * `unreachable`: no connection, a broken one, or no valid certificate.
 */
export type OutboundFault = 'address_refused' | 'timed_out' | 'unreachable';

/** No answer, or a request that was not sent. `message` has no text of the request. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  constructor(
    readonly fault: OutboundFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * HTTP to addresses that users of Holdfast enter.
 * It never connects to a private, local or reserved address, except for hosts that the operator has allowed. It follows no
 * redirect, and needs no trust in the answer.
 */
export interface OutboundHttp {
  /** @throws OutboundError */
  send(request: OutboundRequest): Promise<OutboundResponse>;
  /** The fault of a URL that can be told without DNS, as a message for a person; null for none. */
  faultOf(url: string): string | null;
}
