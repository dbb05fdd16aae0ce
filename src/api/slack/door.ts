import { parse } from '@hapi/bourne';
import { Router } from '@koa/router';
import rawBody from 'raw-body';
import { receiveFromSlack, type ReceivingDeps } from '../../app/slack/receive.js';
import type { SlackRequestKind } from '../../domain/slack/inbox.js';
import { ApiError } from '../http/api-error.js';
import type { ApiContext, ApiState } from '../http/state.js';

/** Slack's largest message is far below. */
const LIMIT = '1mb';

const DOORS: Readonly<Record<string, SlackRequestKind>> = {
  events: 'event',
  commands: 'command',
  interactions: 'interaction',
};

/**
 * The addresses that Slack sends to, at the root and under the API's base path. Slack signs the bytes, so they are read as
 * they come.
 */
export function createSlackDoor(deps: ReceivingDeps): Router<ApiState> {
  const router = new Router<ApiState>();
  for (const base of ['/slack', '/api/v1/slack']) {
    for (const [path, kind] of Object.entries(DOORS)) {
      router.post(`${base}/${path}`, async (ctx) => {
        ctx.state.route = `/slack/${path}`;
        const raw = await read(ctx);
        const answer = await receiveFromSlack(deps, {
          kind,
          raw,
          body: bodyOf(kind, raw),
          timestamp: ctx.get('X-Slack-Request-Timestamp'),
          signature: ctx.get('X-Slack-Signature'),
        });
        ctx.status = 200;
        ctx.body = answer ?? '';
      });
    }
  }
  return router;
}

async function read(ctx: ApiContext): Promise<Buffer> {
  const readAll = () => rawBody(ctx.req, { limit: LIMIT, length: ctx.request.length });
  try {
    const { receive } = ctx.state;
    return await (receive === undefined ? readAll() : receive(readAll));
  } catch (error) {
    ctx.req.resume();
    if (error instanceof ApiError) throw error;
    const isTooLarge = error instanceof Error && 'status' in error && error.status === 413;
    throw new ApiError(
      isTooLarge ? 'payload_too_large' : 'malformed_request',
      isTooLarge ? 'The body is too large. The maximum is 1 mb.' : 'The body cannot be read.',
    );
  }
}

/** Null for what cannot be read: the signature is checked first, and decides on the answer. */
function bodyOf(kind: SlackRequestKind, raw: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    if (kind === 'event') return objectIn(text);
    const form = new URLSearchParams(text);
    return kind === 'interaction' ? objectIn(form.get('payload') ?? '') : Object.fromEntries(form);
  } catch {
    return null;
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  const value: unknown = parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}
