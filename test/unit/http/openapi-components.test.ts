import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openApiDocument } from '../../../src/api/http/openapi.js';
import { publicRoute, reply } from '../../../src/api/http/route.js';
import { parameterName } from '../../../src/api/http/shared-parameters.js';

/**
 * Generators write a type, and code that reads it, for every shape that stands in the document; so what repeats has a
 * name. And they read some forms only: `npm run clients` tries two of them.
 */
const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const { schemas, responses, parameters } = document.components;

interface Place {
  readonly at: string;
  readonly part: any;
}

/** Every object below a place, but for examples. */
function objectsIn(part: any, at: string): Place[] {
  if (typeof part !== 'object' || part === null) return [];
  const below = Object.entries(part)
    .filter(([key]) => key !== 'example')
    .flatMap(([key, value]) => objectsIn(value, `${at}/${key}`));
  return Array.isArray(part) ? below : [{ at, part }, ...below];
}

const all = ['paths', 'webhooks', 'components'].flatMap((part) => objectsIn(document[part], part));
const isComponent = ({ at }: Place) => /^components\/\w+\/[^/]+$/u.test(at);
const nameIn = (reference: string) => reference.split('/').at(-1)!;

/** The places of parts that are the same, where there are several. */
function repeated(places: readonly Place[]): string[][] {
  const same = new Map<string, string[]>();
  for (const { at, part } of places) {
    const text = JSON.stringify(part);
    same.set(text, [...(same.get(text) ?? []), at]);
  }
  return [...same.values()].filter((places) => places.length > 1);
}

/** Unions whose objects no field tells apart. Clients try one after the other. */
const WITHOUT_DISCRIMINATOR = [
  // A session has no field that says that it is one.
  'components/schemas/SignIn',
  // A boolean that may be left out tells them apart, and discriminators are strings.
  'components/schemas/RerunRequest',
  // Five values of the field mean one form, and a discriminator maps each form to one value.
  'components/schemas/SlaCondition',
  // Of two fields that each name something else.
  'components/schemas/NewRedaction',
  // Of the two steps of a sign-in, each has fields of its own.
  'components/schemas/NewSession',
];

