import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { senderVerdict } from '../../src/domain/inbound/sender-verdict.js';

describe('the verdict on a sender', () => {
  const TRUSTED = ['mx.desk.example'];
  const from = [{ name: '', address: 'bob@desk.example' }];
  const verdict = (...lines: string[]) =>
    senderVerdict({ from, headers: new Map([['authentication-results', lines]]) }, TRUSTED);

  it.each([
    ['DMARC', 'mx.desk.example; dmarc=pass (p=reject) header.from=desk.example', 'pass'],
    [
      'DMARC of a failed one',
      'mx.desk.example; dkim=pass header.d=desk.example; dmarc=fail header.from=desk.example',
      'fail',
    ],
    ['DKIM of the domain', 'mx.desk.example; dkim=pass header.d=desk.example', 'pass'],
    ['DKIM of the domain above', 'MX.desk.example 1; dkim=pass header.i=@desk.example', 'pass'],
    ['SPF of the domain', 'mx.desk.example; spf=pass smtp.mailfrom=bounce@desk.example', 'pass'],
    ['DKIM of another', 'mx.desk.example; dkim=pass header.d=evil.example', null],
    ['DKIM of a part of the domain', 'mx.desk.example; dkim=pass header.d=mail.desk.example', null],
    ['SPF of another', 'mx.desk.example; spf=pass smtp.mailfrom=evil.example', null],
    ['DMARC of another', 'mx.desk.example; dmarc=pass header.from=evil.example', null],
    ['a word in brackets', 'mx.desk.example; dmarc=none (dmarc=pass header.from=desk.example)', null],
    ['comments as spaces', 'mx.desk.example;dmarc=pass(p=(x)\\))header.from=desk.example', 'pass'],
    ['a version', 'mx.desk.example; dmarc/1=pass header.from="desk.example"', 'pass'],
    [
      'what is for others',
      'mx.desk.example; dkim=pass reason="a; b" header.b=a/+=; dmarc=pass header.from=desk.example',
      'pass',
    ],
    ['a local part in quotes', 'mx.desk.example; spf=pass smtp.mailfrom="a \\" b"@desk.example', 'pass'],
    [
      'a verdict in a local part',
      'mx.desk.example; spf=pass smtp.mailfrom="x; dmarc=pass header.from=desk.example; y"@evil.example',
      null,
    ],
    [
      'a bracket that hides a verdict',
      'mx.desk.example; dkim=pass header.d=desk.example(.evil.example; dmarc=fail header.from=desk.example',
      null,
    ],
    [
      'a bracket that nothing opens',
      'mx.desk.example; dkim=pass header.d=evil.example); dmarc=pass header.from=desk.example',
      null,
    ],
    ['a comment within a domain', 'mx.desk.example; dkim=pass header.d=desk.example(x).evil.example', null],
    ['two domains', 'mx.desk.example; dkim=pass header.d=evil.example header.d=desk.example', null],
    [
      'two of DMARC',
      'mx.desk.example; dmarc=pass header.from=desk.example; dmarc=none header.from=evil.example',
      null,
    ],
    ['a method in quotes', 'mx.desk.example; "dmarc=pass" header.from=desk.example', null],
    ['nothing', 'mx.desk.example; none', null],
    ['another server', 'mx.evil.example; dmarc=pass header.from=desk.example', null],
    ['a name that begins alike', 'mx.desk.example.evil.example; dmarc=pass header.from=desk.example', null],
  ])('follows %s', (_, line, expected) => {
    expect(verdict(line)).toBe(expected);
  });

  it('is that of the top-most header of a server that we trust', () => {
    const pass = 'mx.desk.example; dmarc=pass header.from=desk.example';
    const fail = 'mx.desk.example; dmarc=fail header.from=desk.example';
    expect(verdict(fail, pass)).toBe('fail');
    expect(verdict('mx.other.example; dmarc=pass header.from=desk.example', fail)).toBe('fail');
  });

  it('is not another one where that cannot be read', () => {
    const pass = 'mx.desk.example; dmarc=pass header.from=desk.example';
    expect(verdict('mx.desk.example; spf=pass smtp.mailfrom="', pass)).toBeNull();
  });

  const PIECES = [
    ...Array.from('()";\\= @.<>/'),
    'dmarc=pass header.from=desk.example',
    'dkim=pass header.d=desk.example',
    'desk.example',
    'x',
  ];
  const said = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('never passes above a failed check, whatever the sender has put before it', () => {
    fc.assert(
      fc.property(said, (text) => {
        const line = `mx.desk.example; dkim=pass header.d=${text}.evil.example; dmarc=fail (p=reject) header.from=desk.example`;
        expect(verdict(line)).not.toBe('pass');
      }),
      { numRuns: 5_000 },
    );
  });

  it('is the same whatever a quoted local part or a comment says', () => {
    const escaped = (text: string) => text.replaceAll(/[\\"()]/gu, '\\$&');
    fc.assert(
      fc.property(said, fc.constantFrom('pass', 'fail', 'none'), (text, dmarc) => {
        const line = (local: string, comment: string) =>
          `mx.desk.example; spf=pass (${comment}) smtp.mailfrom="${local}"@evil.example; dmarc=${dmarc} header.from=desk.example`;
        expect(verdict(line(escaped(text), escaped(text)))).toBe(verdict(line('', '')));
      }),
      { numRuns: 5_000 },
    );
  });
});
