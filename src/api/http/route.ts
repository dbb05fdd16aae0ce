import { z } from 'zod';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { Language } from '../../domain/languages.js';
import { isStaff, type Action } from '../../domain/access/permissions.js';
import type { RouteLimit } from '../../domain/operations/rate-limits.js';
import { ApiError, type ProblemCode } from './api-error.js';
import { faultsOf, wording } from './faults.js';
import { expectedVersion } from './versions.js';
import type { SignedIn } from '../../app/accounts/authenticate.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The parts of a request that a route reads. What has no schema here is not read. */
type RequestShape = { params?: z.ZodObject; query?: z.ZodObject; body?: z.ZodType };

interface ResponseSpec {
  readonly description: string;
  /** Null for an answer without a body (204). */
  readonly schema: z.ZodType | null;
  /** Content types of a response body that is not JSON. */
  readonly contentType?: string | readonly string[];
  /** True where a client can ask for CSV in place of JSON. */
  readonly isAlsoCsv?: true;
  /** Headers that come with it, by what they mean. */
  readonly headers?: Readonly<Record<string, string>>;
}

type Responses = Readonly<Record<number, ResponseSpec>>;

type BodyOf<R extends ResponseSpec> =
  | (R['schema'] extends z.ZodType ? z.input<R['schema']> : null)
  | (R extends { readonly isAlsoCsv: true } ? string : never);

/** A declared status with a body that fits its schema. */
type ReplyOf<R extends Responses> = {
  [S in keyof R & number]: {
    readonly status: S;
    readonly body: BodyOf<R[S]>;
    readonly headers: Readonly<Record<string, string>>;
  };
}[keyof R & number];

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer. By this function and not as a literal, so that the compiler keeps the status as the number it is. */
export function reply<const S extends number, B>(
  status: S,
  body: B,
  headers: Readonly<Record<string, string>> = {},
) {
  return { status, body, headers };
}

interface Visitor {
  /** The address that the request came from, as far as proxies may be believed. */
  readonly address: string;
  /** From `If-Match`, on routes that change a version; undefined when the client takes any. */
  readonly expectedVersion: number | undefined;
  /** The one of ours that the client's `Accept-Language` prefers; English without any. */
  readonly language: Language;
  /** From `Last-Event-ID`, of a stream that reconnects. */
  readonly lastEventId: string | undefined;
  /** From `Range`, of a client that wants a part. */
  readonly range: string | undefined;
  /** From `X-Chat-Token`, on routes of the chat. */
  readonly chatToken: string | undefined;
  /** True if `Accept` prefers CSV to JSON. */
  readonly prefersCsv: boolean;
  /** The channel of a ticket that this request creates. */
  readonly source: 'api' | 'mcp';
}

interface Caller extends Visitor {
  readonly actor: SignedIn;
}

/** A person who is signed in, or a visitor. */
interface Reader extends Visitor {
  readonly actor: SignedIn | null;
}

interface NewResource {
  /** The id for the new resource. A repeat with the same `Idempotency-Key` gets the same id. */
  readonly newResourceId: string;
}

/** Everything that a route declares except its handler. */
interface Form<S extends RequestShape, R extends Responses> {
  readonly method: Method;
  /** Path with parameters in braces: `/tickets/{ticket}`. */
  readonly path: string;
  readonly tag: string;
  /** Name in generated clients: verb + noun. Never changed after a release. */
  readonly operationId: string;
  /** One line by REST convention: Create, List, Get, Update or Delete + noun. */
  readonly summary: string;
  readonly description?: string;
  readonly request: S;
  readonly responses: R;
  /** Error codes of this route. Those that its kind implies are added. */
  readonly problems?: readonly ProblemCode[];
  /** True if `If-Match` names the version to change. */
  readonly isVersioned?: boolean;
  /**
   * True if staff must send `If-Match`, because two of them could overwrite each other; `*` matches any version.
   */
  readonly demandsVersion?: boolean;
  /** True if the body is a file in a multipart form. */
  readonly isUpload?: boolean;
  /** True if the token of a conversation is sent as `X-Chat-Token`. */
  readonly usesChatToken?: boolean;
  /** A stricter limit beside the general ones; `none` for what must always be answered. */
  readonly limit?: RouteLimit | 'none';
  /** Faults that only the use case can tell, for a body that does not fit the schema: all are named at once. */
  readonly moreFaults?: (body: unknown) => Promise<readonly FieldFault[]>;
}

