import type { Field } from '../../kit/field.js';
import { textAt } from '../../kit/item.js';
import { CATEGORIES, STAFF } from './sources.js';

export const STATES = [
  { value: 'draft', label: 'article.draft' },
  { value: 'published', label: 'article.published' },
  { value: 'archived', label: 'article.archived' },
] as const;

export const ARTICLE_FIELDS: readonly Field[] = [
  { key: 'title', label: 'article.title', kind: 'text', isRequired: true },
  { key: 'question', label: 'article.question', kind: 'text', isRequired: true },
  { key: 'answer', label: 'article.answer', hint: 'article.answer.hint', kind: 'long', isRequired: true },
  {
    key: 'state',
    label: 'state',
    kind: 'choice',
    choices: STATES,
    isRequired: true,
    initial: 'draft',
  },
  {
    key: 'visibility',
    label: 'article.visibility',
    kind: 'choice',
    isRequired: true,
    initial: 'internal',
    choices: [
      { value: 'public', label: 'article.public' },
      { value: 'internal', label: 'article.internal' },
    ],
  },
  { key: 'category', label: 'category', kind: 'source', source: CATEGORIES, isNullable: true },
  { key: 'keywords', label: 'keywords', hint: 'commas.hint', kind: 'commas' },
  { key: 'language', label: 'language', kind: 'text', initial: 'en' },
  {
    key: 'translation_of',
    label: 'translation-of',
    kind: 'source',
    isNullable: true,
    source: { path: '/api/v1/knowledge', list: 'articles', value: 'id', label: 'title' },
  },
  {
    key: 'owner_id',
    label: 'owner',
    kind: 'source',
    source: STAFF,
    read: (item) => textAt(item, 'owner', 'id'),
    isNullable: true,
    on: 'edit',
  },
  { key: 'review_by', label: 'review-by', kind: 'date', isNullable: true },
  { key: 'is_featured', label: 'featured', kind: 'flag' },
];
