import { createHash } from 'node:crypto';
import { z } from 'zod';
import { unreachable } from '../../domain/errors.js';
import { networkOf } from '../../domain/network.js';
import type { GrantedClaim, IdempotencyClaim } from '../../ports/operations/idempotency.js';
import { ApiError } from './api-error.js';
import { canonicalJson } from './canonical-json.js';
import type { ApiDeps } from '../deps.js';
import { idempotencyKey } from './idempotency-key.js';
import { toProblem } from './problem.js';
import type { AnswerOnce, RawRequest, Reply } from './route.js';

export type AnswerOnceDeps = Pick<ApiDeps, 'idempotency' | 'sealer' | 'clock' | 'newId' | 'logger'>;

type Create = (newResourceId: string) => Promise<Reply>;

/** Long past what creating takes. A run that is slower is joined by the next, which does no harm: see `creates`. */
const LOCK_MS = 5_000;
const REMEMBER_MS = 24 * 60 * 60 * 1000;
/** In most cases the first request has finished by then. */
const RETRY_AFTER_SECONDS = 1;

const replySchema = z.object({
  status: z.int(),
  body: z.unknown(),
  headers: z.record(z.string(), z.string()),
});

/**
 * Makes create requests with an `Idempotency-Key` safe to repeat.
 * The record of a key is written before the request runs, and holds the id for the new resource. A repeat therefore
 * creates nothing twice, even if the first run crashed between its commit and its response.
 */
export function answerOnce(deps: AnswerOnceDeps): AnswerOnce {
  return async (operation, raw, create) => {
    const key = idempotencyKey(raw.idempotencyKey);
    if (key === undefined) return create(deps.newId());
    const request = toClaim(deps, operation, raw, key);
    const outcome = await deps.idempotency.claim(request);
    switch (outcome.state) {
      case 'claimed':
        return carryOut(deps, outcome.claim, create);
      case 'answered':
        return replay(deps.sealer.open(outcome.answer, request.id));
      case 'running':
        throw new ApiError(
          'request_in_progress',
          'The first request with this key is still in progress. Try again later.',
          {
            'Retry-After': String(RETRY_AFTER_SECONDS),
          },
        );
      case 'mismatch':
        throw new ApiError(
          'idempotency_mismatch',
          'This Idempotency-Key was used with another body. Use a new key for a new request.',
        );
      default:
        return unreachable(outcome);
    }
  };
}

/**
 * Scopes a key to its caller, because two people, or two API keys of one person, may choose the same key.
 * A caller without an account is identified by network only: callers on other networks cannot get the response or
 * block the key.
 */
function toClaim(deps: AnswerOnceDeps, operation: string, raw: RawRequest, key: string): IdempotencyClaim {
  const now = deps.clock.now();
  const caller = callerOf(raw);
  const id = createHash('sha256')
    .update(canonicalJson([caller, operation, raw.params, key]))
    .digest('base64url');
  return {
    id,
    requestHash: deps.sealer.fingerprint(canonicalJson([id, raw.body])),
    resourceId: deps.newId(),
    now,
    lockedUntil: new Date(now.getTime() + LOCK_MS),
    expiresAt: new Date(now.getTime() + REMEMBER_MS),
  };
}

/** A conversation is its own caller, whatever network it is continued from. */
function callerOf({ actor, address, chatToken }: RawRequest): readonly unknown[] {
  if (chatToken !== undefined) return ['chat', chatToken];
  return actor === undefined ? ['public', networkOf(address)] : [actor.id, actor.scopes ?? null];
}

async function carryOut(deps: AnswerOnceDeps, claim: GrantedClaim, create: Create): Promise<Reply> {
  let reply: Reply;
  try {
    reply = await create(claim.resourceId);
  } catch (error) {
    await note(deps, claim, () =>
      createdNothing(claim, error) ? deps.idempotency.forget(claim) : deps.idempotency.unlock(claim),
    );
    throw error;
  }
  // Sealed, because answers may hold what is shown once only, such as API keys.
  const answer = deps.sealer.seal(JSON.stringify(reply), claim.id);
  await note(deps, claim, () => deps.idempotency.settle(claim, answer));
  return reply;
}

/**
 * True if the request certainly created nothing.
 * A rejection releases the key, so the corrected request may use it. After any other error, or a run whose progress
 * is unknown, the resource may exist: the record and its id are kept.
 */
function createdNothing(claim: GrantedClaim, error: unknown): boolean {
  return claim.isFirst && toProblem(error, '').status < 500;
}

/**
 * The request has completed, so its result is returned even if recording it fails.
 * A repeat runs it again.
 */
async function note(deps: AnswerOnceDeps, claim: GrantedClaim, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    deps.logger.warn({ err: error, idempotency_record: claim.id }, 'request outcome not recorded');
  }
}

function replay(answer: string): Reply {
  const { status, body, headers } = replySchema.parse(JSON.parse(answer));
  return { status, body, headers: { ...headers, 'Idempotency-Replayed': 'true' } };
}