type Handle<S extends RequestShape, R extends Responses, C> = (
  input: z.output<z.ZodObject<S>>,
  caller: C,
) => Promise<ReplyOf<R>>;

interface PlainDefinition<S extends RequestShape, R extends Responses, C> extends Form<S, R> {
  readonly creates?: false;
  readonly handle: Handle<S, R, C>;
}

/**
 * A route that creates a resource accepts an `Idempotency-Key`.
 * It succeeds or throws, and creates the resource once, under `newResourceId`. A second run with the same id finds
 * the result of the first.
 */
interface CreatingDefinition<S extends RequestShape, R extends Responses, C> extends Form<S, R> {
  readonly creates: true;
  readonly handle: Handle<S, R, C & NewResource>;
}

type Definition<S extends RequestShape, R extends Responses, C> =
  | PlainDefinition<S, R, C>
  | CreatingDefinition<S, R, C>;

/**
 * A route that requires sign-in names its permission.
 * The use case checks it, and the documentation lists it.
 */
type ProtectedDefinition<S extends RequestShape, R extends Responses> = Definition<S, R, Caller> & {
  readonly action: Action;
};

/** A request as it came in, unchecked. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly idempotencyKey: string | readonly string[] | undefined;
  readonly address: string;
  /** Of ours, the one that `Accept-Language` prefers. */
  readonly language: Language;
  readonly lastEventId: string | undefined;
  readonly range?: string | undefined;
  readonly chatToken: string | undefined;
  readonly prefersCsv: boolean;
  /** `api` if absent. */
  readonly source?: 'api' | 'mcp';
  readonly actor: SignedIn | undefined;
}

/**
 * Runs a create request with the id for its resource, or repeats the response of an equal earlier request.
 * `operation` names the route.
 */
export type AnswerOnce = (
  operation: string,
  raw: RawRequest,
  create: (newResourceId: string) => Promise<Reply>,
) => Promise<Reply>;

/** One route: what the router serves and what the OpenAPI document says, from the same definition. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string | undefined;
  /** The right that the caller needs; null for what anybody may ask. */
  readonly action: Action | null;
  /** True if the right is asked of people with a credential only. */
  readonly admitsVisitors: boolean;
  readonly isVersioned: boolean;
  readonly demandsVersion: boolean;
  readonly creates: boolean;
  readonly isUpload: boolean;
  readonly usesChatToken: boolean;
  /** The limits that count the request: the general ones, a stricter one in addition, or none. */
  readonly limit: RouteLimit | 'general' | 'none';
  readonly request: RequestShape;
  readonly responses: Responses;
  readonly problems: readonly ProblemCode[];
  /** @throws DomainError `invalid_input` naming every fault; what the use case throws. */
  readonly answer: (raw: RawRequest, once: AnswerOnce) => Promise<Reply>;
}

/** A route for everybody who is signed in; what they may do there is for the use case to say. */
export function route<S extends RequestShape, R extends Responses>(
  definition: ProtectedDefinition<S, R>,
): Route {
  return toRoute(definition, definition.action, (raw) => {
    if (raw.actor === undefined) throw new DomainError('unauthenticated', 'Sign in first.');
    return { actor: raw.actor };
  });
}

/** A route for people with and without sign-in. A credential that is sent must be valid. */
export function openRoute<S extends RequestShape, R extends Responses>(
  definition: Definition<S, R, Reader> & { readonly action: Action },
): Route {
  const { action } = definition;
  return { ...toRoute(definition, action, ({ actor = null }) => ({ actor })), admitsVisitors: true };
}

