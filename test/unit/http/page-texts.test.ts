import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import Koa from 'koa';
import type { ApiState } from '../../../src/api/http/state.js';
import { explainRefusal } from '../../../src/api/pages/explain-refusals.js';
import { PAGE_TEXTS, speakTo } from '../../../src/api/pages/texts/page-texts.js';
import type { PageTextKey } from '../../../src/api/pages/texts/texts.js';
import { DomainError } from '../../../src/domain/errors.js';
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

it.each([
  ['de', 'not_found', /<html lang="de">[^]*<h1>Dieser Link funktioniert nicht<\/h1>[^]*lang="en">Why not\./u],
  ['en', 'not_found', /<html lang="en">[^]*<h1>Not found<\/h1>[^]*lang="en">Why not\./u],
  [
    'de',
    'illegal_transition',
    /<html lang="de">[^]*<h1>Das hat nicht geklappt<\/h1>[^]*lang="en">Why not\./u,
  ],
] as const)('refuses in %s with %s', (language, code, page) => {
  const request = new IncomingMessage(new Socket());
  const ctx = new Koa<ApiState>().createContext(request, new ServerResponse(request));
  Object.assign(ctx.state, { language, requestId: 'request' });
  explainRefusal(ctx, new DomainError(code, 'Why not.'));
  expect(ctx.body).toMatch(page);
});

it('inserts the text of a person once, and only for its placeholder', () => {
  const say = speakTo({ state: {} });
  expect(say('action.as', { name: '{status}', status: 'x' })).toBe('You act as {status}.');
  expect(say('action.now', {})).toContain('{status}');
});
