import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import { decompressRtf, rtfChecksum } from '../../../src/adapters/mail/rtf/decompress-rtf.js';
import { rtfText } from '../../../src/adapters/mail/rtf/rtf-text.js';
import { mailOf } from '../../support/mail/hostile-mails.js';
import * as pack from '../../support/mail/tnef.js';
import { startCpuClock } from '../../support/cpu-clock.js';

const [RTF, BODY, DATA_OBJECT] = [0x1009, 0x1000, 0x3701];

/** As Outlook packs RTF, but without anything that refers to the window. */
function compressed(rtf: Buffer): Buffer {
  const chunks = Array.from({ length: Math.ceil(rtf.length / 8) }, (_, index) =>
    Buffer.concat([Buffer.from([0]), rtf.subarray(index * 8, index * 8 + 8)]),
  );
  return headed(Buffer.concat(chunks), rtf.length);
}

function headed(content: Buffer, rawSize: number, kind = 'LZFu'): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(content.length + 12, 0);
  head.writeUInt32LE(rawSize, 4);
  head.write(kind, 8, 'latin1');
  head.writeUInt32LE(rtfChecksum(content), 12);
  return Buffer.concat([head, content]);
}

/** A mail of Outlook with nothing but a `winmail.dat`. */
function winmail(properties: readonly Buffer[]) {
  const content = pack.tnefOf([pack.packedProperties(properties)]);
  const body = `--b\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n--b--\r\n`;
  return mailParser.parse(Buffer.from(mailOf(['Content-Type: multipart/mixed; boundary=b'], body), 'latin1'));
}

const read = (rtf: string) => rtfText(Buffer.from(rtf, 'latin1'));

describe('compressed RTF', () => {
  it.each([
    // [MS-OXRTFCP] §4.1: what refers to the window before it was written to, and over itself.
    [
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    ],
    ['1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}'],
  ])('is unpacked as the specification shows', (hex, rtf) => {
    expect(decompressRtf(Buffer.from(hex, 'hex'))?.toString('latin1')).toBe(rtf);
  });

  it('may be stored as it is', () => {
    const rtf = Buffer.from('{\\rtf1 Hello}');
    expect(decompressRtf(headed(rtf, rtf.length, 'MELA'))).toEqual(rtf);
  });

  it('is refused where it is broken', () => {
    const whole = compressed(Buffer.from('{\\rtf1 Hello}'));
    const changed = Buffer.from(whole);
    changed.writeUInt8(0x41, 20);
    for (const broken of [whole.subarray(0, 30), changed, whole.subarray(0, 8), headed(whole, 9, 'ABCD')]) {
      expect(decompressRtf(broken)).toBeNull();
    }
  });

  it('may say that it is larger than it is, and may refer to anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(0xffff_ffff), (bytes, rawSize) => {
        expect(decompressRtf(headed(Buffer.from(bytes), rawSize))?.length ?? 0).toBeLessThan(400 * 9);
      }),
      { numRuns: 200 },
    );
  });
});