/** Defines a route that needs no authentication. */
export function publicRoute<S extends RequestShape, R extends Responses>(
  definition: Definition<S, R, Visitor>,
): Route {
  return toRoute(definition, null, () => ({}));
}

function toRoute<S extends RequestShape, R extends Responses, C>(
  definition: Definition<S, R, C & Visitor>,
  action: Action | null,
  admit: (raw: RawRequest) => C,
): Route {
  const {
    method,
    path,
    tag,
    operationId,
    summary,
    description,
    request,
    responses,
    isVersioned = false,
    demandsVersion = false,
    creates = false,
    isUpload = false,
    usesChatToken = false,
    limit = 'general',
  } = definition;
  const schema = z.object(request);
  return {
    method,
    path,
    tag,
    operationId,
    summary,
    description,
    action,
    admitsVisitors: false,
    isVersioned,
    demandsVersion,
    creates,
    isUpload,
    usesChatToken,
    limit,
    request,
    responses,
    problems: [
      ...new Set([
        ...(definition.problems ?? []),
        ...problemsOfForm(request, action === null, isVersioned),
        ...(creates ? PROBLEMS_OF_CREATING : []),
        ...(demandsVersion ? (['version_required'] as const) : []),
        ...(limit === 'none' ? [] : (['too_many_requests', 'overloaded'] as const)),
      ]),
    ],
    async answer(raw, once) {
      const caller = {
        ...admit(raw),
        address: raw.address,
        language: raw.language,
        lastEventId: raw.lastEventId,
        range: raw.range,
        chatToken: raw.chatToken,
        prefersCsv: raw.prefersCsv,
        source: raw.source ?? ('api' as const),
        expectedVersion: isVersioned ? expectedVersion(raw.ifMatch) : undefined,
      };
      const input = await read(schema, raw, definition.moreFaults);
      if (demandsVersion) requireVersion(raw);
      if (definition.creates !== true) return definition.handle(input, caller);
      return once(`${method} ${path}`, raw, (newResourceId) =>
        definition.handle(input, { ...caller, newResourceId }),
      );
    },
  };
}

/**
 * Requesters change only their own data and overwrite no other person's.
 * Staff may edit the same ticket.
 */
function requireVersion({ actor, ifMatch }: RawRequest): void {
  if (actor === undefined || !isStaff(actor.role) || ifMatch !== undefined) return;
  throw new ApiError(
    'version_required',
    'Send the ETag of the resource as If-Match, so that you do not overwrite a change that you have not seen. Use * for any version.',
  );
}

async function read<T>(
  schema: z.ZodType<T>,
  raw: RawRequest,
  moreFaults: Form<RequestShape, Responses>['moreFaults'],
): Promise<T> {
  const parsed = schema.safeParse(raw, { error: wording });
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error);
  const others = (await moreFaults?.(raw.body)) ?? [];
  throw new DomainError('invalid_input', 'Some of the input is not valid. The errors list every fault.', {
    faults: [...faults, ...others.filter(({ path }) => faults.every((fault) => fault.path !== path))],
  });
}

const PROBLEMS_OF_CREATING = [
  'malformed_request',
  'request_in_progress',
  'idempotency_mismatch',
  'unavailable',
] as const;

function problemsOfForm(shape: RequestShape, isPublic: boolean, isVersioned: boolean): ProblemCode[] {
  const withBody = [
    'malformed_request',
    'payload_too_large',
    'unsupported_media_type',
    'invalid_input',
  ] as const;
  return [
    ...(shape.body === undefined ? [] : withBody),
    ...(shape.query === undefined ? [] : (['invalid_input'] as const)),
    ...(isPublic ? [] : (['unauthenticated', 'forbidden', 'unavailable'] as const)),
    ...(isVersioned ? (['malformed_request', 'version_conflict'] as const) : []),
    'internal_error',
  ];
}
