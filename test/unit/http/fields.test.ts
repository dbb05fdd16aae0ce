import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { z } from 'zod';
import { characters, email, lineOfText, text, wholeNumber } from '../../../src/api/http/fields.js';
import { openApiDocument } from '../../../src/api/http/openapi.js';
import { publicRoute, reply } from '../../../src/api/http/route.js';
import { isEmailAddress } from '../../../src/domain/email-address.js';

/** The JSON schema that the OpenAPI document has for a field of a body. */
function documented(field: z.ZodType): object {
  const route = publicRoute({
    method: 'post',
    path: '/fields',
    tag: 'test',
    operationId: 'tryRoute',
    summary: 'Takes a field',
    request: { body: z.object({ field }) },
    responses: { 200: { description: 'Good', schema: z.object({}) } },
    handle: () => Promise.resolve(reply(200, {})),
  });
  const document: any = openApiDocument([route], { version: 'test', publicUrl: 'http://localhost' });
  return document.paths['/fields'].post.requestBody.content['application/json'].schema.properties.field;
}

const accepts = (field: z.ZodType, value: unknown) => field.safeParse(value).success;

/** Blanks and controls on which languages disagree, emoji of two code units, and plain letters. */
const awkward = fc.constantFrom(
  ...[
    'a',
    'b',
    ' ',
    '\t',
    '\n',
    '\0',
    '\u001c',
    '\u0085',
    '\u00a0',
    '\u2003',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u200f',
    '\ufeff',
    '💥',
  ],
);
const texts = fc.oneof(
  fc.string({ unit: awkward, maxLength: 9 }),
  fc.string({ unit: 'binary', maxLength: 9 }),
  fc.string({ unit: 'grapheme', maxLength: 9 }),
);

describe('what the document says of a field', () => {
  it.each<[string, z.ZodType]>([
    ['a line', lineOfText({ min: 1, max: 5 })],
    ['a line of two', lineOfText({ min: 2, max: 5 })],
    ['a line of three', lineOfText({ min: 3, max: 6 })],
    ['a text', text({ min: 1, max: 5 })],
    ['characters', characters({ min: 2, max: 5 })],
    ['an address', email],
  ])('is what is accepted: %s', (_, field) => {
    const validate = new Ajv2020({ strict: false }).compile(documented(field));
    fc.assert(
      fc.property(texts, (value) => {
        expect([value, accepts(field, value)]).toEqual([value, validate(value)]);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a line', () => {
  const line = lineOfText({ min: 1, max: 20 });

  it.each([
    'a\nb',
    'a\tb',
    'a\0b',
    'a\u0085b',
    'a\u2028b',
    'a\u2029',
    'a\u202eb',
    'a\u202a',
    '\u2066a\u2069',
  ])('is not %j', (value) => expect(accepts(line, value)).toBe(false));

  it.each(['שלום\u200f!', 'a\u200eb', '👩\u200d🚒', 'क्\u200dष', 'a\u00a0b'])('is %j', (value) =>
    expect(line.parse(value)).toBe(value),
  );
});

describe('text', () => {
  it('is trimmed, and counted by characters as people see them', () => {
    expect(lineOfText({ min: 3, max: 200 }).parse('  VPN drops ')).toBe('VPN drops');
    expect(accepts(lineOfText({ min: 3, max: 200 }), '💥'.repeat(200))).toBe(true);
    expect(accepts(lineOfText({ min: 3, max: 200 }), '💥a')).toBe(false);
  });

  it('is not looked at any further once it is too long', () => {
    const { error } = lineOfText({ min: 3, max: 200 }).safeParse('\n'.repeat(500_000));
    expect(error!.issues.map(({ message }) => message)).toEqual(['must have at most 200 characters']);
  });
});

describe('an e-mail address', () => {
  it('is written in one way from here on', () => {
    expect(email.parse(" Alice.O'Hara@Holdfast.Example ")).toBe("alice.o'hara@holdfast.example");
  });

  it.each([
    'alice',
    'a@b',
    '@b.de',
    'a..b@c.de',
    '.a@c.de',
    'a@-c.de',
    'a b@c.de',
    'a@c.de\n',
    'ä@c.de',
    'a@c.d',
    'a@localhost',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    '@b.de:a@c.de',
    'a@c-.de',
    'cust eight@c.de>',
    `a@${'b.'.repeat(130)}de`,
  ])('is not %j', (value) => {
    expect(accepts(email, value)).toBe(false);
    expect(isEmailAddress(value)).toBe(false);
  });

  it.each(['vera@xn--e1afmkfd.xn--p1ai', 'a&b@c.example', "a!#$%&'*+/=?^_`{|}~-z@c.example", 'a.b@c-d.co'])(
    'is %j, for the API and for mail',
    (value) => {
      expect(email.parse(value)).toBe(value);
      expect(isEmailAddress(value)).toBe(true);
    },
  );
});

describe('a whole number', () => {
  const field = wholeNumber({ min: 1, max: 100 });

  it('is written in digits', () => {
    expect(['1', '100', '007'].map((value) => field.parse(value))).toEqual([1, 100, 7]);
  });

  it.each(['0', '-1', '101', '0x10', '1e1', ' 1', '1.0', '', 'ten', ['1', '2'], ['1']])(
    'is not %j',
    (value) => expect(accepts(field, value)).toBe(false),
  );
});