describe('the components of the OpenAPI document', () => {
  it('have names that no two kinds of components share', () => {
    const names = [schemas, responses, parameters].flatMap((kind) => Object.keys(kind));
    expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/u.test(name))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('have no rules for parameters of paths: an id that breaks them is one that is not there', () => {
    const inPaths = all.filter(({ part }) => part.in === 'path');
    expect(inPaths.length).toBeGreaterThan(20);
    expect(inPaths.filter(({ part }) => !isAnyString(part.schema)).map(({ at }) => at)).toEqual([]);
  });

  it('have an upper bound for every integer that clients send', () => {
    // Webhooks are what we send.
    const bodies = all.filter(({ at }) => /^paths\/.*\/requestBody\/content\/[^/]+(?:\/[^/]+)?$/u.test(at));
    const parts = all.filter(({ part }) => typeof part.in === 'string');
    const unbounded = [...bodies, ...parts].flatMap(({ at, part }) => unboundedIn(part.schema, at));
    expect([bodies.length > 50, unbounded]).toEqual([true, []]);
  });

  it('are each referred to', () => {
    const used = new Set(all.flatMap(({ part }) => (typeof part.$ref === 'string' ? [part.$ref] : [])));
    const unused = ['schemas', 'responses', 'parameters', 'headers'].flatMap((kind) =>
      Object.keys(document.components[kind])
        .map((name) => `#/components/${kind}/${name}`)
        .filter((reference) => !used.has(reference)),
    );
    expect(unused).toEqual([]);
  });

  it('have all problems', () => {
    const inline = all.filter(({ at }) => at.startsWith('paths') && at.includes('problem+json'));
    expect(inline.map(({ at }) => at)).toEqual([]);
    for (const { content } of Object.values<any>(responses)) {
      expect(content).toEqual({
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      });
    }
  });

  it('have every parameter of several operations', () => {
    const own = all.filter(({ at }) => /^paths\/.*\/parameters\/\d+$/u.test(at));
    expect(own.length).toBeGreaterThan(100);
    expect(repeated(own.filter(({ part }) => part.$ref === undefined))).toEqual([]);
  });

  it('have every object and enumeration of several shapes', () => {
    const shapes = all.filter(
      (place) => (place.part.type === 'object' && place.part.properties) || place.part.enum?.length > 1,
    );
    expect(shapes.length).toBeGreaterThan(100);
    expect(repeated(shapes.filter((place) => !isComponent(place)))).toEqual([]);
  });
});

describe('the shapes of the OpenAPI document', () => {
  it('say "or null" of a named object or enumeration, not by its type', () => {
    const unnamed = all.filter(
      ({ part }) => Array.isArray(part.type) && (part.type.includes('object') || part.enum !== undefined),
    );
    expect(unnamed.map(({ at }) => at)).toEqual([]);
  });

  it('have additions beside a reference, which generators read', () => {
    expect(all.filter(({ part }) => part.allOf !== undefined).map(({ at }) => at)).toEqual([]);
  });

  it('tell the objects of a union apart by a field', () => {
    const isObject = (option: any): boolean =>
      (option.$ref === undefined ? option : schemas[nameIn(option.$ref)]).type === 'object';
    const untold = all.filter(({ part }) => {
      const options: any[] = [part.anyOf ?? [], part.oneOf ?? []].flat();
      return options.filter(isObject).length > 1 && part.discriminator === undefined;
    });
    expect(untold.map(({ at }) => at).sort()).toEqual([...WITHOUT_DISCRIMINATOR].sort());
  });
});

describe('a name of a parameter', () => {
  const routeWith = (path: string, id: z.ZodString) =>
    publicRoute({
      method: 'get',
      path,
      tag: 'test',
      operationId: path,
      summary: 'Get a thing',
      request: { params: z.object({ id }) },
      responses: { 204: { description: 'Good', schema: null } },
      handle: () => Promise.resolve(reply(204, null)),
    });
  const documentOf = (...ids: z.ZodString[]) =>
    openApiDocument(
      ids.map((id, index) => routeWith(`/${index}/{id}`, id)),
      { version: 'test', publicUrl: 'http://localhost' },
    );

  it('belongs to one parameter', () => {
    const id = z.string().meta(parameterName('ThingId'));
    expect(documentOf(id, id).components?.parameters).toEqual({
      ThingId: { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    });
  });

  it('is refused for a second one', () => {
    const ids = [z.string(), z.string().max(9)].map((id) => id.meta(parameterName('ThingId')));
    expect(() => documentOf(...ids)).toThrow('Two parameters are named ThingId.');
  });
});

function isAnyString({ type, ...rules }: { readonly type: string }): boolean {
  return type === 'string' && Object.keys(rules).every((rule) => ['example', 'description'].includes(rule));
}

/** The integers without a maximum below a schema. */
function unboundedIn(schema: any, at: string, depth = 0): string[] {
  if (typeof schema !== 'object' || schema === null || depth > 20) return [];
  const named = typeof schema.$ref === 'string' ? schemas[nameIn(schema.$ref)] : schema;
  const isInteger = [named.type].flat().includes('integer') && named.enum === undefined;
  const below = [
    ...Object.entries(named.properties ?? {}),
    ...Object.entries({ items: named.items, values: named.additionalProperties }),
    ...['oneOf', 'anyOf', 'allOf'].flatMap((union) => Object.entries(named[union] ?? {})),
  ];
  return [
    ...(isInteger && named.maximum === undefined ? [at] : []),
    ...below.flatMap(([name, part]) => unboundedIn(part, `${at}.${name}`, depth + 1)),
  ];
}
