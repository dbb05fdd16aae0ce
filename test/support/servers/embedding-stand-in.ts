import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listenLocally, readJson } from './json-server.js';

/** What the next request gets; by default a vector of the wanted dimensions for each text. */
export interface EmbeddingReply {
  readonly status?: number;
  readonly retryAfter?: string;
  /** Of the vectors. */
  readonly dimensions?: number;
  /** Vectors that are left out. */
  readonly missing?: number;
  readonly isZero?: boolean;
}

/** Speaks `POST /v1/embeddings` of OpenAI and `:batchEmbedContents` of Gemini, and refuses wrong requests. */
export async function startEmbeddingStandIn(usual: { readonly dimensions: number }) {
  const requests: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: any }[] = [];
  const replies: EmbeddingReply[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const path = request.url ?? '';
      requests.push({ path, headers: request.headers, body });
      const isGemini = path.endsWith(':batchEmbedContents');
      const texts = isGemini ? textsOfGemini(body) : textsOfOpenAi(path, request.headers, body);
      const reply = replies.shift() ?? {};
      const status = texts === null ? 400 : (reply.status ?? 200);
      const headers = {
        'content-type': 'application/json',
        ...(reply.retryAfter === undefined ? {} : { 'retry-after': reply.retryAfter }),
      };
      const vectors = (texts ?? [])
        .slice(reply.missing ?? 0)
        .map((text, place) => vectorOf(text, place, reply));
      const answer = isGemini ? { embeddings: vectors.map((values) => ({ values })) } : openAiAnswer(vectors);
      response.writeHead(status, headers).end(JSON.stringify(status === 200 ? answer : refusalOf(status)));
    });
  });
  const vectorOf = (text: string, place: number, { dimensions = usual.dimensions, isZero }: EmbeddingReply) =>
    Array.from({ length: dimensions }, (_, column) =>
      isZero === true ? 0 : column === (text.length + place) % dimensions ? 3 : 0.5,
    );
  return {
    ...(await listenLocally(server)),
    requests,
    script: (...next: readonly EmbeddingReply[]) => void replies.push(...next),
  };
}

function textsOfGemini(body: any): readonly string[] | null {
  if (!Array.isArray(body?.requests)) return null;
  return body.requests.map((one: any) => one.content.parts[0].text);
}

function textsOfOpenAi(path: string, headers: IncomingHttpHeaders, body: any): readonly string[] | null {
  const isRight =
    path === '/v1/embeddings' &&
    /^Bearer \S+$/.test(headers.authorization ?? '') &&
    Array.isArray(body.input) &&
    body.input.every((text: unknown) => typeof text === 'string' && text !== '');
  return isRight ? body.input : null;
}

/** In another order than the texts, as servers may. */
function openAiAnswer(vectors: readonly (readonly number[])[]) {
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse();
  return { object: 'list', model: 'x', data, usage: { prompt_tokens: 7, total_tokens: 7 } };
}

function refusalOf(status: number) {
  return { error: { code: status, message: `refused with ${status}`, status: 'REFUSED', details: [] } };
}
