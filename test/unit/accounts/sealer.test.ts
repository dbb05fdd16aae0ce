import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AesGcmSealer } from '../../../src/adapters/auth/sealer.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const sealer = new AesGcmSealer(SECRET);
const TEXT = '{"key":"hfk_very-secret"}';

/** The sealed text with one bit of one of its bytes turned over. */
function flipped(sealed: string, index: number, bit: number): string {
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
  return sealed.slice(0, 3) + bytes.toString('base64url');
}

describe('a sealed text', () => {
  it('is opened for its purpose, with the secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(new AesGcmSealer(SECRET).open(sealer.seal(text, context), context)).toBe(text);
      }),
    );
  });

  it('reveals nothing of its content, not even that two are equal', () => {
    const sealed = sealer.seal(TEXT, 'here');
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('secret');
    expect(sealer.seal(TEXT, 'here')).not.toBe(sealed);
  });

  it('is not opened with any bit changed', () => {
    const sealed = sealer.seal(TEXT, 'here');
    const length = Buffer.from(sealed.slice(3), 'base64url').length;
    for (let index = 0; index < length; index += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        expect(() => sealer.open(flipped(sealed, index, bit), 'here')).toThrow();
      }
    }
  });

  it('is not opened elsewhere, nor with another secret, nor cut off', () => {
    const sealed = sealer.seal(TEXT, 'here');
    const other = new AesGcmSealer('another-secret-of-at-least-thirty-two-chars');
    expect(() => sealer.open(sealed, 'there')).toThrow();
    expect(() => other.open(sealed, 'here')).toThrow();
    expect(() => sealer.open(sealed.slice(0, -4), 'here')).toThrow();
    for (const text of ['', 'v1.', 'v1.AAAA', TEXT, sealed.replace('v1.', 'v2.')]) {
      expect(() => sealer.open(text, 'here')).toThrow('not sealed');
    }
  });
});

describe('a fingerprint', () => {
  it('is the same for the same text, and nothing without the secret', () => {
    expect(new AesGcmSealer(SECRET).fingerprint(TEXT)).toBe(sealer.fingerprint(TEXT));
    expect(sealer.fingerprint(`${TEXT} `)).not.toBe(sealer.fingerprint(TEXT));
    const other = new AesGcmSealer('another-secret-of-at-least-thirty-two-chars');
    expect(other.fingerprint(TEXT)).not.toBe(sealer.fingerprint(TEXT));
  });
});
