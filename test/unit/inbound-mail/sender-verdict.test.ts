import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { senderVerdict } from '../../../src/domain/inbound-mail/sender/sender-verdict.js';

describe('the verdict on a sender', () => {
  const TRUSTED = ['mx.desk.example'];
  const from = [{ name: '', address: 'bob@desk.example' }];
  const verdict = (...lines: string[]) =>
    verdictBelow(...lines.map((line) => ['authentication-results', line] as const));
  const verdictBelow = (...lines: readonly (readonly [name: string, value: string])[]) =>
    senderVerdict({ from, headerLines: lines.map(([name, value]) => ({ name, value })) }, TRUSTED);

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

  const PASS = ['authentication-results', 'mx.desk.example; dmarc=pass header.from=desk.example'] as const;
  const FAIL = ['authentication-results', 'mx.desk.example; dmarc=fail header.from=desk.example'] as const;
  const received = (value: string) => ['received', value] as const;
  const OUTSIDE = received(
    'from mail.evil.example (mail.evil.example [203.0.113.9]) by mx.desk.example; Mon',
  );
  const INSIDE = received(
    'from mx.desk.example (mx.desk.example [198.51.100.2]) by store.example with LMTP; Mon',
  );

  it('counts above the first server that is not ours, never below it', () => {
    expect(verdictBelow(PASS, OUTSIDE)).toBe('pass');
    expect(verdictBelow(OUTSIDE, PASS)).toBeNull();
    expect(verdictBelow(FAIL, OUTSIDE, PASS)).toBe('fail');
    expect(verdictBelow(OUTSIDE, FAIL)).toBeNull();
    expect(verdictBelow(['authentication-results', 'mx.other.example; none'], OUTSIDE, PASS)).toBeNull();
    // The sender brings lines of our servers along.
    expect(verdictBelow(OUTSIDE, INSIDE, PASS, OUTSIDE)).toBeNull();
    expect(verdictBelow(OUTSIDE, received('by mx.desk.example with SMTP'), PASS)).toBeNull();
    expect(verdictBelow(OUTSIDE, received('from localhost by mx.desk.example'), PASS, OUTSIDE)).toBeNull();
    expect(verdictBelow(['x-other', 'x'], INSIDE, ['x-other', 'x'], PASS, OUTSIDE)).toBe('pass');
  });

  it.each([
    'from mx.desk.example (mx.desk.example [198.51.100.2]) by store.example with LMTP',
    'from mx.desk.example by store.example with LMTP id x',
    'from mx.desk.example ([198.51.100.2] helo=mx.desk.example) by store.example with esmtp',
    'from a.mx.desk.example (unknown [10.1.2.3]) by store.example',
    'from compute1.internal (compute1.nyi.internal [10.202.2.41]) by store.example',
    'from localhost (localhost [127.0.0.1]) by mx.desk.example (Postfix)',
    'from store.example ([127.0.0.1]) by store.example (amavisd-new, port 10024)',
    'from store.example ([unix socket]) by store.example (Cyrus 3.0) with LMTPA',
    'from [192.168.1.7] (helo=store) by store.example',
    'from mailer (IPv6:fd00::7) by store.example',
    'by 2002:a05:6402:1:0 with SMTP id abc',
    '(qmail 3045 invoked by uid 89); 2 Mar 2026 09:00:00 -0000',
  ])('counts below what our own servers hand on to each other: %s', (line) => {
    expect(verdictBelow(received(line), PASS, OUTSIDE)).toBe('pass');
  });

  it.each([
    'from mx.desk.example (mail.evil.example [203.0.113.9]) by store.example',
    'from mx.desk.example (unknown [203.0.113.9]) by store.example',
    'from localhost (localhost [203.0.113.9]) by store.example',
    'from store.example ([203.0.113.9]) by store.example',
    'from [203.0.113.9] (helo=mx.desk.example) by store.example',
    'from [203.0.113.9] by store.example',
    'from mail.evil.example ([10.0.0.7]) by store.example',
    'from unknown (HELO mx.desk.example) (203.0.113.9) by store.example',
    'from mx.desk.example.evil.example (mx.desk.example.evil.example [203.0.113.9]) by store.example',
    'from (by mx.desk.example) mail.evil.example by store.example',
    'FROM mail.evil.example BY mx.desk.example',
  ])('does not count below what comes from elsewhere: %s', (line) => {
    expect(verdictBelow(received(line), PASS, OUTSIDE)).toBeNull();
  });

  it('counts right below the line of a server that is known to write it there, and no further', () => {
    const google = 'mx.google.com; dmarc=pass header.from=desk.example';
    const verdictOf = (...lines: readonly (readonly [name: string, value: string])[]) =>
      senderVerdict({ from, headerLines: lines.map(([name, value]) => ({ name, value })) }, [
        'mx.google.com',
      ]);
    const local = received('by 2002:a05:6402:1:0 with SMTP id abc');
    const border = received(
      'from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41]) by mx.google.com with SMTPS id x',
    );
    const spf = ['received-spf', 'pass (google.com: x)'] as const;
    const pass = ['authentication-results', google] as const;
    expect(verdictOf(local, border, spf, pass)).toBe('pass');
    expect(verdictOf(local, border, spf, local, pass)).toBeNull();
    expect(verdictOf(local, OUTSIDE, pass)).toBeNull();
  });

  const PIECES = [
    ...Array.from('()";\\= @.<>/'),
    'dmarc=pass header.from=desk.example',
    'dkim=pass header.d=desk.example',
    'desk.example',
    'x',
  ];
  const said = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('never passes above a failed check, for any headers of the sender', () => {
    fc.assert(
      fc.property(said, (text) => {
        const line = `mx.desk.example; dkim=pass header.d=${text}.evil.example; dmarc=fail (p=reject) header.from=desk.example`;
        expect(verdict(line)).not.toBe('pass');
      }),
      { numRuns: 5_000 },
    );
  });

  it('does not depend on a quoted local part or a comment', () => {
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

  it('is none on one of several authors, unless it is a bad one', () => {
    const several = (value: string) =>
      senderVerdict(
        { from, headerLines: [{ name: 'authentication-results', value }], isOneOfSeveral: true },
        TRUSTED,
      );
    expect(several('mx.desk.example; dmarc=pass header.from=desk.example')).toBeNull();
    expect(several('mx.desk.example; dmarc=fail header.from=desk.example')).toBe('fail');
  });
});
