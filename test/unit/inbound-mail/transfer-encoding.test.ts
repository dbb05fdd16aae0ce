import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeTransfer, footerBelow } from '../../../src/adapters/mail/transfer-encoding.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const decoded = (text: string, encoding: string, max?: number) =>
  decodeTransfer(bytes(text), encoding, max).toString('latin1');

/** RFC 2045 §6.7 with lines broken at any place, and white space added at their ends as servers do. */
function quotedPrintable(content: Uint8Array, breaks: readonly boolean[]): string {
  const pieces = Array.from(content, (byte, index) => {
    const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x3d;
    const sign = isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    return breaks[index % (breaks.length || 1)] === true ? `${sign}= \t\r\n` : sign;
  });
  return pieces.join('');
}

describe('a transfer encoding', () => {
  const content = fc.uint8Array({ maxLength: 500 });

  it('base64 gives back what was encoded, whatever is between its letters', () => {
    fc.assert(
      fc.property(content, fc.stringMatching(/^[\r\n !*.]{0,3}$/u), (raw, noise) => {
        const encoded = Buffer.from(raw).toString('base64').split('').join(noise);
        expect(decodeTransfer(bytes(encoded), 'base64')).toEqual(Buffer.from(raw));
      }),
    );
  });

  it('base64 of several files behind each other gives all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 5 }), (files) => {
        const encoded = files.map((file) => Buffer.from(file).toString('base64'));
        // A file whose length is a multiple of three has no padding, and needs none.
        expect(decodeTransfer(bytes(encoded.join('\r\n')), 'base64')).toEqual(Buffer.concat(files));
      }),
    );
  });

  it('base64 is decoded chunk by chunk', () => {
    const raw = Buffer.alloc(300_000, 'The printer burns. ');
    const encoded = raw.toString('base64').replaceAll(/.{75}/gu, '$&\r\n');
    expect(decodeTransfer(bytes(encoded), 'base64')).toEqual(raw);
  });

  it('quoted-printable gives back what was encoded, however its lines are broken', () => {
    fc.assert(
      fc.property(content, fc.array(fc.boolean(), { maxLength: 7 }), (raw, breaks) => {
        expect(decodeTransfer(bytes(quotedPrintable(raw, breaks)), 'quoted-printable')).toEqual(
          Buffer.from(raw),
        );
      }),
    );
  });

  it('quoted-printable drops white space at the ends of lines, and keeps what is no code', () => {
    expect(decoded('a \t\r\nb  \nc=20 \r\n', 'quoted-printable')).toBe('a\r\nb\nc \r\n');
    expect(decoded('1 =3D 2 = 3 =ZZ =', 'quoted-printable')).toBe('1 = 2 = 3 =ZZ ');
    expect(decoded('caf\xe9 =E9', 'quoted-printable')).toBe('caf\xe9 \xe9');
  });

  it('anything else is bytes as they are', () => {
    for (const encoding of ['', '7bit', '8bit', 'binary', 'x-uuencode'])
      expect(decoded('a=3D', encoding)).toBe('a=3D');
  });

  it('uuencode gives back what was encoded, and what is not encoded as it is', () => {
    expect(decoded('begin 644 a.txt\n%2&5L;&\\\n`\nend\n', 'x-uuencode')).toBe('Hello');
    expect(decoded('Hello', 'uuencode')).toBe('Hello');
  });

  it.each([
    ['QUJD\nREVG\n', ''],
    ['QUI=\n\n-- \n', ''],
    ['QUI=\n_____\nHelp mailing list\n', '_____\nHelp mailing list\n'],
    ['QUJD\n\nSent by the gateway\n', 'Sent by the gateway\n'],
    ['Sent by the gateway\n', ''],
    ['QU JD RE\nVG\n', ''],
  ])('base64 of %j has the footer %j', (encoded, footer) => {
    expect(footerBelow(bytes(encoded)).toString('latin1')).toBe(footer);
  });

  it('stops where no more is wanted', () => {
    expect(decoded('QUJDREVG'.repeat(50_000), 'base64', 5)).toBe('ABCDE');
    expect(decoded('=41=42=43', 'quoted-printable', 2)).toBe('AB');
    expect(decoded('abc', '7bit', 2)).toBe('ab');
  });
});
