import { setTimeout as delay } from 'node:timers/promises';

/** How a request ended, for somebody who asks as long as it makes sense. */
export type Outcome =
  /** It was acknowledged. */
  | { readonly kind: 'done'; readonly status: number; readonly body: any }
  /** It was refused with the first answer that there was. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  /** An answer was lost, and none that would tell came after it. */
  | { readonly kind: 'unknown' };

export interface Call {
  readonly method: string;
  readonly path: string;
  /** A form is sent as one, everything else as JSON. */
  readonly body?: object;
  /** With it the request may be repeated as often as it takes. */
  readonly idempotencyKey?: string;
}

const ANSWER_MS = 10_000;
const PATIENCE_MS = 180_000;

/** Asks one API or the other, as a client of good manners does: again after what may pass, with the same key. */
export class Caller {
  private turn = 0;

  constructor(
    private readonly urls: readonly string[],
    private readonly token: string,
  ) {}

  async call(call: Call): Promise<Outcome> {
    const until = Date.now() + PATIENCE_MS;
    let isLost = false;
    while (Date.now() < until) {
      const answer = await this.ask(call);
      if (answer === null) isLost = true;
      else if (answer.status < 300) return { kind: 'done', ...answer };
      else if (answer.status >= 500) isLost = true;
      else if (!isPassing(answer)) {
        return isLost && call.idempotencyKey === undefined
          ? { kind: 'unknown' }
          : { kind: 'refused', status: answer.status, code: String(answer.body?.code) };
      }
      await delay(200 + Math.random() * 500);
    }
    return { kind: 'unknown' };
  }

  private async ask({
    method,
    path,
    body,
    idempotencyKey,
  }: Call): Promise<{ status: number; body: any } | null> {
    this.turn += 1;
    const isForm = body instanceof FormData;
    const url = `${this.urls[this.turn % this.urls.length]}/api/v1${path}`;
    try {
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          'if-match': '*',
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return null;
    }
  }
}

/** Somebody else was faster, or is still at it. */
function isPassing({ status, body }: { readonly status: number; readonly body: any }): boolean {
  return status === 412 || status === 429 || (status === 409 && body?.code === 'request_in_progress');
}
