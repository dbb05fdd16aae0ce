import { describe, expect, it } from '@jest/globals';
import {
  changedFields,
  editArticle,
  isForEverybody,
  type Article,
  type ArticleState,
} from '../../../src/domain/knowledge/article.js';

const BOB = { id: 'bob', name: 'Bob' };
const at = new Date('2026-12-01T09:00:00Z');
const ARTICLE: Article = {
  ...{ id: 'a', title: 'VPN', question: 'How?', answer: 'So.', category: null, keywords: [], language: 'en' },
  ...{ translationOf: null, visibility: 'public', state: 'draft', isFeatured: false, owner: null },
  ...{ reviewBy: null, ticketId: null, publishedAt: null, version: 3 },
  ...{ createdAt: new Date(0), updatedAt: new Date(0), updatedBy: BOB },
};
const by = { at, by: BOB };

describe('editArticle', () => {
  it('makes a version of what changes, and none of what does not', () => {
    expect(editArticle(ARTICLE, { title: 'VPN', keywords: [], owner: undefined }, by)).toBe(ARTICLE);
    const after = editArticle(ARTICLE, { title: 'The VPN', isFeatured: true }, by);
    expect(after).toEqual({ ...ARTICLE, title: 'The VPN', isFeatured: true, updatedAt: at, version: 4 });
    expect(changedFields(ARTICLE, after)).toEqual(['title', 'is_featured']);
  });

  it('keeps the first time of publication', () => {
    const published = editArticle(ARTICLE, { state: 'published' }, by);
    expect(published.publishedAt).toEqual(at);
    const later = { at: new Date('2027-01-01T00:00:00Z'), by: BOB };
    expect(editArticle(published, { title: 'New' }, later).publishedAt).toEqual(at);
  });

  it.each<[ArticleState, ArticleState, boolean]>([
    ['draft', 'published', true],
    ['draft', 'archived', true],
    ['published', 'draft', true],
    ['published', 'archived', true],
    ['archived', 'draft', true],
    ['archived', 'published', false],
  ])('goes from %s to %s: %s', (from, to, isAllowed) => {
    const edit = () => editArticle({ ...ARTICLE, state: from }, { state: to }, by).state;
    if (isAllowed) expect(edit()).toBe(to);
    else expect(edit).toThrow('From archived it can go to draft.');
  });
});

describe('isForEverybody', () => {
  it('is true for published public articles only', () => {
    for (const state of ['draft', 'published', 'archived'] as const) {
      expect(isForEverybody({ state, visibility: 'internal' })).toBe(false);
      expect(isForEverybody({ state, visibility: 'public' })).toBe(state === 'published');
    }
  });
});
