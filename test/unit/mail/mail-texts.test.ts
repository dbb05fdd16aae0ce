import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, phrasesFor } from '../../../src/app/mail/templates/phrases.js';
import { de } from '../../../src/app/mail/templates/texts/de.js';
import { en } from '../../../src/app/mail/templates/texts/en.js';
import { es } from '../../../src/app/mail/templates/texts/es.js';
import { fr } from '../../../src/app/mail/templates/texts/fr.js';
import { hi } from '../../../src/app/mail/templates/texts/hi.js';
import { pt } from '../../../src/app/mail/templates/texts/pt.js';
import { pageAt } from '../../../src/cli/mail-preview/pages.js';
import { sampleMails } from '../../../src/cli/mail-preview/samples.js';
import {
  ACCOUNT_MAIL_KINDS,
  STAFF_MAIL_KINDS,
  TICKET_MAIL_KINDS,
} from '../../../src/domain/accounts/mail-kinds.js';
import { aTicket } from '../../support/tickets/builders.js';

const TRANSLATIONS = { de, es, fr, hi, pt };
const KINDS = [...TICKET_MAIL_KINDS, ...ACCOUNT_MAIL_KINDS, ...STAFF_MAIL_KINDS];

const placeholdersOf = (text: string) => (text.match(/\{\w+\}/gu) ?? []).sort();

describe.each(Object.entries(TRANSLATIONS))('the texts in %s', (_language, texts) => {
  it('are all there, with every placeholder of the English ones', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(en)) {
      const translated = texts[key as keyof typeof en];
      expect([key, placeholdersOf(translated)]).toEqual([key, placeholdersOf(text)]);
      expect(translated.trim()).not.toBe('');
    }
  });

  it('are translated', () => {
    const same = Object.entries(en).filter(([key, text]) => texts[key as keyof typeof en] === text);
    expect(same).toEqual([]);
  });
});

describe.each(LANGUAGES.map((phrases) => [phrases.language, phrases] as const))(
  'mails in %s',
  (_, phrases) => {
    const mails = sampleMails(phrases);

    it('are there of every kind', () => {
      expect([...mails.keys()]).toEqual(expect.arrayContaining(KINDS));
    });

    it('say their language, and leave nothing to be filled in', () => {
      for (const { language, subject, html, text } of mails.values()) {
        expect(language).toBe(phrases.language);
        expect(html).toContain(`<html lang="${phrases.language}">`);
        const shown = html.replace(/<style>[^]*?<\/style>/u, '');
        for (const form of [subject, text, shown]) {
          expect(form).not.toMatch(/\{\w*\}|undefined|null|NaN|\[object|Invalid Date/u);
        }
      }
    });

    it('say in both forms the same', () => {
      for (const { html, text } of mails.values()) {
        const plain = html
          .replace(/<style>[^]*?<\/style>/u, '')
          .replace(/<[^>]+>/gu, ' ')
          .replaceAll('&amp;', '&')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&#39;', "'")
          .replace(/\s+/gu, ' ');
        const sentences = text
          .split('\n')
          .filter(
            (line) => !/https?:|^- |\d {2,}\d|^ /u.test(line) && !line.includes(phrases.say('survey.link')),
          )
          .map((line) => line.replace(/^> /u, '').split(': ').at(-1)!.trim());
        for (const sentence of sentences) expect(plain).toContain(sentence);
      }
    });
  },
);

describe('the language of a mail', () => {
  const alice = { id: 'alice', language: null };

  it('is for a requester that of the ticket, as far as there are texts', () => {
    const languageOf = (language: string | null) => phrasesFor(alice, aTicket({ language })).language;
    expect(['de', 'hi', 'pt', 'ja', null].map(languageOf)).toEqual(['de', 'hi', 'pt', 'en', 'en']);
  });

  it('is English for those who work on it', () => {
    expect(phrasesFor({ id: 'bob', language: null }, aTicket({ language: 'de' })).language).toBe('en');
  });

  it('is the one that the recipient has chosen, for every role and kind of mail', () => {
    const french = (id: string) => ({ id, language: 'fr' as const });
    expect(phrasesFor(french('bob'), aTicket({ language: 'de' })).language).toBe('fr');
    expect(phrasesFor(french('alice'), aTicket({ language: 'de' })).language).toBe('fr');
    expect(phrasesFor(french('alice')).language).toBe('fr');
    expect(phrasesFor(alice).language).toBe('en');
  });

  it('shows in dates, with the zone', () => {
    const at = new Date('2026-03-02T08:05:00Z');
    const shown = LANGUAGES.map(({ language, instant }) => [language, instant(at)]);
    expect(Object.fromEntries(shown)).toMatchObject({
      en: '2 March 2026 at 08:05 UTC',
      de: '2. März 2026 um 08:05 UTC',
      pt: expect.stringContaining('março'),
      hi: expect.stringContaining('मार्च'),
    });
    for (const [, date] of shown) expect(date).toMatch(/08:05.*UTC/u);
  });

  it('inserts values unchanged, whatever they contain', () => {
    const [english] = LANGUAGES;
    expect(english!.say('assigned.lead', { number: '{requester} $&', requester: 'A' })).toMatch(
      /^\{requester\} \$& is assigned/u,
    );
  });
});

describe('the preview', () => {
  it('lists the mails, shows each with its text, and its HTML alone; nothing else', () => {
    expect(pageAt('/')).toContain('href="/pt/daily_digest"');
    expect(pageAt('/de/resolved')).toContain('src="/de/resolved.html"');
    expect(pageAt('/de/resolved.html')).toContain('<html lang="de">');
    for (const path of ['/xx/resolved', '/de/nothing', '/de/../resolved', '/etc/passwd']) {
      expect(pageAt(path)).toBeNull();
    }
  });
});
