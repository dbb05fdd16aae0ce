import { describe, expect, it } from '@jest/globals';
import {
  FORMER_OWN_SENTENCES,
  FORMER_STAFF_SENTENCES,
  FORMER_SUBJECTS,
  FORMER_UNIQUE_SENTENCES,
} from '../../../src/app/mail/templates/former-texts.js';
import { OWN_PHRASES } from '../../../src/app/mail/templates/own-phrases.js';
import { LANGUAGES } from '../../../src/app/mail/templates/phrases.js';
import { STAFF_PHRASES } from '../../../src/app/mail/templates/staff-phrases.js';
import { sampleMails } from '../../../src/cli/mail-preview/samples.js';
import { quotesOwnPhrase, repeatsHint } from '../../../src/domain/inbound-mail/traces/own-phrases.js';
import { quotesOurMail } from '../../../src/domain/inbound-mail/traces/own-traces.js';

const quotes = (text: string) => quotesOwnPhrase(text, OWN_PHRASES);

/** Mails in which staff read what no requester may. */
const TO_STAFF = ['assigned', 'queued', 'sla_warning', 'sla_breached', 'sla_escalated', 'hold_ended'];

describe('a mail of ours to staff', () => {
  for (const phrases of LANGUAGES) {
    const samples = [...sampleMails(phrases)].filter(([name]) =>
      TO_STAFF.includes(name.replace(/-\d$/u, '')),
    );

    it(`is known by each of its parts, in ${phrases.language}`, () => {
      expect(samples.length).toBeGreaterThanOrEqual(TO_STAFF.length);
      for (const [name, { subject, text }] of samples) {
        const [, lead = '', , facts = ''] = text.split('\n\n');
        expect([name, lead, quotes(lead)]).toEqual([name, lead, true]);
        expect([name, facts, quotes(facts)]).toEqual([name, facts, true]);
        expect([name, subject, quotes(subject)]).toEqual([name, subject, true]);
        const heading = subject.replace(/^\[.*?\] /u, '');
        expect([name, heading, quotes(heading)]).toEqual([name, heading, true]);
      }
    });

    it(`is known however it is wrapped and marked, in ${phrases.language}`, () => {
      for (const [name, { text }] of samples) {
        const [, lead = ''] = text.split('\n\n');
        const wrapped = lead.replaceAll(/(.{20}\S*) /gu, '$1\n');
        for (const quote of [
          wrapped,
          `> ${wrapped.replaceAll('\n', '\n> ')}`,
          `*${wrapped}*`,
          wrapped.toUpperCase(),
        ]) {
          expect([name, quotes(`Done.\n\n${quote}`)]).toEqual([name, true]);
        }
      }
    });
  }

  it('is known where a table of facts has lost its form', () => {
    expect(quotes('Done.\n\nPriority\n\nhigh\n\nCategory\n\nnetwork')).toBe(true);
    expect(quotes('Von: Alice\nZusammenfassung: VPN')).toBe(true);
    expect(quotes('Betreff: AW: TKT-2026-000042 VPN')).toBe(true);
    expect(quotes('Done.\n\nTKT-2026-000042')).toBe(true);
    expect(quotes('Done.\n\nOpen TKT-2026-000042')).toBe(true);
  });
});

describe('a mail of an earlier version', () => {
  const filled = (text: string) =>
    text.replaceAll('{number}', 'TKT-2026-000042').replaceAll(/\{\w+\}/gu, 'X');
  const traced = { publicUrl: 'https://desk.example', replyAddress: null, phrases: STAFF_PHRASES };

  it.each([...FORMER_STAFF_SENTENCES, ...FORMER_OWN_SENTENCES])('is recognised by its words: %s', (text) => {
    expect(quotes(`Done.\n\n> ${filled(text)}`)).toBe(true);
  });

  it.each([...FORMER_STAFF_SENTENCES, ...FORMER_UNIQUE_SENTENCES])('is recognised in files: %s', (text) => {
    expect(quotesOurMail(filled(text), traced)).toBe(true);
  });

  it.each(FORMER_SUBJECTS)('is recognised by its subject: %s', (text) => {
    const subject = `[TKT-2026-000042] ${filled(text)}: VPN`;
    expect([quotes(subject), quotesOurMail(subject, traced)]).toEqual([true, true]);
    expect(quotes(`${filled(text)}: VPN`)).toBe(true);
  });
});

describe('words of staff', () => {
  it.each([
    'It is the same as TKT-2026-000041, so I have closed that one.',
    'Please open TKT-2026-000041 and have a look.',
    'The new laptop is assigned to you. Please accept it at the desk.',
    'We have set the priority: it comes first.',
    'Von: Berlin\nNach: Hamburg',
    'Nobody is free before noon.',
    'Your ticket is overdue, sorry.',
    'Priority\n\nis what we give it.',
  ])('are their own: %j', (text) => {
    expect(quotes(text)).toBe(false);
  });
});

describe('what triage says', () => {
  const hints = [
    'The VPN drops every ten minutes.',
    'Check the client first.\nThen look into the log of the gateway.',
  ];

  it('is known by any sentence of it', () => {
    for (const text of [
      'Done.\n> Then look into the\n> log of the gateway.',
      'done. check the CLIENT first. bye',
    ]) {
      expect(repeatsHint(text, hints, [])).toBe(true);
    }
  });

  it('is not what the requester has written, nor a word or two', () => {
    expect(
      repeatsHint('The VPN drops every ten minutes.', hints, ['VPN', 'the vpn drops every ten minutes.']),
    ).toBe(false);
    expect(repeatsHint('First the client, then the log.', hints, [])).toBe(false);
    expect(repeatsHint('Reboot.', ['Reboot.'], [])).toBe(false);
  });
});
