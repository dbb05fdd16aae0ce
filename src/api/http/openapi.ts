import {
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { scopesOf } from '../../domain/access/permissions.js';
import { idempotencyKeySchema } from './idempotency-key.js';
import type { OpenApiDocument } from './openapi-types.js';
import { problemSchema } from './problem.js';
import { problemReferences, problemResponses } from './problem-responses.js';
import { headersOf, LIMIT_HEADERS } from './response-headers.js';
import type { Route } from './route.js';
import { parameterName, shareParameters } from './shared-parameters.js';
import { sessionCookieName } from './session-cookie-name.js';
import { IF_MATCH_PATTERN } from './versions.js';

const BEARER = 'bearer';
const API_KEY = 'apiKey';
const COOKIE = 'sessionCookie';

interface Installation {
  readonly version: string;
  readonly publicUrl: string;
  /** The name of the desk; that of the product if omitted. */
  readonly title?: string;
}

/**
 * The OpenAPI 3.1 document, made of the schemas that the requests are checked with.
 * `registerMore` adds what is no route, such as the webhooks that Holdfast sends.
 */
export function openApiDocument(
  routes: readonly Route[],
  { version, publicUrl, title = 'Holdfast' }: Installation,
  registerMore: (registry: OpenAPIRegistry) => void = () => undefined,
): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', BEARER, {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  registry.registerComponent('securitySchemes', API_KEY, { type: 'apiKey', in: 'header', name: 'X-API-Key' });
  registry.registerComponent('securitySchemes', COOKIE, {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookieName(publicUrl),
    description: 'For pages of this site. Changes must come from one of them.',
  });
  for (const [name, header] of Object.entries(LIMIT_HEADERS)) {
    registry.registerComponent('headers', name, header);
  }
  const problems = problemResponses(routes);
  for (const [name, response] of Object.entries(problems)) {
    registry.registerComponent('responses', name, response);
  }
  for (const route of routes) registry.registerPath(operationOf(route, problemReferences(route, problems)));
  registerMore(registry);
  const definitions = [{ type: 'schema' as const, schema: problemSchema }, ...registry.definitions];
  const document = new OpenApiGeneratorV31(definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title,
      version,
      description: 'The help desk that never drops a ticket.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
  });
  return shareParameters(document);
}

type Responses = RouteConfig['responses'];

function operationOf(route: Route, problems: Responses): RouteConfig {
  const { params, query, body } = route.request;
  return {
    method: route.method,
    path: route.path,
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: securityOf(route),
    ...(route.action === null ? {} : { 'x-permission': route.action }),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...requestHeadersOf(route),
      ...(body === undefined
        ? {}
        : {
            body: {
              required: !body.safeParse({}).success,
              content: { [route.isUpload ? 'multipart/form-data' : 'application/json']: { schema: body } },
            },
          }),
    },
    responses: { ...problems, ...successesOf(route) },
  };
}

/** OpenAPI 3.1 takes the scopes of a key as its roles: all of them are needed. */
function securityOf({ action, admitsVisitors }: Route): Record<string, string[]>[] {
  if (action === null) return [];
  const scopes = scopesOf(action);
  return [
    ...(admitsVisitors ? [{}] : []),
    { [BEARER]: [] },
    ...(scopes === null ? [] : [{ [API_KEY]: [...scopes] }]),
    { [COOKIE]: [] },
  ];
}

const ifMatch = (demandsVersion: boolean) => ({
  'If-Match': z
    .string()
    .optional()
    .meta({
      description: `The ETag of the version that you know, or \`*\` for any version.${demandsVersion ? ' Required for staff.' : ''}`,
      pattern: IF_MATCH_PATTERN,
      example: '"7"',
      ...parameterName(demandsVersion ? 'StaffIfMatch' : 'IfMatch'),
    }),
});

const idempotencyKey = {
  'Idempotency-Key': idempotencyKeySchema.optional().meta({
    description:
      'A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`.',
    example: '0b7f6f6a-3f5e-4c0e-9a43-0d5a9d0f7c1e',
    ...parameterName('IdempotencyKey'),
  }),
};

const chatToken = {
  'X-Chat-Token': z.string().meta({
    description: 'The token of the conversation, from `POST /chat/tokens`',
    ...parameterName('ChatTokenHeader'),
  }),
};

function requestHeadersOf({ isVersioned, demandsVersion, creates, usesChatToken }: Route) {
  if (!isVersioned && !creates && !usesChatToken) return {};
  const version = isVersioned ? ifMatch(demandsVersion) : {};
  const token = usesChatToken ? chatToken : {};
  return { headers: z.object({ ...version, ...token, ...(creates ? idempotencyKey : {}) }) };
}

function successesOf(route: Route): Responses {
  const successes = Object.entries(route.responses).map(([status, spec]): [string, ResponseConfig] => {
    const { description, schema, contentType = 'application/json', headers = {} } = spec;
    const csv = spec.isAlsoCsv === true ? { 'text/csv': { schema: z.string() } } : {};
    const types = typeof contentType === 'string' ? [contentType] : contentType;
    const bodies = Object.fromEntries(types.map((type) => [type, { schema: schema ?? z.never() }]));
    const content = schema === null ? {} : { content: { ...bodies, ...csv } };
    return [status, { description, headers: headersOf(headers, route.limit !== 'none'), ...content }];
  });
  return Object.fromEntries(successes);
}
