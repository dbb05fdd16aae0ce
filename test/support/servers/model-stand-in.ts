import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { listenLocally, readJson } from './json-server.js';

/** What the stand-in does with one request; `delayMs` waits before it. */
export type ModelReply = { readonly delayMs?: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'cut_off'; readonly text: string }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken_body' }
  | { readonly kind: 'reset' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfter?: string;
    }
);

interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: any;
}

/** What a protocol makes of a request and of a reply. */
export interface Protocol {
  /** The reason for which the official API refuses the request; undefined if it is right. */
  refuse(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, body: any): ModelReply | undefined;
  /** The body of GET requests that the API answers; undefined for others. */
  lookUp(path: string): unknown;
  body(reply: ModelReply): unknown;
  error(status: number, code: string | undefined, message: string): unknown;
}

export interface ModelStandIn {
  readonly url: string;
  /** Questions to the model. */
  readonly requests: readonly RecordedRequest[];
  /** What the next questions get, in order; after that every question gets the usual answer. */
  script(...replies: readonly ModelReply[]): void;
  close(): Promise<void>;
}

/** A server on a free port of 127.0.0.1 that speaks a provider's protocol, for the real SDK to talk to. */
export async function startModelStandIn(protocol: Protocol, usual: unknown): Promise<ModelStandIn> {
  const requests: RecordedRequest[] = [];
  const replies: ModelReply[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then(async (body) => {
      const path = request.url ?? '';
      const refused = protocol.refuse(request, body);
      if (request.method === 'GET' && refused === undefined) {
        const found = protocol.lookUp(path);
        sendJson(
          response,
          found === undefined ? 404 : 200,
          found ?? protocol.error(404, undefined, 'not found'),
        );
        return;
      }
      if (request.method === 'POST') requests.push({ path, headers: request.headers, body });
      const reply = refused ?? replies.shift() ?? { kind: 'text', text: JSON.stringify(usual) };
      if (reply.delayMs !== undefined) await delay(reply.delayMs, undefined, { ref: false });
      send(response, protocol, reply);
    });
  });
  return { ...(await listenLocally(server)), requests, script: (...next) => void replies.push(...next) };
}

function send(response: ServerResponse, protocol: Protocol, reply: ModelReply): void {
  switch (reply.kind) {
    case 'broken_body':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'status': {
      const { status, code, message = `refused with ${status}`, retryAfter } = reply;
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      sendJson(response, status, protocol.error(status, code, message), headers);
      return;
    }
    default:
      sendJson(response, 200, protocol.body(reply));
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export const invalid = (message: string, code?: string): ModelReply => ({
  ...{ kind: 'status', status: 400, message },
  ...(code === undefined ? {} : { code }),
});

const KEYWORDS = new Set([
  ...['type', 'enum', 'anyOf', 'items', 'properties', 'required', 'additionalProperties', 'description'],
]);

/** What strict mode refuses in a schema: unknown keywords, optional properties, objects that allow others. */
export function schemaFault(schema: any): string | undefined {
  const unknown = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword));
  if (unknown !== undefined) return `'${unknown}' is not permitted`;
  if (schema.type === 'object') {
    if (schema.additionalProperties !== false) return "'additionalProperties' is required to be false";
    const missing = Object.keys(schema.properties).find((name) => !schema.required.includes(name));
    if (missing !== undefined) return `'required' must include '${missing}'`;
  }
  const parts = [
    ...(schema.items === undefined ? [] : [schema.items]),
    ...(schema.anyOf ?? []),
    ...Object.values(schema.properties ?? {}),
  ];
  return parts.map(schemaFault).find((fault) => fault !== undefined);
}
