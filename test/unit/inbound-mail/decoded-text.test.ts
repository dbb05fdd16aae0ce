import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inflate } from '../../../src/app/tickets/shown/inflated.js';
import { readings } from '../../../src/domain/inbound-mail/traces/decoded-text.js';
import { quotesOurMail } from '../../../src/domain/inbound-mail/traces/own-traces.js';
import { zipOf } from '../../support/mail/zip.js';

const LINK = 'https://desk.example/a/action~accept~01890a5d~secret';
const TRACED = { publicUrl: 'https://desk.example', replyAddress: 'reply@desk.example', phrases: [] };
const MAIL = `Subject: Assigned to you\r\n\r\nHello Bob,\r\nAccept: ${LINK}\r\n`;

const isFound = (content: string | Uint8Array) =>
  [...readings(Buffer.from(content), inflate)].some((text) => quotesOurMail(text, TRACED));

const base64 = (content: string | Uint8Array, width = 76) =>
  Buffer.from(content)
    .toString('base64')
    .replaceAll(new RegExp(`.{${width}}`, 'gu'), '$&\r\n');
const quotedPrintable = (text: string) =>
  text
    .replaceAll(/[=~:/]/gu, (character) => `=${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(/[^\r\n]{70}/gu, '$&=\r\n');
const quoted = (text: string, mark = '> ') => text.replaceAll(/^/gmu, mark);

it('knows mailed links of tickets, and lets people share addresses of the console', () => {
  const page = 'https://desk.example/tickets/TKT-2026-000042';
  expect([`${page}?mailed`, page, `${page} was mailed`].map((text) => quotesOurMail(text, TRACED))).toEqual([
    true,
    false,
    false,
  ]);
  expect(isFound(quoted(quotedPrintable(`${page}?mailed`)))).toBe(true);
});

/** POSIX, "uuencode". */
function uuencode(content: string): string {
  const character = (value: number) => String.fromCharCode(value === 0 ? 96 : value + 32);
  const lines = (content.match(/[^]{1,45}/gu) ?? []).map((piece) => {
    const bytes = Buffer.from(piece.padEnd(45, '\0'), 'latin1');
    let line = character(piece.length);
    for (let at = 0; at < piece.length; at += 3) {
      const group = bytes.readUIntBE(at, 3);
      line += [18, 12, 6, 0].map((shift) => character((group >> shift) & 63)).join('');
    }
    return line;
  });
  return ['begin 644 mail.txt', ...lines, '`', 'end', ''].join('\n');
}

