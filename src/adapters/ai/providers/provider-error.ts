import { DomainError } from '../../../domain/errors.js';

/** What a provider's refusal says, as far as it may be passed on. */
interface Refusal {
  /** The provider's name for people. */
  readonly name: string;
  /** The HTTP status; undefined without an answer. */
  readonly status: number | undefined;
  /** The provider's code for the fault; anything but a short code is dropped. */
  readonly reason?: unknown;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * Returns the error of a failed request.
 * The SDK's error is never its cause: the message repeats the server's words, which may repeat ours, and errors are
 * written to logs and Temporal's history.
 */
export function providerError({ name, status, reason, retryAfterSeconds }: Refusal): DomainError {
  if (status === undefined) return new DomainError('model_unavailable', `${name} could not be reached`);
  const code = isCode(reason) ? ` (${reason})` : '';
  const message = `${name} answered with status ${status}${code}`;
  if (!isPassing(status)) return new DomainError('model_rejected', message);
  return new DomainError(
    'model_unavailable',
    message,
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  );
}

function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** One word, such as `API_KEY_INVALID` or `model_not_found`: nothing that could quote a ticket or a key. */
function isCode(reason: unknown): reason is string {
  return typeof reason === 'string' && /^[A-Za-z]+(?:_[A-Za-z]+){0,6}$/u.test(reason) && reason.length <= 63;
}

const MAX_RETRY_AFTER_SECONDS = 86_400;

/** Reads `Retry-After` (RFC 9110 §10.2.3): seconds or a date. Undefined if it is absent or faulty. */
export function retryAfterOf(headers: Headers | undefined, now = Date.now()): number | undefined {
  const given = headers?.get('retry-after')?.trim() ?? '';
  const seconds = /^\d{1,9}(?:\.\d{1,9})?$/u.test(given) ? Number(given) : (Date.parse(given) - now) / 1_000;
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(Math.ceil(seconds), MAX_RETRY_AFTER_SECONDS);
}
