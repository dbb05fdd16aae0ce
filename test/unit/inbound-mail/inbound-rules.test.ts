import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import {
  MAX_ATTACHMENTS,
  MAX_ATTACHMENT_BYTES,
  sortParts,
  type MailPart,
} from '../../../src/domain/tickets/attachments.js';
import { messageId } from '../../../src/domain/mail/delivery.js';
import { fitted } from '../../../src/domain/inbound-mail/mail-text.js';
import { readCommands } from '../../../src/domain/inbound-mail/mail-commands.js';
import { ownIdOf } from '../../../src/domain/inbound-mail/sender/own-ids.js';
import { bareSubject, numbersIn, titleOf } from '../../../src/domain/inbound-mail/subject.js';
import {
  writtenByStaff,
  writtenFirst,
  writtenInAnswer,
} from '../../../src/domain/inbound-mail/text/written-text.js';

const mailWith = (...headers: string[]) =>
  mailParser.parse(
    Buffer.from(['From: Bob <bob@desk.example>', 'Subject: x', ...headers, '', 'Hello'].join('\r\n')),
  );

describe('what is read of a mail', () => {
  it('is nothing where there is no mail', async () => {
    for (const noise of ['', 'hello', '\u0000\u0001\u0002', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n']) {
      await expect(mailParser.parse(Buffer.from(noise))).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  it('is something, whatever the bytes below its headers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, isMultipart) => {
        const type = isMultipart ? 'multipart/mixed; boundary=b' : 'text/html; charset=utf-16';
        const head = Buffer.from(`From: a@b.example\r\nContent-Type: ${type}\r\n\r\n--b\r\n`);
        const mail = await mailParser.parse(Buffer.concat([head, bytes]));
        expect(mail.from).toEqual([{ name: '', address: 'a@b.example' }]);
        expect(mail.text).not.toMatch(/[^\P{Cc}\t\n]/u);
      }),
      { numRuns: 60 },
    );
  });

  it('is in words where headers are in bare UTF-8', async () => {
    const mail = await mailWith(
      'Content-Type: text/plain; name="Größe.txt"',
      'Content-Disposition: attachment; filename="Größe.txt"',
    );
    expect(mail.parts).toMatchObject([{ name: 'Größe.txt' }]);
    const subject = await mailWith('X-Subject: Schlüssel');
    expect(subject.headers.get('x-subject')).toEqual(['Schlüssel']);
  });

  it('is bounded where the mail is not', async () => {
    const references = Array.from({ length: 5_000 }, (_, index) => `<${index}@x>`).join('\r\n ');
    const mail = await mailWith(`References: ${references}`, `Subject: ${'long '.repeat(5_000)}`);
    expect(mail.references).toHaveLength(100);
    expect(mail.references.at(-1)).toBe('<4999@x>');
    expect(mail.subject.length).toBeLessThanOrEqual(1_000);
  });
});

describe('commands', () => {
  it.each([
    ['#resolve\nDone.', ['resolve'], 'Done.'],
    ['#Internal\n\n#ASSIGN bob\n\nLook.', ['internal', 'assign'], 'Look.'],
    ['#resolve', ['resolve'], ''],
    ['Done.\n#resolve', [], 'Done.\n#resolve'],
    ['#resolve this please', [], '#resolve this please'],
    ['#assign', [], '#assign'],
    ['#delete', [], '#delete'],
    ['#1 is the printer', [], '#1 is the printer'],
  ])('of %j', (text, names, rest) => {
    const { commands, text: left } = readCommands(text);
    expect([commands.map(({ name }) => name), left]).toEqual([names, rest]);
  });

  it('name people as people write them', () => {
    const whom = (text: string) => readCommands(`#assign ${text}`).commands;
    for (const text of ['bob', '@bob', '<bob>', '"bob"'])
      expect(whom(text)).toEqual([{ name: 'assign', whom: 'bob' }]);
    expect(whom('Bob Miller')).toEqual([{ name: 'assign', whom: 'Bob Miller' }]);
  });
});

