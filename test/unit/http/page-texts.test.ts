import { describe, expect, it } from '@jest/globals';
import { PAGE_TEXTS, speakTo } from '../../../src/api/pages/texts/page-texts.js';
import type { PageTextKey } from '../../../src/api/pages/texts/texts.js';
import { LANGUAGES } from '../../../src/domain/languages.js';

const KEYS = Object.keys(PAGE_TEXTS.en) as PageTextKey[];
const placeholders = (text: string) => (text.match(/\{\w+\}/gu) ?? []).sort();

describe.each(LANGUAGES)('the texts of pages in %s', (language) => {
  it('have the placeholders of the English ones', () => {
    for (const key of KEYS) {
      expect([key, placeholders(PAGE_TEXTS[language][key])]).toEqual([key, placeholders(PAGE_TEXTS.en[key])]);
    }
  });
});

it('speaks the language of the person, else of the browser, else English', () => {
  const state = (language?: 'de') => ({ state: language === undefined ? {} : { language } });
  expect(speakTo(state())('done')).toBe('Done');
  expect(speakTo(state('de'))('done')).toBe('Erledigt');
  expect(speakTo(state('de'), { language: null })('done')).toBe('Erledigt');
  const ctx = state('de');
  expect(speakTo(ctx, { language: 'fr' })('done')).toBe('Terminé');
  // What is shown later on the same page.
  expect(speakTo(ctx)('done')).toBe('Terminé');
  expect(ctx.state).toMatchObject({ pageLanguage: 'fr' });
});

it('fills in what a person wrote once, and nothing that it did not ask for', () => {
  const say = speakTo({ state: {} });
  expect(say('action.as', { name: '{status}', status: 'x' })).toBe('You act as {status}.');
  expect(say('action.now', {})).toContain('{status}');
});
