import { parse } from '@hapi/bourne';
import type { ApiMiddleware } from '../http/state.js';
import { receiveBody } from './receive-body.js';

/** Room for a description of 20,000 characters in any script and any escaping, with some margin. */
const JSON_BODY = {
  types: ['application/json'],
  limit: '1mb',
  advice: 'as JSON: Content-Type: application/json',
};

/** RFC 8259 allows any value at the top; here it is an object or a list. */
const STRUCTURE = /^[\x20\t\n\r]*[[{]/u;

/** Matches each escape of a text. Group 1 is a surrogate half without its other half. */
const ESCAPES =
  /\\(?:u[dD][89abAB][\dA-Fa-f]{2}\\u[dD][c-fC-F][\dA-Fa-f]{2}|(u[dD][89a-fA-F][\dA-Fa-f]{2})|[^])/gu;

/** Parses the body as JSON on every route. Other types are rejected unread. An empty body becomes `{}`. */
export const readJsonBody: ApiMiddleware = async (ctx, next) => {
  ctx.request.body = await receiveBody(ctx, JSON_BODY, (text) => (text === '' ? {} : parseStructure(text)));
  await next();
};

function parseStructure(text: string): unknown {
  if (!STRUCTURE.test(text)) throw new SyntaxError('it is neither a JSON object nor a list');
  // RFC 7493 §2.1: no text in any encoding can hold one, so what is kept would not be what was sent.
  for (const [, half] of text.matchAll(ESCAPES)) {
    if (half !== undefined) throw new SyntaxError(`\\${half} is an unpaired surrogate`);
  }
  return parse(text);
}
