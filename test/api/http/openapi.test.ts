import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { createRouter } from '../../../src/api/router.js';
import { apiRoutes } from '../../../src/api/routes.js';
import { PROBLEMS } from '../../../src/api/http/problem.js';
import { withPeople } from '../../support/api/people.js';
import { resolve } from '../../support/api/resolve.js';
import { apiDepsOf } from '../../support/api/serve.js';

const people = withPeople();
const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** The operations, with their parameters and responses in place of references. */
function operations(): { name: string; path: string; operation: any }[] {
  const { document } = people.contract;
  return Object.entries<any>(document.paths).flatMap(([path, item]) =>
    Object.entries<any>(item).map(([method, { parameters = [], responses, ...rest }]) => {
      const operation = {
        ...rest,
        parameters: parameters.map((parameter: any) => resolve(document, parameter)),
        responses: Object.fromEntries(
          Object.entries(responses).map(([status, response]) => [status, resolve(document, response)]),
        ),
      };
      return { name: `${method} ${path}`, path, operation };
    }),
  );
}

/** Every text under this key in a document. */
function valuesOf(value: unknown, key: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).flatMap(([name, text]) =>
    name === key && typeof text === 'string' ? [text] : [],
  );
  return [...own, ...Object.values(value).flatMap((each) => valuesOf(each, key))];
}

/** Public routes that ask for something that may be wrong. */
const PROOFS = [
  'post /api/v1/auth/session',
  '/auth/login',
  '/auth/refresh',
  '/auth/verify-otp',
  '/auth/verify-factor',
  '/auth/reset-password',
];

describe('the OpenAPI document', () => {
  it('names operations as REST does: a verb and a noun, for clients and for readers', () => {
    const verb =
      /^(Create|List|Get|Update|Delete|Merge|Split|Assign|Accept|Decline|Resolve|Close|Reopen|Cancel|Add|Remove|Sign|Request|Reset|Change|Revoke|Complete|Start|Confirm|Erase|Export|Exchange|Resend|Process|Import|Apply|Preview|Redact|Decode|Encode) [A-Za-z]/u;
    const all = operations().map(({ operation }) => operation);
    expect(all.filter(({ summary }) => !verb.test(summary) || summary.length > 60)).toEqual([]);
    const ids: string[] = all.map(({ operationId }) => operationId);
    expect(ids.filter((id) => !/^[a-z]+[A-Z]\w+$/u.test(id) && !/^sign/u.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has the structure of OpenAPI 3.1', () => {
    const { document } = people.contract;
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d+$/u),
      info: { title: 'Holdfast', version: expect.any(String) },
      servers: [{ url: people.holdfast.config.http.publicUrl }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          sessionCookie: { type: 'apiKey', in: 'cookie', name: 'holdfast_session' },
        },
      },
    });
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, path, operation } of operations()) {
      expect(METHODS).toContain(name.split(' ')[0]);
      expect(path).toMatch(/^\//u);
      expect(operation).toMatchObject({
        summary: expect.any(String),
        tags: [expect.any(String)],
        security: expect.any(Array),
      });
      const inPath = operation.parameters.filter((parameter: any) => parameter.in === 'path');
      expect(inPath.map((parameter: any) => `{${parameter.name}}`)).toEqual(path.match(/\{\w+\}/gu) ?? []);
      for (const parameter of operation.parameters) {
        expect(parameter).toMatchObject({ name: expect.any(String), schema: expect.any(Object) });
        if (parameter.in === 'path') expect(parameter.required).toBe(true);
      }
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
      for (const [status, response] of Object.entries<any>(operation.responses)) {
        expect(status).toMatch(/^[2-5]\d\d$/u);
        expect(response.description).toEqual(expect.any(String));
        expect([status, response.content === undefined]).toEqual([status, status === '204']);
      }
    }
  });

  it('refers to nothing that is not there', () => {
    const { document } = people.contract;
    const names = new Set(valuesOf(document, '$ref'));
    expect(names.size).toBeGreaterThan(10);
    for (const name of names) {
      const [, room, section, key] = name.split('/');
      expect([name, document[room!]?.[section!]?.[key!]]).toEqual([name, expect.any(Object)]);
    }
  });

  it('has patterns that other languages can read: no slashes and flags of JavaScript', () => {
    const patterns = valuesOf(people.contract.document, 'pattern');
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of patterns) {
      expect(pattern).not.toMatch(/\/[a-z]+$/u);
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
    }
  });

  it('has exactly the routes of the router', () => {
    const apiDeps = apiDepsOf(people.holdfast);
    const routes = apiRoutes(apiDeps);
    const served = createRouter(routes, apiDeps).stack.flatMap(({ methods, path }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method.toLowerCase()} ${String(path).replaceAll(/:(\w+)/gu, '{$1}')}`),
    );
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(served.sort());
  });

  it('shows an example of every body, which fits its schema', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema(people.contract.document, 'openapi');
    for (const { name, operation } of operations()) {
      const reference: string | undefined = operation.requestBody?.content['application/json']?.schema.$ref;
      const isForm = operation.requestBody?.content['multipart/form-data'] !== undefined;
      if (operation.requestBody === undefined || isForm) continue;
      const { example } = people.contract.document.components.schemas[reference!.split('/').at(-1)!];
      const isFitting = ajv.validate({ $ref: `openapi${reference!}` }, example);
      expect([name, example === undefined, isFitting ? '' : ajv.errorsText()]).toEqual([name, false, '']);
    }
  });

  it('documents every rate limit', () => {
    for (const { name, operation } of operations()) {
      const isHealth = operation.tags.includes('health');
      expect([name, '429' in operation.responses]).toEqual([name, !isHealth]);
      if (!isHealth) expect(operation.responses['503'].description).toContain('`overloaded`');
      for (const [status, { headers = {} }] of Object.entries<any>(operation.responses)) {
        const told = Object.keys(headers).filter((header) => header.startsWith('RateLimit'));
        const isLimited = !isHealth && (Number(status) < 300 || status === '429');
        expect([name, status, told]).toEqual([
          name,
          status,
          isLimited ? ['RateLimit', 'RateLimit-Policy'] : [],
        ]);
        const saysWhen = ['429', '503'].includes(status);
        expect([name, status, 'Retry-After' in headers]).toEqual([name, status, saysWhen]);
      }
    }
  });

  it('declares the statuses of the table of problems only, beside the good ones', () => {
    const known = new Set(Object.values(PROBLEMS).map(({ status }) => String(status)));
    for (const { name, operation } of operations()) {
      const bad = Object.keys(operation.responses).filter((status) => Number(status) >= 400);
      expect([name, bad.filter((status) => !known.has(status))]).toEqual([name, []]);
      const isOfChat = name.includes(' /api/v1/chat');
      const asksWho = operation.security.length > 0 || isOfChat || PROOFS.some((path) => name.endsWith(path));
      expect([name, bad.includes('401')]).toEqual([name, asksWho]);
    }
  });
});
