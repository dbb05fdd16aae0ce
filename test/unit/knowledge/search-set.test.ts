import { describe, expect, it } from '@jest/globals';
import { SAMPLE_QUERIES } from '../../../bench/search/queries.js';
import { DOCUMENTS, QUERIES } from '../../../bench/search/set.js';
import { indexTerms, isPart, queryWords } from '../../../src/adapters/search/analysis.js';

describe('the labelled set of `npm run bench -- search`', () => {
  it('has an article for each of its queries, in six languages and more', () => {
    const ids = new Set(DOCUMENTS.map(({ id }) => id));
    expect([ids.size >= 120, ids.size, QUERIES.length >= 150]).toEqual([true, DOCUMENTS.length, true]);
    expect(QUERIES.filter(({ answers }) => !answers.every((id) => ids.has(id)))).toEqual([]);
    const languages = new Set(DOCUMENTS.map(({ language }) => language));
    expect([...languages]).toEqual(expect.arrayContaining(['en', 'de', 'es', 'fr', 'hi', 'pt', 'zh', 'ja']));
  });

  it('has paraphrases that share no word with their article', () => {
    const own = QUERIES.filter((query) => query.kind === 'paraphrase' && !SAMPLE_QUERIES.includes(query));
    const shared = own.flatMap(({ text, answers }) => {
      const article = DOCUMENTS.find(({ id }) => id === answers[0])!;
      const { title, question, language } = article;
      const terms = new Set(indexTerms([title, question, article.text].join(' '), language, true));
      const isShared = (form: string) => !isPart(form) && terms.has(form);
      return queryWords(text).flatMap(({ word, forms }) =>
        forms.some(isShared) ? [`${text}: ${word}`] : [],
      );
    });
    expect([own.length > 60, shared]).toEqual([true, []]);
  });
});
