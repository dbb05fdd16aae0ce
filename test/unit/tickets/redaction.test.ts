import { describe, expect, it } from '@jest/globals';
import { rewriteMail } from '../../../src/app/tickets/redaction/rewrite-mail.js';
import { isRedactable, redactDetails, TextRedactor } from '../../../src/domain/tickets/redaction.js';
import { zipOf } from '../../support/mail/zip.js';

const TEXT = 'hunter2 & <Grüße>';

describe('a text that is redacted', () => {
  it('is removed from every text in a value, and each place is counted', () => {
    const redactor = new TextRedactor('a\nb-c');
    expect(
      redactor.redactAll({ one: 'x a\nb-c y', two: ['a\r\nb-c a\nb-c', 3, null], three: 'a b-c' }),
    ).toEqual({
      one: 'x [redacted] y',
      two: ['[redacted] [redacted]', 3, null],
      three: 'a b-c',
    });
    expect(redactor.places).toBe(2);
  });

  it('does not change enumerations that clocks and figures use', () => {
    const details = { status: { from: 'open', to: 'closed' }, title: { from: 'open door', to: 'x' } };
    expect(redactDetails(details, new TextRedactor('open'))).toEqual({
      ...details,
      title: { from: '[redacted] door', to: 'x' },
    });
    expect(redactDetails(details, new TextRedactor('close'))).toBeNull();
  });

  it.each([
    ['hunter2', true],
    ['a b c', false],
    ['> > > > >', false],
    ['redacted', false],
    ['[re dac', false],
    ['passwörter', true],
  ])('%s is one: %s', (text, expected) => {
    expect(isRedactable(text)).toBe(expected);
  });
});

const HEAD = 'From: a@b.example\r\nSubject: Hello\r\n';
const message = (coding: string, body: string, type = 'text/plain; charset=utf-8') =>
  Buffer.from(`${HEAD}Content-Type: ${type}\r\nContent-Transfer-Encoding: ${coding}\r\n\r\n${body}\r\n`);
const base64 = (text: string | Uint8Array) =>
  Buffer.from(text).toString('base64').replaceAll(/.{76}/gu, '$&\r\n');
const quoted = (text: string) =>
  Array.from(Buffer.from(text), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

async function rewritten(raw: Uint8Array, text = TEXT): Promise<string | null> {
  const after = await rewriteMail(raw, text);
  return after === null ? null : Buffer.from(after).toString('utf8');
}

describe('a raw mail', () => {
  it.each([
    ['as it is', message('8bit', `My password is ${TEXT}.`)],
    ['in quoted-printable', message('quoted-printable', `My password is ${quoted(TEXT)}.`)],
    [
      'in quoted-printable, broken softly',
      message('quoted-printable', 'My password is hun=\r\nter2 & <Gr=C3=\r\n=bc=c3=9fe>.'),
    ],
    [
      'in HTML',
      message(
        '8bit',
        '<p>My password is hunter2 &amp; &lt;Gr&#252;&#xDF;e&gt;.</p>',
        'text/html; charset=utf-8',
      ),
    ],
    ['broken over lines', message('8bit', '> My password is hunter2 &\r\n> <Grüße>.')],
  ])('loses the text %s, and nothing else', async (_, raw) => {
    const after = await rewritten(raw);
    expect(after).toContain('My password is [redacted].');
    expect(after).toContain(HEAD);
  });

  it('loses the text in base64 parts of any length and in encoded words', async () => {
    for (const filler of ['', 'x'.repeat(500)]) {
      const raw = message('base64', base64(`${filler} My password is ${TEXT}.`));
      const [, body] = (await rewritten(raw))!.split('\r\n\r\n');
      expect(Buffer.from(body!, 'base64').toString()).toBe(`${filler} My password is [redacted].`);
    }
    const subject = `Subject: =?utf-8?B?${base64(`My ${TEXT}`)}?= =?utf-8?Q?too:_hunter2_=26_<Gr=C3=BC=C3=9Fe>?=\r\n\r\nHi\r\n`;
    expect(await rewritten(Buffer.from(subject))).toBe(
      `Subject: =?utf-8?B?${base64('My [redacted]')}?= =?utf-8?Q?too:_[redacted]?=\r\n\r\nHi\r\n`,
    );
  });

  it('does not change without the text, even if the text looks like base64', async () => {
    const raw = message('base64', base64(Buffer.alloc(3_000, 'Zx9')));
    expect(await rewriteMail(raw, TEXT)).toBe(raw);
    expect(await rewritten(message('7bit', 'password1234'), 'password1234')).toContain(
      '\r\n\r\n[redacted]\r\n',
    );
  });

  it.each([
    ['a compressed file', message('base64', base64(zipOf({ 'p.txt': TEXT })))],
    ['UTF-16', message('base64', base64(Buffer.from(`\ufeff${TEXT}`, 'utf16le')))],
    ['a charset in which it cannot be found', message('8bit', 'x', 'text/plain; charset=iso-2022-jp')],
    [
      'words that are split',
      Buffer.from('Subject: =?utf-8?B?aHVudGU=?= =?utf-8?Q?r2_&_<Gr=C3=BC=C3=9Fe>?=\r\n\r\nHi\r\n'),
    ],
  ])('must be removed if the text is in %s', async (_, raw) => {
    expect(await rewriteMail(raw, TEXT)).toBeNull();
  });
});
