import type { FetchLike } from '@modelcontextprotocol/client';
import { OutboundError, type OutboundHttp } from '../../ports/outbound-http.js';

/** An answer that fills the buffer of the guarded client was cut. */
const MAX_ANSWER_BYTES = 64 * 1024 - 1;

const METHODS = { POST: 'POST', DELETE: 'DELETE' } as const;

/**
 * `fetch` for the protocol library over the guarded client: checked addresses, no redirects, one deadline, at most 64 KB.
 * It opens no stream for messages of the server, because Holdfast wants none.
 */
export function guardedFetch(http: OutboundHttp, timeoutMs: number): FetchLike {
  return async (url, init = {}) => {
    const method = METHODS[init.method as keyof typeof METHODS] as 'POST' | 'DELETE' | undefined;
    if (method === undefined) return new Response(null, { status: 405 });
    const answer = await http.send({
      ...{ method, timeoutMs, url: String(url) },
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    const { status, body } = answer;
    if (body.byteLength > MAX_ANSWER_BYTES) {
      throw new OutboundError('unreachable', 'The answer is larger than 64 KB.');
    }
    const headers = new Headers();
    for (const name of ['content-type', 'mcp-session-id', 'www-authenticate']) {
      const value = answer.header(name);
      if (value !== null) headers.set(name, value);
    }
    const isEmpty = status === 204 || status === 202 || body.byteLength === 0;
    return new Response(isEmpty ? null : body, { status, headers });
  };
}
