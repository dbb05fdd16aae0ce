import { createHoldfastClient, type Problem } from '../../src/client/client.js';
import { endSession } from './session-state.js';

/** The API of this host. The session cookie says who calls. */
export const api = createHoldfastClient({ url: location.origin, fetch: (request) => fetch(request) });

/** The API said no, and why. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly problem: Problem,
    readonly retryAfterMs: number | undefined,
  ) {
    super(problem.detail);
  }
}

/** No answer came: the network or the server is away. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Returns the body of a success.
 * @throws ProblemError if the API refuses; UnreachableError if no answer comes
 */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await reached(call);
  if (response.ok) return data as NonNullable<T>;
  if (response.status === 401) endSession();
  throw problemOf(error, response);
}

/** The same where 401 is an answer, and no end of a session: at sign-in. */
export async function openAnswerOf<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await reached(call);
  if (response.ok) return data as NonNullable<T>;
  throw problemOf(error, response);
}

async function reached<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    const answer = await call;
    noteServerTime(answer.response);
    return answer;
  } catch (cause) {
    throw new UnreachableError('No answer', { cause });
  }
}

let serverIsAheadMs = 0;

function noteServerTime({ headers }: Response): void {
  const at = Date.parse(headers.get('Date') ?? '');
  if (!Number.isNaN(at)) serverIsAheadMs = at - Date.now();
}

/** The time of the server, to a second or two: the clock of this machine may be wrong. */
export function serverNow(): number {
  return Date.now() + serverIsAheadMs;
}

/** A proxy in between answers without a problem of ours: then nothing was decided. */
export function problemOf(error: unknown, response: Response): ProblemError | UnreachableError {
  if (!isProblem(error)) return new UnreachableError(`Status ${response.status}`);
  const seconds = Number(response.headers.get('Retry-After'));
  return new ProblemError(error, seconds > 0 ? seconds * 1_000 : undefined);
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error;
}

/** A key that makes a repeated request safe. `randomUUID` is only there on secure origins. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
