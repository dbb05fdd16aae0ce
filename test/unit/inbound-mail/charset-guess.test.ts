import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { decodeGuessing } from '../../../src/adapters/mail/charset/decode.js';
import { guessedCodec } from '../../../src/adapters/mail/charset/guess.js';
import { startCpuClock } from '../../support/cpu-clock.js';

const LATIN: readonly (readonly [charset: string, languages: readonly string[]])[] = [
  ['windows-1252', ['de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'is', 'ca']],
  ['windows-1250', ['pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl']],
  ['windows-1254', ['tr']],
  ['windows-1257', ['lv', 'lt', 'et']],
];

const HEBREW_ARABIC_THAI = ['windows-1255', 'windows-1256', 'windows-874'];
const OTHERS: readonly (readonly [charset: string, language: string])[] = [
  ['gb18030', 'zh'],
  ['big5', 'zh-TW'],
  ['shift_jis', 'ja'],
  ['euc-jp', 'ja'],
  ['euc-kr', 'ko'],
  ['windows-1251', 'ru'],
  ['windows-1251', 'uk'],
  ['windows-1251', 'bg'],
  ['koi8-r', 'ru'],
  ['windows-1253', 'el'],
];

describe('the charset of bytes without a label', () => {
  it.each([
    ['windows-1251', 'Не печатает принтер'],
    ['windows-1251', 'СРОЧНО: нет сети'],
    ['windows-1251', 'Отчёт_2026.doc'],
    ['windows-1251', 'Повідомлення про помилку'],
    ['windows-1251', 'Нямам достъп до пощата'],
    ['koi8-r', 'Счет за ноябрь'],
    ['koi8-r', 'СРОЧНО: нет сети'],
    ['windows-1253', 'Το πρόβλημα με τον εκτυπωτή'],
    ['windows-1255', 'שלום, אני לא מצליח להיכנס למערכת'],
    ['windows-1255', 'המדפסת לא עובדת'],
    ['windows-1255', 'דחוף: אין רשת'],
    ['windows-1255', 'קבלה 4711 לחודש נובמבר.pdf'],
    ['windows-1256', 'الطابعة لا تعمل منذ الصباح'],
    ['windows-1256', 'نسيت كلمة المرور'],
    ['windows-1256', 'عاجل: انقطاع الشبكة في الطابق 3'],
    ['windows-1256', 'چاپگر کار نمي‌کند'],
    ['windows-874', 'เครื่องพิมพ์ไม่ทำงาน'],
    ['windows-874', 'ลืมรหัสผ่าน ช่วยด้วยครับ'],
    ['windows-874', 'ใบแจ้งหนี้ 4711 เดือนพฤศจิกายน.pdf'],
    ['gb18030', '转发：整体提升企业服务水平'],
    ['gb18030', '关于VPN连接问题'],
    ['gb18030', '报价单'],
    ['big5', '請問訂單狀態'],
    ['shift_jis', 'パスワードを忘れました'],
    ['euc-jp', 'お問い合わせ'],
    ['euc-kr', '비밀번호를 잊어버렸어요'],
    ['euc-kr', '견적 요청'],
  ])('is known by its words: %s, %s', (charset, text) => {
    for (const hint of ['', 'iso-8859-1', 'us-ascii']) {
      expect(decodeGuessing(iconv.encode(`Re: ${text}`, charset), '', hint)).toBe(`Re: ${text}`);
    }
  });

  it('is that of the other texts of the mail if the words make sense in it', () => {
    expect(decodeGuessing(iconv.encode('Привет, Анна', 'koi8-r'), '', 'koi8-r')).toBe('Привет, Анна');
    expect(decodeGuessing(iconv.encode('Счет за ноябрь', 'koi8-r'), '', 'windows-1251')).toBe(
      'Счет за ноябрь',
    );
    expect(decodeGuessing(iconv.encode('dřív než žádost', 'windows-1250'), '', 'windows-1250')).toBe(
      'dřív než žádost',
    );
  });

  it.each([
    'ÄRGER: ÄNDERUNG DER ÖFFNUNGSZEITEN',
    'INFORMAÇÃO SOBRE PUBLICAÇÕES',
    'äöü ÄÖÜ ß äöüß',
    '¡Hola! ¿Cómo estás? ¿Dónde?',
    'It’s John’s “quoted” text – and…',
    '„Größe“ ‚äh‘',
    '«Été» à Noël, ça va être réglé',
    '1ª Via, Nº 5, 5 €, §7, ½ Liter, ±5 °C, ©2026 ®',
    '“ “ “ — — — €€€',
  ])('is a Latin one for %s', (text) => {
    const bytes = iconv.encode(text, 'windows-1252');
    expect(guessedCodec(bytes, null)).toBeNull();
    expect(decodeGuessing(bytes, '', '')).toBe(text);
  });

  it('is a Latin one for all countries and currencies in the languages of Latin letters', () => {
    const wrong = LATIN.flatMap(([charset, languages]) =>
      languages
        .flatMap((language) => namesIn(language).flatMap((name) => [name, name.toLocaleUpperCase(language)]))
        .filter((name) => guessedCodec(iconv.encode(name, charset), null) !== null),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['windows-1255', 'he'],
    ['windows-1256', 'ar'],
    ['windows-874', 'th'],
  ])('is %s for nearly all countries and currencies in %s', (charset, language) => {
    const names = namesIn(language).filter(
      (name) => /^[^A-Za-z]{8,}$/u.test(name) && iconv.decode(iconv.encode(name, charset), charset) === name,
    );
    const right = names.filter((name) => guessedCodec(iconv.encode(name, charset), null) === charset);
    expect(names.length).toBeGreaterThan(200);
    expect(right.length / names.length).toBeGreaterThan(0.9);
  });

  it('is hardly ever Hebrew, Arabic or Thai for names in other scripts', () => {
    const names = OTHERS.flatMap(([charset, language]) =>
      namesIn(language).map((name) => guessedCodec(iconv.encode(name, charset), null) ?? ''),
    );
    const wrong = names.filter((codec) => HEBREW_ARABIC_THAI.includes(codec));
    expect(wrong.length / names.length).toBeLessThan(0.003);
  });

  it('survives a damaged character, and a sample that ends within one', () => {
    const long = iconv.encode('打印机坏了，请帮忙看一下好吗？'.repeat(900), 'gb18030');
    expect(guessedCodec(long, null)).toBe('gb18030');
    expect(guessedCodec(Buffer.concat([Buffer.from([0xff, 0x20]), long]), null)).toBe('gb18030');
  });

  it.each(['\xb4\xf2', '\xcf\xf0 ', '\xe4 ', '\x82\xa0', '\xff'])('is guessed in linear time: %j', (unit) => {
    const bytes = Buffer.from(unit.repeat(1_000_000), 'latin1');
    const cpuMs = startCpuClock();
    decodeGuessing(bytes, '', '');
    expect(cpuMs()).toBeLessThan(10_000);
  });
});

function namesIn(language: string): readonly string[] {
  const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const currencies = new Intl.DisplayNames([language], { type: 'currency', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return [
    ...codes.map((code) => regions.of(code)),
    ...Intl.supportedValuesOf('currency').map((code) => currencies.of(code)),
  ].filter((name) => name !== undefined);
}
