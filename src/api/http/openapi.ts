import {
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { scopesOf, type Action } from '../../domain/access/permissions.js';
import type { ProblemCode } from './api-error.js';
import { idempotencyKeySchema } from './idempotency-key.js';
import { PROBLEMS, problemSchema } from './problem.js';
import type { Route } from './route.js';
import { IF_MATCH_PATTERN } from './versions.js';

const BEARER = 'bearer';
const API_KEY = 'apiKey';

/** What answers say of limits, where limits are not lifted. */
const LIMIT_HEADERS = {
  RateLimit: {
    description: 'What is left of each limit (`r`), and the seconds until it begins anew (`t`).',
    schema: { type: 'string' },
    example: '"account";r=1199;t=42, "address";r=2999;t=42',
  },
  'RateLimit-Policy': {
    description: 'The limits that the request counts for: how many requests (`q`) in how many seconds (`w`).',
    schema: { type: 'string' },
    example: '"account";q=1200;w=60, "address";q=3000;w=60',
  },
} as const;

const RETRY_AFTER = { 'Retry-After': 'Seconds after which the same request may be served.' };

interface Installation {
  readonly version: string;
  readonly publicUrl: string;
}

/** The OpenAPI 3.1 document, made of the schemas that the requests are checked with. */
export function openApiDocument(routes: readonly Route[], { version, publicUrl }: Installation) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', BEARER, {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  registry.registerComponent('securitySchemes', API_KEY, { type: 'apiKey', in: 'header', name: 'X-API-Key' });
  for (const [name, header] of Object.entries(LIMIT_HEADERS)) {
    registry.registerComponent('headers', name, header);
  }
  for (const route of routes) registry.registerPath(operationOf(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version,
      description: 'The help desk that never drops a ticket.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
  });
}

function operationOf(route: Route): RouteConfig {
  const { params, query, body } = route.request;
  return {
    method: route.method,
    path: route.path,
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: route.action === null ? [] : securityOf(route.action),
    ...(route.action === null ? {} : { 'x-permission': route.action }),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...headersOf(route),
      ...(body === undefined
        ? {}
        : {
            body: {
              required: !body.safeParse({}).success,
              content: { 'application/json': { schema: body } },
            },
          }),
    },
    responses: responsesOf(route),
  };
}

/** OpenAPI 3.1 takes the scopes of a key as its roles: all of them are needed. */
function securityOf(action: Action): Record<string, string[]>[] {
  const scopes = scopesOf(action);
  return [{ [BEARER]: [] }, ...(scopes === null ? [] : [{ [API_KEY]: [...scopes] }])];
}

const ifMatch = (demandsVersion: boolean) => ({
  'If-Match': z
    .string()
    .optional()
    .meta({
      description: `The ETag of what is changed, as you know it, or \`*\` for any.${demandsVersion ? ' Required of staff.' : ''}`,
      pattern: IF_MATCH_PATTERN,
      example: '"7"',
    }),
});

const idempotencyKey = {
  'Idempotency-Key': idempotencyKeySchema.optional().meta({
    description:
      'A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`.',
    example: '0b7f6f6a-3f5e-4c0e-9a43-0d5a9d0f7c1e',
  }),
};

function headersOf({ isVersioned, demandsVersion, creates }: Route) {
  if (!isVersioned && !creates) return {};
  const version = isVersioned ? ifMatch(demandsVersion) : {};
  return { headers: z.object({ ...version, ...(creates ? idempotencyKey : {}) }) };
}

function responsesOf(route: Route): RouteConfig['responses'] {
  const limits = route.limit === 'none' ? {} : LIMIT_HEADER_REFERENCES;
  const good = Object.entries(route.responses).map(([status, spec]): [string, ResponseConfig] => {
    const { description, schema, contentType = 'application/json', headers } = spec;
    const content = schema === null ? {} : { content: { [contentType]: { schema } } };
    return [status, { description, headers: { ...headerObjects(headers), ...limits }, ...content }];
  });
  const bad = statusesOf(route.problems).map(([status, codes]): [string, ResponseConfig] => {
    const headers = headerObjects(['429', '503'].includes(status) ? RETRY_AFTER : {});
    return [status, problemResponse(codes, { ...headers, ...limits })];
  });
  return Object.fromEntries([...bad, ...good]);
}

type HeaderObjects = Exclude<NonNullable<ResponseConfig['headers']>, z.ZodObject>;

const LIMIT_HEADER_REFERENCES = Object.fromEntries(
  Object.keys(LIMIT_HEADERS).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);

/** Headers that always come with an answer. */
function headerObjects(headers: Readonly<Record<string, string>> = {}): HeaderObjects {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, required: true, schema: { type: 'string' as const } },
    ]),
  );
}

/** The statuses of the codes, each with all of its codes. */
function statusesOf(codes: readonly ProblemCode[]): [status: string, codes: ProblemCode[]][] {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return statuses.map((status) => [String(status), codes.filter((code) => PROBLEMS[code].status === status)]);
}

function problemResponse(codes: readonly ProblemCode[], headers: HeaderObjects): ResponseConfig {
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('. '),
    headers,
    content: { 'application/problem+json': { schema: problemSchema } },
  };
}