describe('RTF', () => {
  it.each([
    ['lines', '{\\rtf1 One\\par Two\\line Three\\tab four\\emdash five}', 'One\nTwo\nThree\tfour\u2014five'],
    ['what is escaped', '{\\rtf1 \\{a\\}\\~\\\\b\\_c}', '{a}\u00a0\\b-c'],
    [
      'its code page',
      "{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'ed\\'f2\\'e5\\'f0 No. 7}",
      'Принтер No. 7',
    ],
    [
      'the charset of each font',
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset128 Gothic;}{\\f2\\fcharset161 Greek;}}Gr\\'f6\\'dfe {\\f1 \\'83\\'76\\'83\\'8a\\'83\\'93\\'83\\'5e} {\\f2 \\'e1\\'e2} gr\\'fcn}",
      'Größe プリンタ αβ grün',
    ],
    [
      'characters by number, without their fallback',
      "{\\rtf1\\uc1 \\u8364? \\u-10179?\\u-8694? {\\uc2\\u246\\'c3\\'b6}\\uc0\\u252n}",
      '\u20ac \u{1f60a} öün',
    ],
    [
      'no tables, pictures and data',
      '{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red1;}{\\*\\generator Word;}{\\info{\\author Bob}}{\\pict 00ff}{\\*\\odd x}Text\\bin5 {}\\}}.}',
      'Text.',
    ],
    [
      'a link by its words',
      '{\\rtf1 See {\\field{\\*\\fldinst HYPERLINK "https://x.example"}{\\fldrslt {\\ul the page}}}.}',
      'See the page.',
    ],
    ['what is not closed', '{\\rtf1 {\\b Bold\\par and {more', 'Bold\nand more'],
    ['half of a character', '{\\rtf1 \\u-10179?x}', '\ufffdx'],
  ])('is read: %s', (_, rtf, text) => {
    expect(read(rtf)).toEqual({ text, isHtml: false });
  });

  it('gives the HTML that Outlook has put into it', () => {
    const rtf =
      '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\r\n' +
      "{\\*\\htmltag64 <p>}\\htmlrtf \\par\\htmlrtf0 Gr\\'f6\\'dfe {\\*\\htmltag84 <b>}\\htmlrtf {\\b \\htmlrtf0 90\\htmlrtf }\\htmlrtf0 {\\*\\htmltag92 </b>}" +
      '{\\*\\htmltag84 &lt;}5{\\*\\mhtmltag84 <img src=cid>}{\\*\\htmltag72 </p>\\par }}';
    expect(read(rtf)).toEqual({ text: '<p>Größe <b>90</b>&lt;5</p>\n', isHtml: true });
  });

  it.each([
    ['groups', '{'],
    ['pairs of groups', '{}'],
    ['words', '\\b'],
    ['characters by number', '\\u8364?'],
    ['bytes', "\\'e4"],
    ['fonts', '{\\fonttbl{\\f9\\fcharset128 x}}'],
    ['stars', '{\\*\\x y}'],
    ['changes of font', '\\f1 x\\f2 y'],
    ['lines that have to be decoded', "\\'e4\\par "],
  ])('is read in linear time, however many %s it has', (_, unit) => {
    const cpuMs = startCpuClock();
    expect(read(`{\\rtf1 ${unit.repeat(Math.floor(4_000_000 / unit.length))}`)).not.toBeNull();
    expect(cpuMs()).toBeLessThan(8_000);
  });

  it('is none that does not begin as such', () => {
    expect(read('Hello')).toBeNull();
  });
});

describe('a winmail.dat whose text is RTF only', () => {
  const packed = (rtf: string) => pack.binaryProperty(RTF, compressed(Buffer.from(rtf, 'latin1')));

  it('gives its text', async () => {
    const mail = await winmail([packed("{\\rtf1\\ansi Gr\\'f6\\'dfe\\par 90}")]);
    expect(mail).toMatchObject({ text: 'Größe\n90', parts: [] });
  });

  it('gives what its HTML shows', async () => {
    const html = '{\\*\\htmltag <div>}Invoice{\\*\\htmltag <hr>}4711{\\*\\htmltag </div>}';
    const mail = await winmail([packed(`{\\rtf1\\ansi\\fromhtml1 ${html}}`)]);
    expect(mail).toMatchObject({ text: 'Invoice\n4711', parts: [] });
  });

  it('gives its plain text where there is some', async () => {
    const mail = await winmail([pack.wideProperty(BODY, 'Plain'), packed('{\\rtf1 Rich}')]);
    expect(mail.text).toBe('Plain');
  });

  it('gives the text of a message within', async () => {
    const inner = pack.tnefOf([pack.packedProperties([packed('{\\rtf1 Inner}')])]);
    const object = { title: 'Old', properties: [pack.objectProperty(DATA_OBJECT, inner)] };
    const content = pack.tnefOf([], [object]);
    const body = `Content-Type: application/ms-tnef; name="winmail.dat"\r\n`;
    const raw = mailOf([body.trim(), 'Content-Transfer-Encoding: base64'], content.toString('base64'));
    const { parts } = await mailParser.parse(Buffer.from(raw, 'latin1'));
    expect(parts.map(({ name, content: of }) => [name, Buffer.from(of).toString()])).toEqual([
      ['Old.txt', 'Inner'],
    ]);
  });

  it('stays as it is where that is broken', async () => {
    const broken = compressed(Buffer.from('{\\rtf1 Hello}'));
    broken.writeUInt8(0x41, 20);
    const mail = await winmail([pack.binaryProperty(RTF, broken)]);
    expect(mail).toMatchObject({ text: '', parts: [{ name: 'winmail.dat' }] });
  });
});
