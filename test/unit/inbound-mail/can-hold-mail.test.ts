import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inflate } from '../../../src/app/tickets/shown/inflated.js';
import { canHoldMail } from '../../../src/domain/inbound-mail/traces/can-hold-mail.js';
import { zipOf } from '../../support/mail/zip.js';

const holds = (content: string | Uint8Array, name = 'notes.txt', type = 'application/octet-stream') =>
  canHoldMail({ name, type, content: typeof content === 'string' ? Buffer.from(content) : content });
const hex = (digits: string, more = 'x'.repeat(600)) =>
  Buffer.concat([Buffer.from(digits, 'hex'), Buffer.from(more)]);
const MAIL =
  'Received: from a by b;\r\n\tMon\r\nFrom: Holdfast <help@desk.example>\r\nSubject: Assigned to you\r\n\r\nHello';

describe('a part in which a mail can lie', () => {
  it.each([
    'message/rfc822',
    'message/global',
    'message/partial',
    'application/vnd.ms-outlook',
    'application/ms-tnef',
    'application/vnd.ms-tnef',
    'application/pkcs7-mime',
    'application/x-pkcs7-mime',
    'application/mbox',
    'application/zip',
    'application/x-zip-compressed',
    'application/x-7z-compressed',
    'application/vnd.rar',
    'application/x-tar',
    'application/gzip',
    'application/pgp-encrypted',
  ])('is of the type %s', (type) => expect(holds('x', 'part', type)).toBe(true));

  it.each([
    'a.eml',
    'A.EML',
    'a.msg',
    'winmail.dat',
    'Winmail.DAT',
    'win.dat',
    'smime.p7m',
    'a.mbox',
    'a.emlx',
    'a.oft',
    'a.pst',
    'a.zip',
    'a.7z',
    'a.rar',
    'a.tar',
    'a.tar.gz',
    'a.tgz',
    'a.zip.001',
    'encrypted.pgp',
  ])('is called %s', (name) => expect(holds('x', name)).toBe(true));

  it.each([
    ['a mail', Buffer.from(MAIL)],
    ['a mail below blank lines and a mark', Buffer.from(`\ufeff\r\n\r\n${MAIL}`)],
    ['a mail with short line ends', Buffer.from(MAIL.replaceAll('\r', ''))],
    ['a mail in UTF-16', Buffer.from(`\ufeff${MAIL}`, 'utf16le')],
    ['a mail in UTF-16 without a mark', Buffer.from(MAIL, 'utf16le')],
    ['a mailbox', Buffer.from(`From bob@desk.example Mon Mar  2 09:00:00 2026\n${MAIL}`)],
    ['a mail of Apple Mail', Buffer.from(`1234      \n${MAIL}`)],
    [
      'a mail that Outlook saved as text',
      Buffer.from('From:\tHoldfast\r\nSent:\tMonday\r\nTo:\tBob\r\nSubject:\tAssigned\r\n\r\nHello'),
    ],
    [
      'the same in German',
      Buffer.from('Von: Holdfast\r\nGesendet: Montag\r\nAn: Bob\r\nBetreff: Ihnen zugewiesen\r\n\r\nHallo'),
    ],
    ['a page', Buffer.from('<!DOCTYPE html><html><body>Hello</body></html>')],
    ['a file of Outlook', hex('d0cf11e0a1b11ae1')],
    ['TNEF', hex('789f3e22')],
    ['a ZIP archive', zipOf({ 'mail.eml': MAIL })],
    ['what begins like one', hex('504b0304')],
    ['an empty one', hex('504b0506', '')],
    ['7z', hex('377abcaf271c')],
    ['RAR', hex('526172211a0700')],
    ['gzip', gzipSync(MAIL)],
    ['bzip2', hex('425a6839314159265359')],
    ['xz', hex('fd377a585a00')],
    ['zstd', hex('28b52ffd')],
    ['tar', Buffer.concat([Buffer.alloc(257, 'x'), Buffer.from('ustar\u000000')])],
    ['cpio', hex('303730373031')],
    ['an enveloped CMS message', hex('308201f2' + '06092a864886f70d010703')],
    ['a signed one', hex('3080' + '06092a864886f70d010702')],
    ['uuencode', Buffer.from('begin 644 mail.eml\n#0V%T\n`\nend\n')],
    ['OpenPGP', Buffer.from('-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n')],
    ['a PDF with a file in it', Buffer.from('%PDF-1.7\n1 0 obj <</Type /EmbeddedFile>> stream')],
  ])('begins like %s, with any name and type', (_, content) => {
    for (const [name, type] of [
      ['notes.txt', 'application/octet-stream'],
      ['image.png', 'image/png'],
      ['', 'text/plain'],
    ] as const) {
      expect([name, holds(content, name, type)]).toEqual([name, true]);
    }
  });

  it('is a document with something embedded, or one that cannot be looked into', () => {
    const docx = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' };
    const isHeld = (files: Record<string, string>) => holds(zipOf(files), 'manual.docx');
    expect(isHeld({ ...docx, 'word/embeddings/oleObject1.bin': 'x' })).toBe(true);
    expect(isHeld({ ...docx, 'word/embeddings/mail.msg': 'x' })).toBe(true);
    expect(isHeld({ mimetype: 'application/vnd.oasis.opendocument.text', 'Object 1': 'x' })).toBe(true);
    expect(isHeld({ 'a.txt': 'x' })).toBe(true);
    const whole = zipOf(docx);
    expect(holds(whole.subarray(0, -30), 'manual.docx')).toBe(true);
  });

  it.each([
    ['a text', Buffer.from('Hello Alice,\nplease try this: restart it.\nFrom: me\n')],
    ['a text with a colon', Buffer.from('Subject: what we said\n\nThe wheel broke.')],
    ['a log', Buffer.from('2026-03-02 09:00:00 ERROR: no answer\n2026-03-02 09:00:01 INFO: again\n')],
    ['a table', Buffer.from('name;date\nAlice;2026-03-02\n')],
    ['a picture', hex('89504e470d0a1a0a')],
    ['a photo', hex('ffd8ffe0')],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj')],
    ['a document', zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' })],
    [
      'a presentation with a chart',
      zipOf({ '[Content_Types].xml': '<Types/>', 'ppt/embeddings/Microsoft_Excel_Sheet.xlsx': 'x' }),
    ],
    [
      'an OpenDocument text',
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
    ],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', (_, content) => expect(holds(content, 'file', 'application/octet-stream')).toBe(false));

  it('is not a detached signature', () => {
    const signature = hex('3080' + '06092a864886f70d010702');
    expect(holds(signature, 'smime.p7s', 'application/pkcs7-signature')).toBe(false);
  });

  it('is looked for in any bytes without fail', () => {
    const beginnings = fc.constantFrom(
      '',
      'PK\u0003\u0004',
      'PK\u0005\u0006',
      '%PDF-',
      '\u00ff\u00fe',
      '0\u0080',
    );
    const bytes = fc.tuple(beginnings, fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(bytes, ([start, rest]) => {
        const content = Buffer.concat([Buffer.from(start, 'latin1'), rest]);
        expect(typeof holds(content)).toBe('boolean');
        inflate(content);
      }),
    );
  });
});

describe('what lies deflated in a file', () => {
  const said = (content: Uint8Array) => inflate(content)?.map((part) => Buffer.from(part).toString());

  it('is read out of documents and PDFs', () => {
    expect(said(zipOf({ '[Content_Types].xml': '<Types/>', 'a.xml': 'hello' }))).toEqual([
      '<Types/>',
      'hello',
    ]);
    const stream = deflateSync('BT (hello) Tj ET');
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.7\nstream\r\n'),
      stream,
      Buffer.from('\nendstream\nstream\nraw'),
    ]);
    expect(said(pdf)).toEqual(['BT (hello) Tj ET']);
    expect(said(Buffer.from('hello'))).toEqual([]);
  });

  it('is bounded, and a document of which not all can be read is told', () => {
    const bomb = zipOf({ '[Content_Types].xml': '<Types/>', 'a.xml': 'x'.repeat(21 * 1024 * 1024) });
    expect(inflate(bomb)).toBeNull();
    const broken = zipOf({ 'a.xml': 'hello' }, () => Buffer.from('no deflate'));
    expect(inflate(broken)).toBeNull();
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\nstream\n'), deflateSync(Buffer.alloc(30_000_000))]);
    expect(inflate(pdf)).toEqual([]);
  });
});
