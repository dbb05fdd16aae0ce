import type { PersonRef } from '../access/actor.js';
import { DomainError } from '../errors.js';

export const ARTICLE_STATES = ['draft', 'published', 'archived'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** Who reads a published article: all people, or staff only. Staff read drafts and archived articles as well. */
export const ARTICLE_VISIBILITIES = ['public', 'internal'] as const;
export type ArticleVisibility = (typeof ARTICLE_VISIBILITIES)[number];

/** Characters, as a ticket's title. */
export const MAX_ARTICLE_TITLE = 200;
export const MAX_ARTICLE_QUESTION = 1_000;
/** Characters of Markdown, some forty printed pages. Rendering it takes some ten milliseconds. */
export const MAX_ARTICLE_ANSWER = 100_000;
export const MAX_ARTICLE_KEYWORDS = 30;
export const MAX_ARTICLE_KEYWORD = 60;
/** ISO 639, in small letters. */
export const ARTICLE_LANGUAGE = '^[a-z]{2,3}$';

/** What its authors write. */
export interface ArticleContent {
  readonly title: string;
  /** The question in the words of the people who ask it. */
  readonly question: string;
  /** Markdown. */
  readonly answer: string;
  /** A key of the list of categories; null for none. */
  readonly category: string | null;
  readonly keywords: readonly string[];
  readonly language: string;
  /** The id of the first article of its translations; null for that one itself. */
  readonly translationOf: string | null;
  readonly visibility: ArticleVisibility;
  readonly state: ArticleState;
  readonly isFeatured: boolean;
  /** The person who keeps it correct; null for the managers together. */
  readonly owner: PersonRef | null;
  /** The day on which its owner is reminded to review it, as `YYYY-MM-DD`; null for never. */
  readonly reviewBy: string | null;
}

/** An article of the knowledge base, in its newest version. */
export interface Article extends ArticleContent {
  readonly id: string;
  /** The id of the ticket that it was made of; null for others. */
  readonly ticketId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: PersonRef;
  /** The time when it was published first; null for one that never was. */
  readonly publishedAt: Date | null;
  readonly version: number;
}

/** The changes of an article; absent fields stay. */
export type ArticleEdit = { readonly [P in keyof ArticleContent]?: ArticleContent[P] | undefined };

/** How often people opened an article, and what they said of it. */
export interface ArticleCounts {
  readonly views: number;
  readonly helpful: number;
  readonly notHelpful: number;
  /** People who said that it helped, and opened no ticket for 24 hours. Each counts once. */
  readonly deflected: number;
}

export const NO_COUNTS: ArticleCounts = { views: 0, helpful: 0, notHelpful: 0, deflected: 0 };

/** Archived articles are checked again before they are published again. */
const NEXT_STATES: Readonly<Record<ArticleState, readonly ArticleState[]>> = {
  draft: ['published', 'archived'],
  published: ['draft', 'archived'],
  archived: ['draft'],
};

/** The id that an article shares with its translations. */
export function translationGroup({ id, translationOf }: Pick<Article, 'id' | 'translationOf'>): string {
  return translationOf ?? id;
}

/** True for an article that people who are not staff may read. */
export function isForEverybody({ state, visibility }: Pick<Article, 'state' | 'visibility'>): boolean {
  return state === 'published' && visibility === 'public';
}

/** Returns the next version, or the same object where nothing changes. @throws DomainError `illegal_transition` */
export function editArticle(
  before: Article,
  edit: ArticleEdit,
  { at, by }: { readonly at: Date; readonly by: PersonRef },
): Article {
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const edited: Article = { ...before, ...given };
  if (changedFields(before, edited).length === 0) return before;
  requireStep(before.state, edited.state);
  const publishedAt = before.publishedAt ?? (edited.state === 'published' ? at : null);
  return { ...edited, publishedAt, updatedAt: at, updatedBy: by, version: before.version + 1 };
}

const CONTENT_FIELDS = {
  title: 'title',
  question: 'question',
  answer: 'answer',
  category: 'category',
  keywords: 'keywords',
  language: 'language',
  translationOf: 'translation_of',
  visibility: 'visibility',
  state: 'state',
  isFeatured: 'is_featured',
  owner: 'owner',
  reviewBy: 'review_by',
} as const satisfies Readonly<Record<keyof ArticleContent, string>>;

const isField = (key: string): key is keyof ArticleContent => key in CONTENT_FIELDS;

/** The fields that differ, as the API names them. */
export function changedFields(before: ArticleContent, after: ArticleContent): readonly string[] {
  const fields = Object.keys(CONTENT_FIELDS).filter(isField);
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return changed.map((field) => CONTENT_FIELDS[field]);
}

function requireStep(from: ArticleState, to: ArticleState): void {
  if (from === to || NEXT_STATES[from].includes(to)) return;
  throw new DomainError(
    'illegal_transition',
    `An article cannot go from ${from} to ${to}. From ${from} it can go to ${NEXT_STATES[from].join(' or ')}.`,
  );
}
