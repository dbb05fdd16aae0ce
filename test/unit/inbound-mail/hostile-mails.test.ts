import { describe, expect, it } from '@jest/globals';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import { composed } from '../../../src/app/inbound-mail/apply/keep-parts.js';
import { filled, mailOf, manyEmptyFiles, manyFlowedLines } from '../../support/mail/hostile-mails.js';

/**
 * As large as a listener takes them. What grows faster than its mail would outlast the time of the test, and so would a
 * parse that never settles.
 */
const BYTES = 20_000_000;
const HEAD_BYTES = 120_000;

const parse = (raw: string) => mailParser.parse(Buffer.from(raw, 'latin1'));
const parts = (part: string, bytes = BYTES) => `${filled(`--b\r\n${part}\r\n`, bytes)}--b--\r\n`;
const mixed = (boundary = 'b') => [`Content-Type: multipart/mixed; boundary="${boundary}"`];
const plain = (encoding = '7bit') => ['Content-Type: text/plain', `Content-Transfer-Encoding: ${encoding}`];
const html = ['Content-Type: text/html'];

/** Multiparts in multiparts, each with a boundary of its own, none of them closed. */
function nested(bytes: number): string {
  const levels = Math.floor(bytes / 70);
  return Array.from(
    { length: levels },
    (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary="b${level + 1}"\r\n`,
  ).join('\r\n');
}

describe('a mail that is made to keep us busy', () => {
  it.each([
    ['flowed lines', ['Content-Type: text/plain; format=flowed'], filled('a \r\n', BYTES)],
    ['flowed quotes', ['Content-Type: text/plain; format=flowed; delsp=yes'], filled('>> a \r\n', BYTES)],
    ['empty lines', plain(), filled('\n', BYTES)],
    ['one line', plain(), filled('x', BYTES)],
    ['spaces in quoted-printable', plain('quoted-printable'), `x${filled(' ', BYTES)}x`],
    ['signs in quoted-printable', plain('quoted-printable'), filled('= ', BYTES)],
    ['short lines of base64', plain('base64'), filled('QUFB\r\n', BYTES)],
    ['padding in base64', plain('base64'), filled('QQ==\r\n', BYTES)],
    ['UTF-7', ['Content-Type: text/plain; charset=utf-7'], filled('+AGE-', BYTES)],
    [
      'escapes of ISO-2022-JP',
      ['Content-Type: text/plain; charset=iso-2022-jp'],
      filled('\x1b$B$"\x1b(B', BYTES),
    ],
    ['bytes that are no UTF-8', ['Content-Type: text/plain; charset=utf-8'], filled('\xff', BYTES)],
    ['words of two charsets', ['Content-Type: text/plain; charset=utf-8'], filled('\xc3\xbc \xff ', BYTES)],
    ['shifts of HZ', ['Content-Type: text/plain; charset=hz-gb-2312'], filled('~{0!~}', BYTES)],
    ['a page that names no charset', html, filled('<meta ', BYTES)],
    ['HTML quotes', html, filled('<blockquote>x', BYTES)],
    ['HTML tables', html, filled('<table><tr><td>x', BYTES)],
    ['HTML lines', html, `<pre>${filled('x\n', BYTES)}`],
    ['HTML attributes', html, `<p>x</p><a ${filled('a=b ', BYTES)}`],
    ['HTML comments', html, `x${filled('<!--', BYTES)}`],
    ['HTML entities', html, filled('&amp;', BYTES)],
    ['styles', html, `x<style>${filled('a{b:c}', BYTES)}`],
  ])('is read up to the limit: %s', async (_name, headers, body) => {
    const { text } = await parse(mailOf(headers, body));
    expect(text).not.toBe('');
    expect(text.length).toBeLessThan(501_000);
  });

  it.each([
    ['brackets in an encoding', [`Content-Transfer-Encoding: ${filled('(', HEAD_BYTES)}`]],
    ['parameters of a type', [`Content-Type: text/plain; ${filled('a=b;', HEAD_BYTES)}`]],
    ['quotes in a type', [`Content-Type: text/plain; a=${filled('"\\', HEAD_BYTES)}`]],
    ['folded lines', ['X-A: b', filled(' x\r\n', HEAD_BYTES).trimEnd()]],
    ['references', [filled('References: <a@b.example>\r\n', HEAD_BYTES).trimEnd()]],
    ['groups of addresses', [`Cc: ${filled('g:a@b;', HEAD_BYTES)}`]],
    ['encoded addresses', [`Cc: ${filled('=?utf-8?B?PGFAYj4=?=, ', HEAD_BYTES)}`]],
    ['encoded words', [`Comments: ${filled('=?utf-8?B?YQ==?= ', HEAD_BYTES)}`]],
    ['encoded words without an end', [`Cc: ${filled('=?a?q?', HEAD_BYTES)}`]],
    ['raw bytes of two charsets', [`Cc: ${filled('\xc3\xbc \xff', HEAD_BYTES)}`]],
    ['lists', [filled('List-Id: <a.b>\r\n', HEAD_BYTES).trimEnd()]],
  ])('has its text read, whatever is in its head: %s', async (_name, headers) => {
    expect(await parse(mailOf(headers, 'The printer burns.'))).toMatchObject({
      text: 'The printer burns.',
      isPartlyRead: false,
    });
  });

  it('may name its subject and its files at any length', async () => {
    const subject = filled('=?utf-8?B?YQ==?= ', 60_000);
    const name = `filename*0*=utf-8''${filled('%41', 60_000)}`;
    const file = `--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; ${name}\r\n\r\nx\r\n--b--`;
    const mail = await parse(mailOf(mixed(), file, subject));
    expect(mail.subject).toMatch(/^a+$/u);
    expect(mail.parts).toMatchObject([{ type: 'image/png', sizeBytes: 1 }]);
  });

  it.each([
    ['empty files', mixed(), parts('Content-Type: application/pdf\r\n\r\n')],
    ['texts', mixed(), parts('\r\nx')],
    ['delivery reports', mixed(), parts('Content-Type: message/delivery-status\r\n\r\nAction: failed')],
    ['multiparts in multiparts', mixed('b0'), nested(BYTES)],
    ['multiparts of one boundary', mixed(), parts('Content-Type: multipart/mixed; boundary="b"\r\n')],
    [
      'pages',
      ['Content-Type: multipart/alternative; boundary=b'],
      parts('Content-Type: text/html\r\n\r\n<p>x'),
    ],
  ])('has more parts than are read, and says so: %s', async (_name, headers, body) => {
    const mail = await parse(mailOf(headers, `--b\r\n\r\nThe printer burns.\r\n${body}`));
    expect(mail.isPartlyRead).toBe(true);
    expect(mail.parts.length).toBeLessThanOrEqual(500);
    if (headers[0]!.includes('"b"')) expect(mail.text).toMatch(/^The printer burns\./u);
  });

  it.each([
    ['without an end', filled('X-A: b\r\n', HEAD_BYTES)],
    ['of folded lines', filled(' x\r\n', HEAD_BYTES)],
    ['of brackets', `Content-Transfer-Encoding: ${filled('(', HEAD_BYTES)}\r\n\r\nx`],
  ])('has its text read beside parts with heads %s', async (_name, part) => {
    const mail = await parse(mailOf(mixed(), `--b\r\n\r\nThe printer burns.\r\n${parts(part)}`));
    expect(mail.text).toMatch(/^The printer burns\./u);
  });

  it.each([
    ['messages in messages', ['Content-Type: message/rfc822', 'Content-Disposition: inline'], 'message'],
    ['boundaries that begin alike', mixed(), filled('--bb\r\n--b-\r\n--\r\n', BYTES)],
    ['an empty boundary', mixed(''), filled('--\r\n\r\nx\r\n', BYTES)],
    ['an endless boundary', mixed(filled('b', 100_000)), parts('\r\nx')],
  ])('ends within its limits: %s', async (_name, headers, body) => {
    const whole =
      body === 'message'
        ? filled('Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n', BYTES)
        : body;
    await expect(parse(mailOf(headers, whole))).resolves.toMatchObject({ subject: 'Hostile' });
  });

  it('is read whole where it only looks so', async () => {
    const file = 'Content-Type: image/png\r\n\r\npixels';
    const mail = await parse(mailOf(mixed(), parts(file, file.length * 400)));
    expect(mail).toMatchObject({ isPartlyRead: false, parts: { length: expect.any(Number) } });
    expect(mail.parts.length).toBeGreaterThan(250);
  });
});

describe('a mail of which a part is read', () => {
  const incoming = async (raw: string) => ({
    id: 'an-id',
    recipients: [],
    mail: await parse(raw),
    isReleased: false,
  });

  it('says so on the ticket, also where it has no text at all', async () => {
    const note = '[This mail has more parts or text than Holdfast reads. The original mail has the rest]';
    const empty = await incoming(manyEmptyFiles({ subject: 'Many' }));
    expect(composed(empty, empty.mail.text, 1_000)).toMatchObject({
      isEmpty: false,
      body: `[No text]\n\n${note}`,
    });
    const told = await incoming(
      mailOf(mixed(), `--b\r\n\r\nThe printer burns.\r\n${parts('\r\nx', 10_000)}`),
    );
    expect(composed(told, 'The printer burns.', 1_000).body).toBe(`The printer burns.\n\n${note}`);
  });

  it('says nothing of the sort where it was read whole', async () => {
    const { mail } = await incoming(manyFlowedLines({ subject: 'Flowed' }));
    expect(mail).toMatchObject({ isPartlyRead: false, text: expect.stringMatching(/^(?:a ){150000}\n?$/u) });
  });
});
