import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText } from '../../../src/adapters/mail/charset/decode.js';
import { codecOf, isUnknownLabel } from '../../../src/adapters/mail/charset/labels.js';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import { mailOf } from '../../support/mail/hostile-mails.js';
import { startCpuClock } from '../../support/cpu-clock.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const MEGABYTES_2 = 2_000_000;
const filled = (unit: string) => bytes(unit.repeat(Math.ceil(MEGABYTES_2 / unit.length)));

describe('the text of bytes', () => {
  it.each([
    ['iso-8859-1', '80 20 96 20 93', '€ – “'],
    ['latin1', '80', '€'],
    ['ISO_8859-1:1987', '85', '…'],
    ['iso8859_1', '92', '’'],
    ['us-ascii', '67 72 f6 df 65 20 80', 'größe €'],
    ['iso-8859-9', 'fd 80', 'ı€'],
    ['iso-8859-11', '80 a1', '€ก'],
    ['tis-620', '80 a1', '€ก'],
    ['iso-8859-15', 'a4', '€'],
    ['iso8859_15', 'a4', '€'],
    ['iso-8859-16', 'aa', 'Ș'],
    ['iso-8859-8-i', 'f9 ec e5 ed', 'שלום'],
    ['iso-8859-8-e', 'f9 ec e5 ed', 'שלום'],
    ['logical', 'f9 ec e5 ed', 'שלום'],
    ['iso-8859-6-i', 'c7', 'ا'],
    ['win-1251', 'cf f0 e8', 'При'],
    ['cp1251', 'cf f0 e8', 'При'],
    ['koi8-u', 'b7', 'Ї'],
    ['koi8-ru', 'ae', 'ў'],
    ['ibm866', '8f e0', 'Пр'],
    ['cp850', '94 e1', 'öß'],
    ['ibm-850', '94 e1', 'öß'],
    ['IBM00858', 'd5', '€'],
    ['cp437', '81 9c', 'ü£'],
    ['dos-862', '80', 'א'],
    ['macintosh', '9a a7 db', 'öß€'],
    ['x-mac-roman', '9a a7', 'öß'],
    ['x-mac-ce', 'e4', 'š'],
    ['x-mac-cyrillic', '8f a2', 'ПҐ'],
    ['shift_jis', '87 40 fb fc', '①髙'],
    ['x-sjis', '83 76', 'プ'],
    ['cp932', '87 40', '①'],
    ['euc-jp', 'ad a1', '①'],
    ['cp51932', 'ad a1', '①'],
    ['gb2312', 'e9 46 80', '镕€'],
    ['x-gbk', 'e9 46', '镕'],
    ['gb18030', '81 39 ef 30', '㐁'],
    ['big5', 'a4 40 fa 40', '一𠕇'],
    ['ks_c_5601-1987', '8c 63', '똠'],
    ['euc-kr', '8c 63', '똠'],
    ['viscii', 'd5', 'ạ'],
    ['cn-gb', 'e9 46', '镕'],
    ['kz-1048', 'cf f0 e8', 'При'],
    ['utf-16', '67 00 f6 00 0d 00 0a 00', 'gö\r\n'],
    ['utf-16', '00 67 00 f6 00 0d 00 0a', 'gö\r\n'],
    ['utf-16be', '00 67 00 f6', 'gö'],
    ['iso-10646-ucs-2', '67 00 0a 00', 'g\n'],
    ['utf-32le', '67 00 00 00 f6 00 00 00', 'gö'],
  ])('follows the label %s', (label, encoded, text) => {
    expect(decodeText(hex(encoded), label)).toBe(text);
  });

  it.each([
    ['utf-7', 'Gr+APYA3w-e 1 +- 1', 'Größe 1 + 1'],
    ['unicode-1-1-utf-7', '+2D3eAA-', '😀'],
    ['iso-2022-jp', '\x1b$B%W%j\x1b(B ok \x1b$B-!\x1b(B \x1b(I1\x1b(B', 'プリ ok ① ｱ'],
    ['iso-2022-jp', '\x1b$B%W%j\nok', 'プリ\nok'],
    ['iso-2022-jp-2', '\x1b$A0!\x1b(B', '啊'],
    ['iso2022jp', '\x1b$B%W%j\x1b(B ok', 'プリ ok'],
    ['iso_2022_jp', '\x1b$B%W%j\x1b(B ok', 'プリ ok'],
    ['iso-2022-kr', '\x1b$)C\x0eGA\x0f ok', '프 ok'],
    ['iso-2022-cn', '\x1b$)A\x0e0!\x0f ok', '啊 ok'],
    ['hz-gb-2312', '~{<:Ky~} ok ~~', '己所 ok ~'],
  ])('is read through the shifts of %s', (label, encoded, text) => {
    expect(decodeText(bytes(encoded), label)).toBe(text);
  });

  it('knows the labels of all charsets of mail, in any spelling', () => {
    for (const label of [
      'utf8',
      '"UTF-8"',
      'utf-8*de',
      'utf8mb4',
      'x-unicode20utf8',
      'cp65001',
      'UTF_8',
      'utf8mb3',
    ])
      expect([label, codecOf(label)]).toEqual([label, 'utf-8']);
    for (const label of [
      '',
      'us-ascii',
      'unknown-8bit',
      'x-user-defined',
      'base64',
      'hex',
      'ba-se64',
      'constructor',
      'nonsense',
    ])
      expect([label, codecOf(label)]).toEqual([label, null]);
  });

  it('that is valid UTF-8 stays, whatever calls it nothing, ASCII or a charset without those bytes', () => {
    for (const label of [
      '',
      'utf-8',
      'us-ascii',
      'unknown-8bit',
      'x-unknown',
      'nonsense',
      'shift_jis',
      'utf-16',
    ])
      expect([label, decodeText(Buffer.from('größe „ß“ Привет'), label)]).toEqual([
        label,
        'größe „ß“ Привет',
      ]);
  });

  it('keeps a U+FFFD of its own', () => {
    expect(decodeText(Buffer.from('Die Seite zeigt � statt ü.'), 'utf-8')).toBe('Die Seite zeigt � statt ü.');
  });

  it.each([
    ['a cut at the end', Buffer.concat([Buffer.from('déjà à côté'), hex('c3')]), 'déjà à côté�'],
    ['a cut of three bytes', Buffer.concat([Buffer.from('Größe 5 '), hex('e2 82')]), 'Größe 5 �'],
    [
      'a cut within',
      Buffer.concat([Buffer.from('打印机'), hex('e6 89'), Buffer.from('坏了')]),
      '打印机�坏了',
    ],
    [
      'another charset below',
      Buffer.concat([Buffer.from('größer\n'), hex('66 fc 72 20 dc 62 65 72')]),
      'größer\nfür Über',
    ],
    ['another charset altogether', hex('47 72 fc df 65 20 96 20 84 73 6f 93'), 'Grüße – „so“'],
    ['halves of characters', Buffer.concat([Buffer.from('ä '), hex('ed a0 80')]), 'ä í\u00a0€'],
  ])('that is nearly UTF-8 is repaired word by word: %s', (_name, raw, text) => {
    expect(decodeText(raw, 'utf-8')).toBe(text);
  });

  it('without a label is read as other texts of the mail are', () => {
    const privet = iconv.encode('Привет', 'windows-1251');
    expect(decodeText(privet, '', 'windows-1251')).toBe('Привет');
    expect(decodeText(iconv.encode('报价单', 'gb18030'), '', 'gb2312')).toBe('报价单');
    // Its bytes are UTF-8 as well, by chance.
    expect(decodeText(iconv.encode('联通', 'gb18030'), '', 'gb2312')).toBe('联通');
    expect(decodeText(Buffer.from('你好'), '', 'gb2312')).toBe('你好');
    expect(decodeText(Buffer.from('für'), '', 'iso-8859-1')).toBe('für');
  });

  it.each([
    ['iso-2022-jp', 'shift_jis'],
    ['iso-2022-jp', 'euc-jp'],
    ['iso-2022-jp', 'utf-8'],
    ['shift_jis', 'euc-jp'],
    ['euc-jp', 'shift_jis'],
    ['shift_jis', 'utf-8'],
  ])('that calls itself %s and is %s is read as what it is', (label, real) => {
    expect(decodeText(iconv.encode('プリンタ故障', real), label)).toBe('プリンタ故障');
  });

  it('that shifts to Japanese is Japanese, whatever calls it ASCII, UTF-8 or Shift_JIS', () => {
    for (const label of ['', 'us-ascii', 'utf-8', 'shift_jis'])
      expect(decodeText(bytes('\x1b$B%W%j\x1b(B'), label)).toBe('プリ');
  });

  it('begins behind a byte order mark, which counts more than the label', () => {
    expect(decodeText(hex('ef bb bf 67 c3 b6'), 'iso-8859-1')).toBe('gö');
    expect(decodeText(hex('ff fe 67 00 f6 00'), 'utf-8')).toBe('gö');
    expect(decodeText(hex('fe ff 00 67 00 f6'), 'utf-16le')).toBe('gö');
  });

  it('never contains a lone surrogate, for any bytes and label', () => {
    const labels = [
      '',
      'utf-8',
      'utf-7',
      'utf-16',
      'utf-16le',
      'utf-32',
      'iso-2022-jp',
      'iso-2022-kr',
      'hz',
      'gb18030',
    ];
    const anything = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(anything, fc.constantFrom(...labels), fc.constantFrom(...labels), (raw, label, hint) => {
        expect(decodeText(Buffer.from(raw), label, hint)).not.toMatch(/\p{Cs}/u);
      }),
    );
    expect(decodeText(hex('00 d8 41 00 0a 00'), 'utf-16le')).toBe('�A\n');
    expect(decodeText(bytes('+2AA-A'), 'utf-7')).toBe('�A');
  });

  it('that is UTF-8 comes back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        if (!text.includes('\u001b') && !text.startsWith('\ufeff'))
          expect(decodeText(Buffer.from(text), 'utf-8')).toBe(text);
      }),
    );
  });

  it.each([
    ['words of two charsets', 'utf-8', '\xc3\xbc \xff '],
    ['cut characters', 'utf-8', '\xe2\x82 \xc3\xbc'],
    ['shifts of UTF-7', 'utf-7', '+AGE-'],
    ['shifts of HZ', 'hz', '~{0!~}'],
    ['escapes', 'iso-2022-jp', '\x1b$B$"\x1b(B'],
    ['escapes without text', 'iso-2022-jp', '\x1b$B'],
    ['escapes that are not known', 'iso-2022-jp', '\x1b'],
    ['two Japanese charsets', 'iso-2022-jp', '\x82\xa0\xa4'],
  ])('is read in linear time: %s', (_name, label, unit) => {
    const cpuMs = startCpuClock();
    decodeText(filled(unit), label);
    expect(cpuMs()).toBeLessThan(10_000);
  });
});

