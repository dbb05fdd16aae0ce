import type { ApiMiddleware } from '../http/state.js';
import { receiveBody } from './receive-body.js';

const FORM = 'application/x-www-form-urlencoded';
const ADVICE = `as a form: Content-Type: ${FORM}`;

/**
 * Reads a form as browsers send it: one text per field, or several if the field repeats.
 * `alsoTakes` names another content type that is read as a form without fields.
 */
export function formReader(limit: string, alsoTakes: readonly string[] = []): ApiMiddleware {
  const kind = { types: [FORM, ...alsoTakes], limit, advice: ADVICE };
  return async (ctx, next) => {
    const isForm = ctx.request.type.toLowerCase() === FORM;
    ctx.request.body = await receiveBody(ctx, kind, (text) => (isForm ? parseForm(text) : {}));
    await next();
  };
}

/**
 * A name with brackets, which some programs read as a list or an object, never makes one text.
 * @throws URIError where the percent-encoding is malformed, or not of UTF-8
 */
function parseForm(text: string): Readonly<Record<string, string | readonly string[]>> {
  const fields = new Map<string, string[]>();
  const lists = new Set<string>();
  for (const pair of text.split('&').filter((each) => each !== '')) {
    const at = pair.indexOf('=');
    const [name = '', ...brackets] = decode(at < 0 ? pair : pair.slice(0, at)).split('[');
    const values = fields.get(name) ?? [];
    values.push(at < 0 ? '' : decode(pair.slice(at + 1)));
    fields.set(name, values);
    if (brackets.length > 0 || values.length > 1) lists.add(name);
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, lists.has(name) ? values : (values[0] ?? '')]),
  );
}

function decode(part: string): string {
  return decodeURIComponent(part.replaceAll('+', ' '));
}
