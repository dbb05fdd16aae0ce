import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import { mailOf } from '../../support/mail/hostile-mails.js';
import * as pack from '../../support/mail/tnef.js';
import { startCpuClock } from '../../support/cpu-clock.js';

const [LONG_NAME, TYPE, DATA_OBJECT, CONTENT_ID, BODY, HTML] = [
  0x3707, 0x370e, 0x3701, 0x3712, 0x1000, 0x1013,
];
const pdf = Buffer.from('%PDF-1.7 manual');

/** A mail of Outlook: its text, where there is one, and a `winmail.dat`. */
function winmail(content: Buffer, text = '', head = 'application/ms-tnef; name="winmail.dat"') {
  const parts = [
    ...(text === '' ? [] : [`Content-Type: text/plain\r\n\r\n${text}`]),
    `Content-Type: ${head}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}`,
  ];
  const body = `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
  return mailParser.parse(Buffer.from(mailOf(['Content-Type: multipart/mixed; boundary=b'], body), 'latin1'));
}

describe('a winmail.dat', () => {
  it('has its files become those of the mail, under their long names', async () => {
    const { text, parts } = await winmail(
      pack.tnefOf(
        [pack.packedCodePage(1252), pack.packedBody(Buffer.from('Not used\0'))],
        [
          {
            title: 'MANUAL~1.PDF',
            data: pdf,
            properties: [
              pack.namedProperty('odd', 1),
              pack.wideProperty(LONG_NAME, 'Prüfung 打印机.pdf'),
              pack.wideProperty(TYPE, 'Application/PDF'),
            ],
          },
          { title: 'Gr\xf6\xdfe.txt', data: Buffer.from('90') },
        ],
      ),
      'See the manual.',
    );
    expect(text.trim()).toBe('See the manual.');
    expect(parts).toMatchObject([
      {
        name: 'Prüfung 打印机.pdf',
        type: 'application/pdf',
        sizeBytes: pdf.length,
        isInline: false,
        isUnpacked: true,
      },
      { name: 'Größe.txt', type: 'application/octet-stream', isUnpacked: true },
    ]);
    expect(Buffer.from(parts[0]!.content)).toEqual(pdf);
  });

  it.each([
    [
      'plain, in its code page',
      [pack.packedCodePage(1251), pack.packedBody(iconv.encode('Принтер сломан\0', 'windows-1251'))],
      'Принтер сломан',
    ],
    ['Unicode', [pack.packedProperties([pack.wideProperty(BODY, 'Größe 打印机')])], 'Größe 打印机'],
    [
      'HTML',
      [
        pack.packedProperties([
          pack.numberProperty(0x3fde, 65_001),
          pack.binaryProperty(HTML, Buffer.from('<div>Größe<hr>90</div>')),
        ]),
      ],
      'Größe\n90',
    ],
  ])('gives its text to a mail that has none: %s', async (_name, message, text) => {
    const mail = await winmail(pack.tnefOf(message));
    expect(mail).toMatchObject({ text, parts: [] });
  });

  it('is known without its type, and its pictures are shown where they were', async () => {
    const picture = {
      data: pdf,
      properties: [
        pack.wideProperty(LONG_NAME, 'a.png'),
        pack.wideProperty(TYPE, 'image/png'),
        pack.wideProperty(CONTENT_ID, '1@x'),
      ],
    };
    const { parts } = await winmail(
      pack.tnefOf([], [picture]),
      'x',
      'application/octet-stream; name=WINMAIL.DAT',
    );
    expect(parts).toMatchObject([{ name: 'a.png', type: 'image/png', isInline: true }]);
  });

  it('gives the files of messages within it, and what they say', async () => {
    const inner = pack.tnefOf([pack.packedBody(Buffer.from('Inner text'))], [{ title: 'b.pdf', data: pdf }]);
    const object = { title: 'Old mail', properties: [pack.objectProperty(DATA_OBJECT, inner)] };
    const { parts } = await winmail(pack.tnefOf([], [object]), 'x');
    expect(parts.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
      ['Old mail.txt', 'Inner text'],
      ['b.pdf', pdf.toString()],
    ]);
  });

  it.each([
    ['broken off', pack.tnefOf([], [{ title: 'a.pdf', data: pdf }]).subarray(0, 40)],
    ['empty of anything', pack.tnefOf([])],
    ['something else', Buffer.from('PK\x03\x04')],
  ])('that is %s stays as it is', async (_name, content) => {
    const { parts } = await winmail(content, 'x');
    expect(parts).toMatchObject([{ name: 'winmail.dat', sizeBytes: content.length }]);
    expect(parts[0]).not.toHaveProperty('isUnpacked');
  });

  it('may hold any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 200 }), async (bytes, at) => {
        const whole = pack.tnefOf(
          [pack.packedProperties([pack.wideProperty(BODY, 'x')])],
          [{ title: 'a', data: pdf, properties: [pack.wideProperty(LONG_NAME, 'b')] }],
        );
        Buffer.from(bytes).copy(whole, 6 + (at % (whole.length - 6)));
        await expect(winmail(whole, 'x')).resolves.toMatchObject({ subject: 'Hostile' });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['files', pack.attribute(0x00069002, Buffer.alloc(0), 2)],
    ['properties', pack.packedProperties(Array.from({ length: 50 }, () => pack.numberProperty(1, 1)))],
    ['attributes', pack.attribute(1, Buffer.alloc(0))],
  ])('is read in linear time, however many %s it holds', async (_name, unit) => {
    const count = Math.floor(15_000_000 / unit.length);
    const cpuMs = startCpuClock();
    await winmail(Buffer.concat([pack.tnefOf([]), ...Array.from({ length: count }, () => unit)]), 'x');
    expect(cpuMs()).toBeLessThan(8_000);
  });
});
