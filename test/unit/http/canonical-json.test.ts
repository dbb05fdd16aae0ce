import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../src/api/http/canonical-json.js';

describe('canonical JSON', () => {
  it('does not depend on the order of fields, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
    expect(canonicalJson(JSON.parse('{"2":0,"__proto__":1,"1":0}'))).toBe(
      canonicalJson(JSON.parse('{"1":0,"2":0,"__proto__":1}')),
    );
  });

  it.each([
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: 1 }, { a: '1' }],
    [{ a: null }, {}],
    [{ __proto__: null, a: 1 }, JSON.parse('{"a":1,"__proto__":{}}')],
    [{ a: { b: 1 } }, { a: {}, b: 1 }],
  ])('tells %j from %j', (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });
});
