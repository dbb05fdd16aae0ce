import type { ProblemCode } from './api-error.js';
import type { Headers, ResponseComponent } from './openapi-types.js';
import { PROBLEMS, type ProblemStatus } from './problem.js';
import { headersOf } from './response-headers.js';
import type { Route } from './route.js';

/** What the document calls the response with the problems of a status. */
const NAMES: Readonly<Record<ProblemStatus, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'PreconditionFailed',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  416: 'RangeNotSatisfiable',
  422: 'ValidationFailed',
  428: 'PreconditionRequired',
  429: 'TooManyRequests',
  500: 'InternalError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
};

const RETRY_AFTER = { 'Retry-After': 'Seconds to wait before you send the request again.' };
const CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** The table's order, so that the same codes always read alike. */
const ORDER = Object.keys(PROBLEMS);

type Reference = Extract<ResponseComponent, { readonly $ref: string }>;
type ProblemResponses = Readonly<Record<string, ResponseComponent>>;

/** The responses that all routes share: one for each status, with every code that some route may answer with. */
export function problemResponses(routes: readonly Route[]): ProblemResponses {
  const codes = routes.flatMap(({ problems }) => problems);
  const components = byStatus(codes).map(([status, own]): [string, ResponseComponent] => [
    NAMES[status],
    { description: describeCodes(own), headers: headersOfStatus(status), content: CONTENT },
  ]);
  return Object.fromEntries(components);
}

/** A route's problems by status: references, with the route's own codes where these are fewer. */
export function problemReferences(
  route: Route,
  responses: ProblemResponses,
): Readonly<Record<string, Reference>> {
  const references = byStatus(route.problems).map(([status, codes]): [number, Reference] => {
    const name = NAMES[status];
    const description = describeCodes(codes);
    const isWhole = responses[name]?.description === description;
    return [status, { $ref: `#/components/responses/${name}`, ...(isWhole ? {} : { description }) }];
  });
  return Object.fromEntries(references);
}

/** Limits are declared where they refuse: generators write code for every header of every response. */
function headersOfStatus(status: ProblemStatus): Headers {
  return headersOf(status === 429 || status === 503 ? RETRY_AFTER : {}, status === 429);
}

function byStatus(codes: readonly ProblemCode[]): (readonly [ProblemStatus, readonly ProblemCode[]])[] {
  const sorted = [...new Set(codes)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  const statuses = [...new Set(sorted.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return statuses.map((status) => [status, sorted.filter((code) => PROBLEMS[code].status === status)]);
}

function describeCodes(codes: readonly ProblemCode[]): string {
  return codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('. ');
}