describe('the texts that bytes can be read as', () => {
  it.each<[string, string | Uint8Array]>([
    ['plain', MAIL],
    ['quoted and broken', quoted(MAIL.replace('~', '=\r\n~'), '> > ')],
    ['base64', base64(MAIL)],
    ['base64 in short lines', base64(MAIL, 20)],
    ['base64 in one line, of URLs', Buffer.from(MAIL).toString('base64url')],
    ['base64 that is quoted', quoted(base64(MAIL))],
    ['base64 that is indented', quoted(base64(MAIL), '\t')],
    ['base64 right below a word', `attachment-of-the-mail\r\n${base64(MAIL)}`],
    ['base64 of base64', base64(base64(MAIL))],
    ['base64 of base64 of base64', base64(`x\r\n\r\n${base64(`y\r\n\r\n${base64(MAIL)}`)}`)],
    ['quoted-printable', quotedPrintable(MAIL)],
    ['quoted-printable of base64', quotedPrintable(base64(MAIL))],
    ['quoted-printable of quoted-printable', quotedPrintable(quotedPrintable(MAIL))],
    ['base64 of quoted-printable', base64(quotedPrintable(MAIL))],
    ['base64 of UTF-16', base64(Buffer.from(MAIL, 'utf16le'))],
    ['uuencode', `See:\n${uuencode(MAIL)}`],
    ['uuencode that is quoted', quoted(uuencode(MAIL))],
    ['uuencode of base64', uuencode(base64(MAIL))],
    ['base64 of uuencode', base64(uuencode(MAIL))],
    ['a header', `Subject: =?utf-8?B?${Buffer.from(LINK).toString('base64')}?=`],
    [
      'a header in quoted-printable',
      `Subject: =?utf-8?Q?${LINK.replaceAll(/[:/~]/gu, (c) => quotedPrintable(c))}?=`,
    ],
    ['JSON', JSON.stringify({ text: base64(MAIL) })],
    ['JSON with escapes', `{"url":"${LINK.replaceAll('/', '\\/').replaceAll('~', '\\u007e')}"}`],
    ['a URL, escaped', encodeURIComponent(LINK)],
    [
      'a URL, escaped four times',
      encodeURIComponent(encodeURIComponent(encodeURIComponent(encodeURIComponent(LINK)))),
    ],
    ['HTML', `<a href="${LINK.replaceAll('/', '&#x2F;')}">x</a>`],
    ['base64 of HTML', base64(`<p>https://desk.<b>example</b>/a/x</p>`)],
    ['an archive in base64', base64(zipOf({ 'a.eml': MAIL }))],
    ['an archive in an archive', zipOf({ 'a.zip': zipOf({ 'a.eml': base64(MAIL) }) })],
    ['gzip', gzipSync(MAIL)],
    [
      'a program',
      Buffer.concat([Buffer.from('7f454c46010203000000', 'hex'), Buffer.from(MAIL), Buffer.alloc(99, 1)]),
    ],
    [
      'a program with base64',
      Buffer.concat([Buffer.alloc(500, 0x90), Buffer.from(`\n${base64(MAIL)}\n`), Buffer.alloc(500, 0x81)]),
    ],
  ])('is found: %s', (_, content) => {
    expect(isFound(content)).toBe(true);
  });

  it.each<[string, string | Uint8Array]>([
    ['another address', MAIL.replaceAll('desk.example', 'shop.example').replace('action~accept~', '')],
    ['base64 of nothing of ours', base64('Hello, this is a long text that says nothing of the desk at all.')],
    ['a picture', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256))],
  ])('is not found: %s', (_, content) => {
    expect(isFound(content)).toBe(false);
  });

  it('never fail, and are limited, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
        const all = [...readings(bytes, inflate)];
        expect(all.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(5_000_000);
      }),
    );
  });

  it.each([
    ['base64 without a break', () => `${'QUFB'.repeat(3_000_000)}\n\n${base64(MAIL)}`],
    ['base64 of very many lines', () => base64(`${'A'.repeat(9_000_000)} ${LINK} `)],
    ['uuencode of very many lines', () => uuencode(`${' '.repeat(6_000_000)}${MAIL}`)],
  ])('is found however large it is: %s', (_, content) => {
    expect(isFound(content())).toBe(true);
  });

  it.each<[string, string]>([
    ['quoted-printable, many times over', '=3D3D3D3D'],
    ['escapes of escapes', '\\u005cu005cu005c'],
    ['escapes of a URL', '%25'],
    ['words of headers', '=?utf-8?b?YQ==?= '],
    ['beginnings of words of headers', '=?utf-8?q?'],
    ['beginnings of files', 'begin 644 a\n'],
    ['short words', 'aaaaaaaaaa\n'],
    ['quoted lines', '> > > > a\n'],
    ['tags that do not end', '<a '],
    ['entities', '&amp;#38;'],
    ['base64 of one letter', 'QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB '],
  ])('takes time in proportion to their number: %s', (_, piece) => {
    const timeOf = (count: number) => {
      const content = Buffer.from(piece.repeat(count));
      const from = process.cpuUsage().user;
      for (const text of readings(content, inflate)) quotesOurMail(text, TRACED);
      return process.cpuUsage(undefined).user - from;
    };
    timeOf(1_000);
    const [small, large] = [timeOf(4_000), timeOf(32_000)];
    // Eight times as much; a quadratic one would need 64 times as long.
    expect(large).toBeLessThan(Math.max(small, 5_000) * 30);
  });
});
