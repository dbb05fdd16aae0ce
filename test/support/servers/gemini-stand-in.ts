import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { listenLocally, readJson } from './json-server.js';
import { schemaFault } from './model-stand-in.js';

/** What the stand-in does with one request; `delayMs` waits before it. */
export type GeminiReply = { readonly delayMs?: number } & (
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blocked' | 'safety' | 'no_candidates' | 'broken_body' | 'reset' }
  | { readonly kind: 'status'; readonly status: number; readonly details?: readonly unknown[] }
);

interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: any;
  /** Milliseconds, of a clock of its own. */
  readonly atMs: number;
}

export interface GeminiStandIn {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** What the next requests get, in order; after that every request gets {@link GOOD_ANSWER}. */
  script(...replies: readonly GeminiReply[]): void;
  /** Ends open connections too. */
  close(): Promise<void>;
}

export const GOOD_ANSWER = {
  required_skills: ['vpn'],
  priority: 'high',
  ticket_type: 'technical',
  category: 'network',
  sentiment: 'negative',
  language: 'en',
  summary: 'The VPN drops every ten minutes.',
  helpful_notes: 'Look at the session in the gateway log.',
  suggested_team: 'infrastructure',
  confidence: 0.91,
};

/** A draft of a reply, from the sample article about the VPN. */
const GOOD_REPLY = {
  language: 'en',
  confidence: 0.9,
  sentences: [{ text: 'Most drops come from the wireless network at home, not from the VPN.', source: 'S1' }],
};

/** Google's way of naming the time to wait. */
export function retryInfo(retryDelay: string): unknown {
  return { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay };
}

/** What `responseSchema` may consist of; the real one answers 400 to anything else, and so does this one. */
const SCHEMA_KEYWORDS = new Set([
  'type',
  'format',
  'description',
  'nullable',
  'enum',
  'items',
  'properties',
  'required',
]);

/** A server on a free port of 127.0.0.1 that speaks `generateContent`, for the real SDK to talk to. */
export async function startGeminiStandIn(): Promise<GeminiStandIn> {
  const requests: RecordedRequest[] = [];
  const replies: GeminiReply[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then(async (body) => {
      if (request.method === 'GET') {
        sendModel(request, response);
        return;
      }
      requests.push({ path: request.url ?? '', headers: request.headers, body, atMs: performance.now() });
      const isReply = 'sentences' in (body.generationConfig?.responseSchema?.properties ?? {});
      const answer = isReply ? GOOD_REPLY : GOOD_ANSWER;
      const reply = refusal(request, body) ?? replies.shift() ?? { kind: 'answer', answer };
      if (reply.delayMs !== undefined) await delay(reply.delayMs, undefined, { ref: false });
      send(response, reply);
    });
  });
  return { ...(await listenLocally(server)), requests, script: (...next) => void replies.push(...next) };
}

function refusal(request: IncomingMessage, body: any): GeminiReply | undefined {
  if (!/^\/v1(?:beta)?\/models\/[\w.-]+:generateContent$/.test(request.url ?? ''))
    return { kind: 'status', status: 404 };
  if (request.headers['x-goog-api-key'] === undefined) return { kind: 'status', status: 403 };
  const { responseSchema, responseJsonSchema } = body?.generationConfig ?? {};
  if (responseJsonSchema !== undefined && schemaFault(responseJsonSchema) !== undefined)
    return { kind: 'status', status: 400 };
  const unknown = unknownKeywords(responseSchema);
  return unknown.length > 0 ? { kind: 'status', status: 400 } : undefined;
}

/** The model `gemini-missing` does not exist. */
function sendModel({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const [, name] = /^\/v1beta\/models\/([\w.-]+)$/.exec(url) ?? [];
  if (headers['x-goog-api-key'] === undefined) send(response, { kind: 'status', status: 403 });
  else if (/^\/v1beta\/models(?:\?|$)/.test(url))
    sendJson(response, 200, { models: [{ name: 'models/gemini-2.5-flash' }] });
  else if (name === undefined || name === 'gemini-missing') send(response, { kind: 'status', status: 404 });
  else sendJson(response, 200, { name: `models/${name}`, version: '1', displayName: name });
}

/** Keywords of a response schema that Gemini does not know. */
export function unknownKeywords(schema: any): string[] {
  if (schema === undefined || schema === null) return [];
  return [
    ...Object.keys(schema).filter((keyword) => !SCHEMA_KEYWORDS.has(keyword)),
    ...unknownKeywords(schema.items),
    ...Object.values(schema.properties ?? {}).flatMap(unknownKeywords),
  ];
}

function send(response: ServerResponse, reply: GeminiReply): void {
  switch (reply.kind) {
    case 'answer': {
      sendJson(response, 200, candidate(JSON.stringify(reply.answer)));
      return;
    }
    case 'text': {
      sendJson(response, 200, candidate(reply.text));
      return;
    }
    case 'blocked': {
      sendJson(response, 200, { promptFeedback: { blockReason: 'SAFETY', safetyRatings: [] } });
      return;
    }
    case 'safety': {
      sendJson(response, 200, { candidates: [{ index: 0, finishReason: 'SAFETY' }] });
      return;
    }
    case 'no_candidates': {
      sendJson(response, 200, {});
      return;
    }
    case 'broken_body':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"candidates": [');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'status': {
      sendJson(response, reply.status, {
        error: { code: reply.status, message: `refused with ${reply.status}`, details: reply.details ?? [] },
      });
      return;
    }
  }
}

function candidate(text: string): unknown {
  return {
    candidates: [{ index: 0, finishReason: 'STOP', content: { role: 'model', parts: [{ text }] } }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
