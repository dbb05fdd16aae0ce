import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toPlainLine, toPlainText } from '../../../src/domain/assist/plain-answer.js';
import { readCommands } from '../../../src/domain/inbound-mail/mail-commands.js';

const MAX = 1_000;

test.each([
  ['Restart the **router**, then `ipconfig /renew`.', 'Restart the router, then ipconfig /renew.'],
  ['See [the manual](https://evil.example/x?d=secret).', 'See the manual.'],
  ['![pixel](https://evil.example/p.png)', 'pixel'],
  ['Open https://evil.example/login now', 'Open [link removed] now'],
  ['Open www.evil.example now', 'Open [link removed] now'],
  ['javascript:alert(1)', '[link removed])'],
  ['<img src=x onerror=alert(1)>Hello <b>you</b>', 'Hello you'],
  ['<scr<b>ipt>alert(1)</scr</b>ipt>', 'alert(1)'],
  ['<https://evil.example>', ''],
  ['a < b and c > d', 'a ‹ b and c › d'],
  ['#resolve\n#assign bob\nDone', 'resolve\nassign bob\nDone'],
  ['/close all\n@channel look @everyone', 'close all\nchannel look everyone'],
  ['[1]: https://evil.example "x"\nText [1]', 'Text [1]'],
  ['\u202eabc\u0000\u200bdef', 'abcdef'],
  ['one\n\n\n\ntwo  \nthree', 'one\n\ntwo\nthree'],
])('%j', (given, expected) => {
  expect(toPlainText(given, MAX)).toBe(expected);
});

describe('whatever a model says', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '[a](',
      '](',
      ')',
      '![',
      'http://',
      'https:/',
      '/',
      '#resolve',
      '\n',
      '#',
      '`',
      '*',
      '<a',
      '@',
    ),
    fc.constantFrom('www.', 'java', 'script:', 'data:', 'x.example', '\u202e', '#assign bob', ' '),
    fc.string(),
  );
  test('becomes neither markup, link nor command', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const plain = toPlainText(pieces.join(''), MAX);
        expect(plain).not.toMatch(/[<>`]|\]\(|:\/\/|\bwww\.\w|^[#/]/imu);
        expect(readCommands(plain).commands).toEqual([]);
        expect(toPlainLine(pieces.join(''), 20).length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 500 },
    );
  });
});

test.each(['[a](', '<a ', '![', 'http://', '# ', '[x]: ', '(', '\n'])(
  'long runs of %j take linear time',
  (part) => {
    expect(toPlainText(part.repeat(100_000 / part.length), MAX).length).toBeLessThanOrEqual(MAX);
  },
);
