import { answerOf, newIdempotencyKey } from '../../../app/api.js';

interface Request {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** For `If-Match`. */
  readonly version?: number | undefined;
  readonly signal?: AbortSignal;
  /** Makes a repeated creation safe. */
  readonly key?: string;
}

/**
 * Calls the API by a path that a `Resource` names. A test compares those with the OpenAPI document.
 * @throws ProblemError if the API refuses; UnreachableError if no answer comes
 */
export function call(path: string, { method = 'GET', body, version, signal, key }: Request = {}) {
  return answerOf(
    (async () => {
      const response = await fetch(path, {
        method,
        headers: {
          Accept: 'application/json',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
          ...(method === 'POST' ? { 'Idempotency-Key': key ?? newIdempotencyKey() } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
      const answer: unknown = response.status === 204 ? {} : await response.json().catch(() => undefined);
      return response.ok ? { data: answer, response } : { error: answer, response };
    })(),
  );
}

/** Adds parameters to a path, which may have some, without those that are empty. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const [plain = '', fixed] = path.split('?');
  const search = new URLSearchParams(fixed);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return text === '' ? plain : `${plain}?${text}`;
}