/** What no title, name or file name may hold, and halves of characters. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const anyUnit = fc.oneof(
  fc.constantFrom(...Array.from('a .:\u2028\u2029\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u0085\r\n\t💥')),
  fc.constantFrom('\ud83d', '\udca5'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

describe('subjects', () => {
  it('lose what answers put before them', () => {
    for (const prefix of ['Re:', 'RE[2]:', 'AW: Re:', 'SV:', 'Fwd:', 'WG:', 'TR :', 'Antw:', '回复：']) {
      expect(bareSubject(`${prefix} VPN`)).toBe('VPN');
    }
    expect(bareSubject('Printer: on fire')).toBe('Printer: on fire');
  });
  it('make titles that fit', () => {
    expect(Array.from(titleOf('x'.repeat(500), 'text'))).toHaveLength(200);
    expect(titleOf('', '')).toBe('(no subject)');
    expect(titleOf('🔥', '')).toBe('🔥 (no subject)');
  });
  it('make titles that cannot reorder or break the line that they stand in', () => {
    expect(titleOf('Re: \u202egnp.exe\u202c on\u2028two\u2029lines \u2066x\u2069\u200f', '')).toBe(
      'gnp.exe on two lines x',
    );
    expect(titleOf('', '\u200e\n\u202eFirst \ud800line')).toBe('First \ufffdline');
    expect(titleOf('👩‍💻 می‌خواهم', '')).toBe('👩‍💻 می‌خواهم');
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), fc.string({ unit: anyUnit }), (subject, text) => {
        expect(titleOf(subject, text)).not.toMatch(UNFIT);
      }),
    );
  });
  it('name tickets', () => {
    expect(numbersIn('Re: [tkt-2026-000042] and TKT-2026-1234567 but not XTKT-2026-000043')).toEqual([
      'TKT-2026-000042',
      'TKT-2026-1234567',
    ]);
  });
});

describe('Message-IDs of ours', () => {
  it('are told from those of others', () => {
    expect(ownIdOf('<ticket.0189-ab@holdfast>')).toEqual({ kind: 'ticket', ticketId: '0189-ab' });
    expect(
      ownIdOf(
        messageId(
          '0189-ab.77-cd',
          Uint8Array.from({ length: 10 }, (_, byte) => byte),
        ),
      ),
    ).toEqual({
      kind: 'delivery',
      deliveryId: '0189-ab.77-cd',
      mark: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    });
    for (const id of ['<x@holdfast.example>', '<a$b@holdfast>', '<@holdfast>', 'x@holdfast']) {
      expect(ownIdOf(id)).toBeNull();
    }
  });

  it('are known where they were made without a mark', () => {
    for (const deliveryId of ['0189-ab.77-cd', '0189-ab.answer', '0189-ab.77-cd.0123']) {
      expect(ownIdOf(`<${deliveryId}@holdfast>`)).toEqual({ kind: 'delivery', deliveryId, mark: null });
    }
  });
});

describe('what is written', () => {
  it('is never nothing where there is something, and never more than there was', () => {
    const line = fc.constantFrom(
      '> quoted',
      'On 1.1.2026, Bob <b@x.example> wrote:',
      '--',
      'Said.',
      '',
      'From: x',
      'Subject: y',
      'To: z',
      'Sent from my iPhone',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        for (const written of [writtenInAnswer(text, []), writtenFirst(text)]) {
          expect(written.trim() === '').toBe(text.trim() === '');
          expect(lines).toEqual(expect.arrayContaining(written.split('\n').filter((part) => part !== '')));
        }
      }),
    );
  });

  it('stays where it stands right above an attribution', () => {
    const line = fc.constantFrom(
      'Please cancel the order 4711.',
      'On Monday it broke',
      'On 2 Feb 2026 it broke',
      'Am Montag ging es noch',
      'Thank you',
      'see room 3:',
      'Le 2 février, rien',
    );
    const attribution = fc.constantFrom(
      'On Mon, Feb 2, 2026 at 10:00 AM Help Desk <desk@x.example> wrote:',
      'On Feb 2, 2026, at 10:00, The Help Desk\n<desk@x.example>\nwrote:',
      'Am 02.02.2026 um 10:00 schrieb Help Desk <desk@x.example>:',
      'Help Desk <desk@x.example> wrote:',
      'Le 2 févr. 2026 à 10:00, Help Desk <desk@x.example>\na écrit :',
      '2026年2月2日(月) 10:00 Help Desk <desk@x.example>:',
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), attribution, (lines, said) => {
        const own = lines.join('\n');
        for (const quote of ['\n> Which one is it?', '\n\n> Which one is it?\n> Is it red?\n']) {
          expect(writtenInAnswer(`${own}\n${said}${quote}`, [])).toBe(own);
          expect(writtenByStaff(`${own}\n${said}${quote}`, [])).toBe(own);
        }
      }),
    );
  });

  it('stays whole in a first mail', () => {
    const text = [
      'Where is it?',
      'Regards',
      'Ann',
      '+44 20 7946 0000',
      '-- ',
      'On Mon, Feb 2, 2026 at 10:00 AM Kim <kim@x.example> wrote:',
      '> Sent with DHL.',
      'From: Kim <kim@x.example>',
      'Subject: x',
      'To: Ann',
      'Sent from my iPhone',
    ].join('\n');
    for (const whole of [text, 'Where is it?\nRegards\nAnn\n+44 20 7946 0000\nSent from my iPhone']) {
      expect(writtenFirst(`\n\n${whole}\n\n`)).toBe(whole.replace('-- ', '--'));
    }
  });

  it('is found in texts that were made to keep us busy', () => {
    for (const line of [
      ' on x at y',
      'Op schreef ',
      '>'.repeat(50),
      'From: ',
      '--',
      'Regards,',
      `${'a@'.repeat(300)}:`,
    ]) {
      const text = `${line}\n`.repeat(20_000);
      expect(writtenInAnswer(text, ['help@desk.example'])).not.toBe('');
      expect(writtenInAnswer(line.repeat(20_000), ['help@desk.example'])).not.toBe('');
    }
  });
});

describe('parts of mails', () => {
  const part = (fields: Partial<MailPart>): MailPart => {
    const content = new Uint8Array(10);
    return { name: 'a.txt', type: 'text/plain', sizeBytes: 10, content, isInline: false, ...fields };
  };

  it('are not kept where they can run', () => {
    const names = ['a.exe', 'a.pdf.EXE', 'a.exe. ', 'b.html', 'c.svg', 'd.js', 'e.lnk', 'f.PS1'];
    const types = ['text/html', 'image/svg+xml', 'application/x-msdownload'];
    const parts = [
      ...names.map((name) => part({ name })),
      ...types.map((type) => part({ name: 'x.bin', type })),
    ];
    expect(sortParts(parts)).toMatchObject({ kept: [], excess: [], dangerous: { length: parts.length } });
  });

  it('have names that lead nowhere', () => {
    const named = (name: string) => sortParts([part({ name })]).kept[0]?.name;
    expect(named('../../etc/passwd')).toBe('_.._etc_passwd');
    expect(named('a\r\nSet-Cookie: x.txt')).toBe('a__Set-Cookie_ x.txt');
    expect(named('report\u202etxt.pdf')).toBe('report_txt.pdf');
    expect(named('...')).toBe('text.txt');
    expect(named(`${'long'.repeat(100)}.pdf`)).toMatch(/^.{196}\.pdf$/u);
    expect(named(`${'a'.repeat(195)}💥.pdf`)).toMatch(/^a{195}\.pdf$/u);
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), (name) => {
        expect(named(name)).not.toMatch(UNFIT);
      }),
    );
  });

  it.each([
    ['image/jpeg', 'image.jpg'],
    ['image/png', 'image.png'],
    ['image/heic', 'image.heic'],
    ['audio/x-wav', 'audio.wav'],
    ['video/mp4', 'video.mp4'],
    ['application/pdf', 'document.pdf'],
    ['text/calendar', 'invitation.ics'],
    ['text/vcard', 'contact.vcf'],
    ['text/plain', 'text.txt'],
    ['message/rfc822', 'message.eml'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'table.xlsx'],
    ['application/x-something', 'attachment-1'],
  ])('without a name have one that says what they are: %s', (type, name) => {
    expect(sortParts([part({ type, name: '' })]).kept).toMatchObject([{ name }]);
  });

  it('without a name or a type that says anything are known by how they begin', () => {
    const named = (content: string) =>
      sortParts([
        part({ name: '', type: 'application/octet-stream', content: Buffer.from(content, 'latin1') }),
      ]).kept[0]?.name;
    expect(named('%PDF-1.7')).toBe('document.pdf');
    expect(named('\xff\xd8\xff\xe0')).toBe('image.jpg');
    expect(named('BEGIN:VCALENDAR')).toBe('invitation.ics');
    expect(named('nothing known')).toBe('attachment-1');
  });

  it('of one name are numbered', () => {
    const names = (given: readonly string[]) =>
      sortParts(given.map((name) => part({ name, type: 'image/png' }))).kept.map(({ name }) => name);
    expect(names(['', '', ''])).toEqual(['image.png', 'image-2.png', 'image-3.png']);
    expect(names(['a.png', 'A.PNG', 'a-2.png', 'a.png'])).toEqual([
      'a.png',
      'A-2.PNG',
      'a-2-2.png',
      'a-3.png',
    ]);
    const [long, second] = names([`${'x'.repeat(300)}.png`, `${'x'.repeat(300)}.png`]);
    expect([long?.length, second?.length]).toEqual([200, 200]);
    expect(second).toMatch(/x-2\.png$/u);
  });

  it('that are mails are not named by their subjects where everybody reads it', () => {
    const mail = part({
      name: 'Note on TKT-1.eml',
      type: 'message/rfc822',
      sizeBytes: MAX_ATTACHMENT_BYTES + 1,
    });
    expect(sortParts([mail]).excess).toEqual(['message.eml']);
  });

  it('are so many and so large at most', () => {
    const many = sortParts(Array.from({ length: MAX_ATTACHMENTS + 2 }, () => part({})));
    expect([many.kept.length, many.excess.length]).toEqual([MAX_ATTACHMENTS, 2]);
    const large = part({ sizeBytes: MAX_ATTACHMENT_BYTES });
    expect(sortParts([large, part({ name: 'one-too-many.txt' })])).toMatchObject({
      kept: [{ name: 'a.txt' }],
      excess: ['one-too-many.txt'],
    });
  });

  it('are named where there is nothing in them', () => {
    const nothing = { sizeBytes: 0, content: new Uint8Array(0) };
    const sorted = sortParts([
      part({ ...nothing, name: 'scan\r.pdf' }),
      part({}),
      part({ ...nothing, name: '' }),
    ]);
    expect(sorted).toMatchObject({ kept: [{ name: 'a.txt' }], empty: ['scan_.pdf'] });
    expect(fitted('Hello', sorted, 500).body).toBe(
      'Hello\n\n[Not stored, because they are empty: scan_.pdf]',
    );
    const logo = part({ ...nothing, type: 'image/png', isInline: true });
    expect(sortParts([logo, part({ ...nothing, type: 'message/delivery-status' })]).empty).toEqual([]);
  });

  it('that only decorate the text are left out', () => {
    const logo = part({ type: 'image/png', isInline: true });
    expect(sortParts([logo, { ...logo, sizeBytes: 50_000, name: 'screen.png' }]).kept).toMatchObject([
      { name: 'screen.png' },
    ]);
  });
});
