import { describe, expect, it } from '@jest/globals';
import { forwardedIn } from '../../../src/domain/inbound-mail/text/forwarded-mail.js';
import { startCpuClock } from '../../support/cpu-clock.js';

const OURS = ['help@desk.example'];
const KIM = { name: 'Kim Lee', address: 'kim@c.example' };
const SAID = 'The lamp is red.\n\nKim';

function passedOn(subject: string, ...lines: readonly string[]) {
  return forwardedIn({ subject, text: ['Please look after Kim.', '', ...lines].join('\n') }, OURS);
}

/** Who is named, and what is left of the mail on either side of the headers. */
const READ = { author: KIM, subject: 'Lamp', text: SAID, comment: 'Please look after Kim.' };

describe('a mail that is passed on', () => {
  it.each([
    ['Gmail', '---------- Forwarded message ---------', ['From', 'Date', 'Subject', 'To']],
    ['Gmail in German', '---------- Weitergeleitete Nachricht ---------', ['Von', 'Datum', 'Betreff', 'An']],
    ['Gmail in French', '---------- Message transféré ---------', ['De', 'Date', 'Subject', 'To']],
    [
      'Gmail in Ukrainian',
      '---------- Переслане повідомлення ---------',
      ['Від', 'Надіслано', 'Тема', 'Кому'],
    ],
    ['Thunderbird', '-------- Forwarded Message --------', ['Subject', 'Date', 'From', 'To']],
    ['Thunderbird in Spanish', '-------- Mensaje reenviado --------', ['Asunto', 'Fecha', 'De', 'Para']],
    ['Apple Mail', 'Begin forwarded message:', ['From', 'Subject', 'Date', 'To']],
    ['Apple Mail in Italian', 'Inizio messaggio inoltrato:', ['Da', 'Oggetto', 'Data', 'A']],
    ['an unknown language', '---------- Ujumbe uliosambazwa ----------', ['From', 'Date', 'Subject', 'To']],
  ] as const)('is read as %s writes it', (_, line, names) => {
    const values = (name: string) =>
      /^(?:Von|De|Da|Від|From)$/u.test(name)
        ? 'Kim Lee <kim@c.example>'
        : /^(?:Subject|Betreff|Тема|Asunto|Oggetto)$/u.test(name)
          ? 'Lamp'
          : /^(?:Date|Datum|Data|Fecha|Надіслано)$/u.test(name)
            ? 'Mon, 16 Nov 2026 at 10:00'
            : '<bob@desk.example>';
    expect(passedOn('Lamp', line, '', ...names.map((name) => `${name}: ${values(name)}`), '', SAID)).toEqual(
      READ,
    );
  });

  it.each([
    ['Apple Mail in Polish', 'Początek przekazywanej wiadomości:', ['Od', 'Temat', 'Do']],
    ['Apple Mail in Czech', 'Začátek přeposílané zprávy:', ['Od', 'Předmět', 'Komu']],
    ['Apple Mail in Turkish', 'İletilen ileti başlangıcı:', ['Kimden', 'Konu', 'Kime']],
    ['Apple Mail in Hungarian', 'Továbbított levél kezdete:', ['Feladó', 'Tárgy', 'Címzett']],
    ['Apple Mail in Greek', 'Αρχή προωθημένου μηνύματος:', ['Από', 'Θέμα', 'Προς']],
    ['Apple Mail in Hebrew', 'תחילת ההודעה שהועברה:', ['מאת', 'נושא', 'אל']],
    ['Apple Mail in Korean', '전달된 메시지 시작:', ['보낸 사람', '제목', '받는 사람']],
    ['Apple Mail in Chinese', '以下是转发的邮件：', ['发件人', '主题', '收件人']],
    [
      'Thunderbird in Polish',
      '-------- Wiadomość przekazana dalej --------',
      ['Nadawca', 'Temat', 'Adresat'],
    ],
    ['Thunderbird in Italian', '-------- Messaggio Inoltrato --------', ['Mittente', 'Oggetto', 'A']],
    ['Zoho', '============ Forwarded message ============', ['From', 'Subject', 'To']],
  ] as const)('is read as %s writes it', (_, line, [from, about, to]) => {
    const block = [`${from}: Kim Lee <kim@c.example>`, `${about}: Lamp`, `${to}: bob@desk.example`];
    expect(passedOn('Fwd: Lamp', line, '', ...block, '', SAID)).toEqual(READ);
  });

  it('is read without colons, in a table, below a line for a quote, and between two lines', () => {
    const block = ['From "Kim Lee" <kim@c.example>', 'To bob@desk.example', 'Subject Lamp'];
    expect(passedOn('Fwd: Lamp', '------ Forwarded Message ------', ...block, '', SAID)).toEqual(READ);
    const table = ['| From | Kim Lee<kim@c.example> |', '| To | bob@desk.example |', '| Subject | Lamp |'];
    expect(passedOn('Fwd: Lamp', '---- Forwarded Message ----', ...table, '', SAID)).toEqual(READ);
    const line = '16.11.2026, 10:00, "Kim Lee" <kim@c.example>:';
    expect(passedOn('Fwd: Lamp', '-------- Пересылаемое сообщение --------', line, '', SAID)).toEqual({
      ...READ,
      subject: '',
    });
    const drawn = '============ Forwarded message ============';
    const headers = ['From: Kim Lee <kim@c.example>', 'Subject: Lamp'];
    expect(passedOn('Fwd: Lamp', drawn, ...headers, drawn, '', SAID)).toEqual(READ);
  });

  it('leaves the line out that Outlook draws below what is written', () => {
    const headers = [
      'From: Kim Lee <kim@c.example>',
      'Sent: Monday, November 16, 2026 10:00 AM',
      'Subject: Lamp',
    ];
    expect(passedOn('FW: Lamp', '________________________________', ...headers, '', SAID)).toEqual(READ);
  });

  it.each([
    ['English', 'FW: Lamp', ['From', 'Sent', 'To', 'Subject']],
    ['German', 'WG: Lamp', ['Von', 'Gesendet', 'An', 'Betreff']],
    ['French', 'TR: Lamp', ['De', 'Envoyé', 'À', 'Objet']],
    ['Spanish', 'RV: Lamp', ['De', 'Enviado', 'Para', 'Asunto']],
    ['Portuguese', 'ENC: Lamp', ['De', 'Enviado', 'Para', 'Assunto']],
    ['Italian', 'I: Lamp', ['Da', 'Inviato', 'A', 'Oggetto']],
    ['Dutch', 'FW: Lamp', ['Van', 'Verzonden', 'Aan', 'Onderwerp']],
    ['Swedish', 'VB: Lamp', ['Från', 'Skickat', 'Till', 'Ämne']],
    ['Danish', 'VS: Lamp', ['Fra', 'Sendt', 'Til', 'Emne']],
    ['Finnish', 'VL: Lamp', ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe']],
    ['Polish', 'PD: Lamp', ['Od', 'Wysłano', 'Do', 'Temat']],
    ['Chinese', '转发: Lamp', ['发件人', '发送时间', '收件人', '主题']],
    ['Japanese', '転送: Lamp', ['差出人', '送信日時', '宛先', '件名']],
  ] as const)('is read as Outlook writes it in %s', (_, subject, [from, sent, to, about]) => {
    const block = [
      `${from}: Kim Lee <kim@c.example>`,
      `${sent}: 16.11.2026 10:00`,
      `${to}: Bob <bob@desk.example>`,
      `${about}: Lamp`,
    ];
    expect(passedOn(subject, ...block, '', SAID)).toEqual(READ);
    expect(passedOn(`Re: Lamp`, ...block, '', SAID)).toBeNull();
  });

  it('may be marked at every line, bold, or with a blank line between its headers', () => {
    const marked = [
      'From: Kim Lee <kim@c.example>',
      'Subject: Lamp',
      'Date: 16 Nov 2026 10:00',
      'To: bob@desk.example',
      '',
    ]
      .concat(SAID.split('\n'))
      .map((line) => `> ${line}`.trimEnd());
    expect(passedOn('Fwd: Lamp', 'Begin forwarded message:', '', ...marked)).toEqual(READ);
    const bold = [
      '*From:* Kim Lee <kim@c.example>',
      '*Sent:* 16 Nov 2026 10:00',
      '*To:* Bob',
      '*Subject:* Lamp',
    ];
    expect(passedOn('FW: Lamp', ...bold, '', SAID)).toEqual(READ);
    const apart = bold.flatMap((line) => [line.replaceAll('*', ''), '']);
    expect(passedOn('FW: Lamp', ...apart, SAID)).toEqual(READ);
  });

  it.each([
    'Kim Lee [mailto:kim@c.example]',
    '"Kim Lee" <Kim@C.example>',
    'Kim Lee <kim@c.example<mailto:kim@c.example>>',
    'Kim Lee (kim@c.example)',
  ])('names its author as %s', (from) => {
    const block = [`From: ${from}`, 'Sent: 16 Nov 2026 10:00', 'To: bob@desk.example', 'Subject: Lamp'];
    expect(passedOn('Fwd: Lamp', ...block, '', SAID)).toEqual(READ);
  });

  it('keeps every line of its text, also where no blank line stands above it and recipients go on in a next line', () => {
    const block = [
      'From: Kim Lee <kim@c.example>',
      'Sent: 16 Nov 2026 10:00',
      'To: Bob <bob@desk.example>;',
      ' Ann <ann@c.example>',
      'Subject: Lamp',
    ];
    expect(passedOn('FW: Lamp', ...block, ...SAID.split('\n'))).toEqual(READ);
    const again = [...block, '', 'From: here to there', 'Subject: none'];
    expect(passedOn('FW: Lamp', ...again)).toMatchObject({ text: 'From: here to there\nSubject: none' });
  });

  it.each([
    ['nobody', 'Kim Lee'],
    ['several', 'Kim <kim@c.example>, Ann <ann@c.example>'],
    ['somebody on behalf of another', 'list@c.example on behalf of Kim <kim@c.example>'],
    ['an address that nobody can have', 'root@localhost'],
  ])('is not clear where its headers name %s', (_, from) => {
    const block = [
      `From: ${from}`,
      'Date: Mon, 16 Nov 2026 at 10:00',
      'Subject: Lamp',
      'To: <bob@desk.example>',
    ];
    expect(passedOn('Fwd: Lamp', '---------- Forwarded message ---------', ...block, '', SAID)).toBeNull();
  });

  it('is none if a person quotes, or lists facts', () => {
    expect(passedOn('Lamp', 'On Mon, Kim <kim@c.example> wrote:', '> The lamp is red.')).toBeNull();
    expect(passedOn('Fwd: Lamp', 'From: Berlin', 'To: Hamburg')).toBeNull();
    expect(
      passedOn(
        'VS: Lamp',
        'Lähettäjä: Kim <kim@c.example>',
        'Lähetetty: 16.11.2026 10:00',
        'Vastaanottaja: Bob',
        'Aihe: Lamp',
        '',
        SAID,
      ),
    ).toBeNull();
  });

  it('is looked for in time in proportion to the text', () => {
    const lines = (count: number) => [
      'From: a@b.example',
      ...Array.from({ length: count }, () => 'To: >>>>@ ; '),
    ];
    const timed = (count: number) => {
      const cpuMs = startCpuClock();
      forwardedIn({ subject: 'Fwd: x', text: [...lines(count), '>'.repeat(count * 10)].join('\n') }, OURS);
      return cpuMs();
    };
    timed(1_000);
    expect(timed(20_000)).toBeLessThan(2_000);
  });
});
