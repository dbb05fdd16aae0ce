import { describe, expect, it } from '@jest/globals';
import { readContent } from '../../../src/adapters/file-analysis/read-content.js';
import { zipOf } from '../../support/mail/zip.js';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const DOCX = `${OFFICE}.wordprocessingml.document`;
const XLSX = `${OFFICE}.spreadsheetml.sheet`;
const ODT = 'application/vnd.oasis.opendocument.text';

const read = (type: string, content: Uint8Array) => readContent({ type, content, name: 'a file' } as never);
const wordOf = (...lines: readonly string[]) =>
  `<w:document xmlns:w="w"><w:body>${lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`;

/** A PDF with these pages, each with one line. */
function pdfOf(lines: readonly string[]): Buffer {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>'];
  const kids = lines.map((_, index) => `${3 + 2 * index} 0 R`).join(' ');
  objects.push(`<</Type/Pages/Count ${lines.length}/Kids[${kids}]>>`);
  lines.forEach((line, index) => {
    const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
    const stream = `BT /F 12 Tf 20 100 Td (${line}) Tj ET`;
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents ${4 + 2 * index} 0 R/Resources<</Font<</F ${font}>>>>>>`,
      `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    );
  });
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${body}${table}trailer\n<</Root 1 0 R/Size ${size}>>\nstartxref\n${body.length}\n%%EOF`,
  );
}

describe('the text of a file', () => {
  it('is read from documents of Word and OpenDocument, and from tables', async () => {
    const word = zipOf({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': wordOf('VPN drops', 'Error 0x800704C9 &amp; more'),
    });
    const document = await read(DOCX, word);
    expect(document).toMatchObject({ kind: 'document', fault: null });
    expect(document.text).toMatch(/VPN drops\s+Error 0x800704C9 & more/u);
    const odt = zipOf({
      'content.xml': '<office:text><text:p>Drucker klemmt</text:p></office:text>',
    });
    expect((await read(ODT, odt)).text).toContain('Drucker klemmt');
    const strings = '<sst><si><t>Host</t></si><si><t>srv-01</t></si></sst>';
    const table = await read(XLSX, zipOf({ 'xl/sharedStrings.xml': strings }));
    expect([table.kind, table.text.includes('srv-01')]).toEqual(['table', true]);
  });

  it('is read from a PDF, up to a hundred pages', async () => {
    const short = await read('application/pdf', pdfOf(['The printer is on fire', 'Second page']));
    expect(short).toMatchObject({ kind: 'document', fault: null, metadata: { pages: 2 } });
    expect(short.text).toMatch(/The printer is on fire\s+Second page/u);
    const long = await read('application/pdf', pdfOf(Array.from({ length: 150 }, (_, page) => `p${page}`)));
    expect(long).toMatchObject({ fault: 'too_many_pages', metadata: { pages: 150 } });
  });

  it('is text, a table or a mail, by its content', async () => {
    const text = (content: string) => read('text/plain', Buffer.from(content));
    expect(await text('Hello\u0000 there')).toMatchObject({ kind: 'text', text: 'Hello there', fault: null });
    expect(await text('a;b\nc;d\ne;f\n')).toMatchObject({ kind: 'table' });
    const mail = 'From: a@b.example\nSubject: Broken screen\nMessage-ID: <x@b.example>\n\nIt flickers.\n';
    expect(await text(mail)).toMatchObject({ kind: 'mail', text: 'Broken screen\n\nIt flickers.' });
  });
});

describe('a file that is made to do harm', () => {
  it('is given up: an archive that becomes 210 MB, and one with a part of 21 MB', async () => {
    const zeros = Buffer.alloc(21 * 1024 * 1024);
    const bomb = zipOf(
      Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [`xl/worksheets/sheet${index}.xml`, zeros] as const),
      ),
    );
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await read(XLSX, bomb)).toMatchObject({ text: '', fault: 'too_large' });
    const one = zipOf({ 'word/document.xml': zeros });
    expect(await read(DOCX, one)).toMatchObject({ text: '', fault: 'too_large' });
  });

  it('is broken: cut off, empty, of another format, or XML that expands itself', async () => {
    const whole = zipOf({ 'word/document.xml': wordOf('Hello') });
    for (const content of [whole.subarray(0, whole.length / 2), Buffer.alloc(0), Buffer.from('%PDF-1.4')]) {
      expect(await read(DOCX, content)).toMatchObject({ text: '', fault: 'broken' });
      expect(await read('application/pdf', content)).toMatchObject({ text: '', fault: 'broken' });
    }
    const entities = `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${wordOf('&b;')}`;
    const expanded = await read(DOCX, zipOf({ 'word/document.xml': entities }));
    expect(expanded.text).not.toContain('aaaaaaaaaa');
  });

  it('is not read if no reader knows its type', async () => {
    const script = Buffer.from('<svg onload="alert(1)"/>');
    expect(await read('image/svg+xml', script)).toEqual({
      ...{ kind: 'image', text: '', metadata: {} },
      fault: 'unsupported',
    });
  });
});