describe('a mail in a charset that is not known', () => {
  const parse = (headers: readonly string[], body: Buffer, subject = 'x') =>
    mailParser.parse(Buffer.from(mailOf(headers, body.toString('latin1'), subject), 'latin1'));

  it.each([
    ['euc-tw', 'No. 4711 \xc4\xe3\xc5\xc6 \x8e\xa2\xa1\xa1'],
    ['X-EUC-TW', 'No. 4711 \x8e'],
    ['johab', 'No. 4711 \xd0\x65\x8b\x69'],
    ['CP1361', 'No. 4711 \xd0'],
    ['x-mac-unheard-of', 'No. 4711 \xff\xfe\x80'],
  ])('%s keeps its bytes beside what can be read of it', async (label, said) => {
    expect(isUnknownLabel(label)).toBe(true);
    const name = `message-${label.toLowerCase()}.txt`;
    const subject = `=?${label}?B?${bytes('4711 \xd0\x65').toString('base64')}?=`;
    const mail = await parse([`Content-Type: text/plain; charset=${label}`], bytes(said), subject);
    expect(mail.text).toMatch(/^No\. 4711 ./u);
    expect(mail.subject).toMatch(/^4711 ./u);
    expect(mail).toMatchObject({ unreadFiles: [name], parts: [{ name, sizeBytes: said.length }] });
    expect(Buffer.from(mail.parts[0]!.content).toString('latin1')).toBe(said);
  });

  it('is unchanged if its charset makes no difference', async () => {
    for (const body of [bytes('No. 4711'), Buffer.from('Größe 打印机')]) {
      const mail = await parse(['Content-Type: text/plain; charset=euc-tw'], body);
      expect([mail.text, mail.parts, mail.unreadFiles]).toEqual([body.toString(), [], undefined]);
    }
    for (const label of ['', 'us-ascii', 'unknown-8bit', 'utf-8', 'big5', 'cp949']) {
      expect([label, isUnknownLabel(label)]).toEqual([label, false]);
    }
  });
});
