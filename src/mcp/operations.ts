import { randomUUID } from 'node:crypto';
import { networkOf } from '../domain/network.js';
import { ROUTE_LIMITS, type RatePolicy, type RouteLimits } from '../domain/operations/rate-limits.js';
import type { SignedIn } from '../app/accounts/authenticate.js';
import type { ApiDeps } from '../api/deps.js';
import { answerOnce } from '../api/http/answer-once.js';
import type { AnswerOnce, Route } from '../api/http/route.js';
import { consumeQuota } from '../api/middleware/limit-rate.js';
import { apiRoutes } from '../api/routes.js';

/** The parts of a request that a tool fills in. */
interface OperationRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The version that the assistant has seen. */
  readonly version?: number | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** The assistant's person and address. */
export interface Caller {
  readonly actor: SignedIn;
  readonly address: string;
}

/** Runs an operation of the API, named by its `operationId`, and returns the body of its answer. */
export type CallOperation = (operationId: string, request: OperationRequest) => Promise<unknown>;

/**
 * The operations of the API, without HTTP between.
 * A tool has no rules of its own: the route validates, the use case checks permissions, and the presenter hides what the
 * caller must not read.
 */
export class Operations {
  private readonly routes: ReadonlyMap<string, Route>;
  private readonly once: AnswerOnce;

  constructor(private readonly deps: ApiDeps) {
    this.routes = new Map(apiRoutes(deps).map((route) => [route.operationId, route]));
    this.once = answerOnce(deps);
  }

  /** @throws DomainError as the route, and `too_many_requests` of the route's own limits. */
  callAs({ actor, address }: Caller): CallOperation {
    return async (operationId, { params = {}, query = {}, body = {}, version, idempotencyKey }) => {
      const route = this.routes.get(operationId);
      if (route === undefined) throw new Error(`The API has no operation ${operationId}.`);
      await this.limit(route, actor, address);
      const request = {
        ...{ params, query, body, idempotencyKey, address, actor },
        ifMatch: version === undefined ? undefined : `"${version}"`,
        language: 'en',
        lastEventId: undefined,
        chatToken: undefined,
        prefersCsv: false,
        source: 'mcp',
      } as const;
      const reply = await route.answer(request, this.once);
      return reply.body;
    };
  }

  /** The general limits count the HTTP request. */
  private async limit({ limit }: Route, actor: SignedIn, address: string): Promise<void> {
    const { limits } = this.deps;
    if (limits === null || limit === 'general' || limit === 'none') return;
    const stricter: RouteLimits = ROUTE_LIMITS[limit];
    const consume = async (policy: RatePolicy | undefined, key: string): Promise<void> => {
      if (policy !== undefined) await consumeQuota(limits.limiter, policy, key);
    };
    await consume(stricter.address, networkOf(address));
    await consume(stricter.account, actor.id);
  }
}

/** The id of a call, for the log and for the person who asks about an error. */
export function newCallId(): string {
  return randomUUID();
}
