import type { Actor } from '../../domain/access/actor.js';
import { authorize, can, type Action } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/errors.js';
import { isForEverybody, type Article } from '../../domain/knowledge/article.js';
import { networkOf } from '../../domain/network.js';
import type { AppDeps } from '../deps.js';

/** Who reads the knowledge base: a person who is signed in, or null for a visitor. */
export type Reader = Actor | null;

/**
 * Visitors may do it where the settings allow that; others need the right.
 * @throws DomainError `unauthenticated`, `forbidden`
 */
export async function admitReader(
  { settings }: Pick<AppDeps, 'settings'>,
  reader: Reader,
  action: Action = 'article.read',
): Promise<void> {
  if (reader !== null) {
    authorize(reader, action);
    return;
  }
  const { hasPublicKnowledge } = await settings.current();
  if (!hasPublicKnowledge) throw new DomainError('unauthenticated', 'Sign in to read the knowledge base.');
}

/** True for readers of drafts, archived and internal articles. */
export function readsAll(reader: Reader): boolean {
  return reader !== null && can(reader, 'article.read_internal');
}

/** The one rule of who reads an article. Every path uses it. */
export function mayRead(reader: Reader, article: Pick<Article, 'state' | 'visibility'>): boolean {
  return isForEverybody(article) || readsAll(reader);
}

/** A pseudonym of the person, or of the visitor's network. */
export function pseudonymOf(
  { readerPseudonym }: Pick<AppDeps, 'readerPseudonym'>,
  reader: Reader,
  address: string,
): string {
  return reader === null
    ? readerPseudonym(`visitor of articles: ${networkOf(address)}`)
    : personPseudonym({ readerPseudonym }, reader.id);
}

/** The pseudonym of a person who is signed in. */
export function personPseudonym({ readerPseudonym }: Pick<AppDeps, 'readerPseudonym'>, id: string): string {
  return readerPseudonym(`reader of articles: ${id}`);
}

/** @throws DomainError `not_found`, also for an article that the reader may not know about. */
export async function findReadable(
  { articles }: Pick<AppDeps, 'articles'>,
  reader: Reader,
  id: string,
): Promise<Article> {
  const article = await articles.find(id);
  if (article !== null && mayRead(reader, article)) return article;
  throw new DomainError('not_found', `There is no article ${id}.`);
}
