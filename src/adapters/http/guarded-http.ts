import { lookup as lookUpName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import {
  OutboundError,
  type OutboundFault,
  type OutboundHttp,
  type OutboundRequest,
  type OutboundResponse,
} from '../../ports/outbound-http.js';
import { AddressRules, isPublic } from './address-rules.js';

/** Maximum bytes of an answer that are read. */
export const MAX_BODY_BYTES = 64 * 1024;
const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;
/** Connections to one origin. Callers limit how much they send at once. */
const CONNECTIONS = 64;

interface Options {
  /** `OUTBOUND_ALLOWED_HOSTS`. */
  readonly allowedHosts: readonly string[];
  readonly demandsHttps: boolean;
  /** DNS; that of the system if omitted. */
  readonly lookup?: LookupFunction;
}

/**
 * Requests that reach public addresses only.
 * DNS is asked once for each connection, and the connection goes to an address that was checked. So a name cannot change
 * between check and connection. The address of the open socket is checked as well.
 */
export class GuardedHttp implements OutboundHttp {
  private readonly rules: AddressRules;
  private readonly guarded: Agent;
  /** For hosts that the operator allows. */
  private readonly open: Agent;

  constructor({ allowedHosts, demandsHttps, lookup = lookUpName }: Options) {
    this.rules = new AddressRules(allowedHosts, demandsHttps);
    const common = { keepAliveTimeout: KEEP_ALIVE_MS, connections: CONNECTIONS, pipelining: 1 };
    this.guarded = new Agent({ ...common, connect: guardedConnector(lookup) });
    this.open = new Agent({ ...common, connect: { timeout: CONNECT_TIMEOUT_MS } });
  }

  faultOf(url: string): string | null {
    return this.rules.faultOf(url);
  }

  async send({ method, url, headers, body, timeoutMs, signal }: OutboundRequest): Promise<OutboundResponse> {
    const fault = this.faultOf(url);
    if (fault !== null) throw new OutboundError('address_refused', `The URL ${fault}.`);
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const response = await request(url, {
        dispatcher: this.rules.isAllowed(new URL(url)) ? this.open : this.guarded,
        method,
        headers,
        body: body ?? null,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      });
      return await toResponse(response, deadline);
    } catch (error) {
      throw toFault(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.guarded.destroy(), this.open.destroy()]);
  }
}

class RefusedAddress extends Error {}

/** Connects to checked addresses only. Names are looked up here, and literals are checked as they are. */
function guardedConnector(lookup: LookupFunction): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: onlyPublic(lookup) });
  return (options, callback) => {
    const hostname = options.hostname.replace(/^\[|\]$/gu, '');
    if (isIP(hostname) !== 0 && !isPublic(hostname)) {
      callback(new RefusedAddress(), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null);
      } else if (isPublic(socket.remoteAddress ?? '')) {
        callback(null, socket);
      } else {
        socket.destroy();
        callback(new RefusedAddress(), null);
      }
    });
  };
}

/** Looks up a name, and returns its public addresses. A name without one is refused. */
function onlyPublic(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : [];
      const permitted = addresses.filter(({ address }) => isPublic(address));
      const [first] = permitted;
      if (error !== null) callback(error, []);
      else if (first === undefined) callback(new RefusedAddress(), []);
      else if (options.all === true) callback(null, permitted);
      else callback(null, first.address, first.family);
    });
  };
}

/** Reads the beginning of the body, until the deadline. A body that does not end is no fault: its status is known. */
async function toResponse(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  deadline: AbortSignal,
): Promise<OutboundResponse> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, MAX_BODY_BYTES - size));
      size += chunk.length;
      if (size >= MAX_BODY_BYTES) break;
    }
  } catch (error) {
    if (!deadline.aborted) throw error;
  }
  return {
    status: statusCode,
    body: Buffer.concat(chunks),
    header: (name) => {
      const value = headers[name.toLowerCase()];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    },
  };
}

const TIMEOUTS = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'];

function toFault(error: unknown): OutboundError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isLate = error instanceof Error && (error.name === 'TimeoutError' || TIMEOUTS.includes(code));
  const fault: OutboundFault =
    error instanceof RefusedAddress ? 'address_refused' : isLate ? 'timed_out' : 'unreachable';
  return new OutboundError(fault, `The request failed: ${code === '' ? fault : code}.`, { cause: error });
}
