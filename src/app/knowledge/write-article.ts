import type { PersonRef } from '../../domain/access/actor.js';
import { authorize, isStaff } from '../../domain/access/permissions.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import {
  changedFields,
  editArticle as applyEdit,
  translationGroup,
  type Article,
  type ArticleContent,
  type ArticleEdit,
} from '../../domain/knowledge/article.js';
import { accountEvent, type Doer } from '../accounts/account-event.js';
import { unknownChoice } from '../desk/check-choices.js';
import type { AppDeps } from '../deps.js';
import { findReadable } from './reader.js';
import type { ArticleIndex } from './search/article-index.js';

export type WriteDeps = Pick<AppDeps, 'articles' | 'users' | 'categories' | 'clock' | 'newId'> & {
  readonly articleIndex: Pick<ArticleIndex, 'put' | 'remove'>;
};

/** An article as its author writes it. `ownerId` names the owner; absent for the author. */
export interface NewArticle extends Omit<ArticleContent, 'owner'> {
  readonly ownerId?: string | null | undefined;
  readonly ticketId?: string | undefined;
}

/** The changes of an article. Absent fields stay. */
export type ArticleChanges = Omit<ArticleEdit, 'owner'> & { readonly ownerId?: string | null | undefined };

/**
 * Creates an article. Idempotent by id.
 * @throws DomainError `forbidden`; `invalid_input` for an unknown category, owner or original; `duplicate` for a second
 *   translation into a language.
 */
export async function createArticle(
  deps: WriteDeps,
  doer: Doer,
  input: NewArticle,
  id: string,
): Promise<Article> {
  authorize(doer.actor, 'article.edit');
  const { ownerId, ticketId = null, ...content } = input;
  const author = refOf(doer);
  const [owner, translationOf] = await checkArticle(deps, input);
  const at = deps.clock.now();
  const after: Article = {
    ...content,
    translationOf: translationOf ?? null,
    owner: owner === undefined ? author : owner,
    id,
    ticketId,
    createdAt: at,
    updatedAt: at,
    updatedBy: author,
    publishedAt: content.state === 'published' ? at : null,
    version: 1,
  };
  try {
    await deps.articles.commit({ before: null, after, event: eventOf(deps, doer, 'created', after) });
    await deps.articleIndex.put(after);
    return after;
  } catch (error) {
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const there = isThere ? await deps.articles.find(id) : null;
    if (there === null) throw error;
    return there;
  }
}

/**
 * Makes a new version of an article.
 * @throws DomainError `not_found`, `version_conflict`, `illegal_transition`; as {@link createArticle}.
 */
export async function editArticle(
  deps: WriteDeps,
  doer: Doer,
  id: string,
  { ownerId, ...edit }: ArticleChanges,
  expectedVersion?: number,
): Promise<Article> {
  authorize(doer.actor, 'article.edit');
  const before = await findChangeable(deps, doer, id, expectedVersion);
  const [owner, translationOf] = await checkArticle(deps, { ...edit, ownerId }, before);
  const by = { at: deps.clock.now(), by: refOf(doer) };
  return commitEdit(deps, doer, before, applyEdit(before, { ...edit, owner, translationOf }, by));
}

/**
 * Makes the content of an earlier version the newest one. State, visibility, owner and review day stay as they are, so
 * that going back publishes nothing.
 * @throws DomainError `forbidden`, `not_found`, `version_conflict`
 */
export async function revertArticle(
  deps: WriteDeps,
  doer: Doer,
  id: string,
  { version, expectedVersion }: { readonly version: number; readonly expectedVersion: number | undefined },
): Promise<Article> {
  authorize(doer.actor, 'article.edit');
  const before = await findChangeable(deps, doer, id, expectedVersion);
  const earlier = await deps.articles.version(id, version);
  if (earlier === null) throw new DomainError('not_found', `The article has no version ${version}.`);
  const { title, question, answer, category, keywords, language } = earlier.content;
  const edit = { title, question, answer, category, keywords, language };
  const by = { at: deps.clock.now(), by: refOf(doer) };
  return commitEdit(deps, doer, before, applyEdit(before, edit, by));
}

/** Deletes an article with its versions and feedback. @throws DomainError `forbidden`, `not_found`, `version_conflict` */
export async function deleteArticle(
  deps: WriteDeps,
  doer: Doer,
  id: string,
  expectedVersion?: number,
): Promise<void> {
  authorize(doer.actor, 'article.delete');
  const before = await findChangeable(deps, doer, id, expectedVersion);
  await deps.articles.commit({ before, after: null, event: eventOf(deps, doer, 'deleted', before) });
  await deps.articleIndex.remove(id);
}

async function commitEdit(deps: WriteDeps, doer: Doer, before: Article, after: Article): Promise<Article> {
  if (after === before) return before;
  const changed = changedFields(before, after);
  await deps.articles.commit({ before, after, event: eventOf(deps, doer, 'edited', after, changed) });
  await deps.articleIndex.put(after);
  return after;
}

async function findChangeable(
  deps: WriteDeps,
  { actor }: Doer,
  id: string,
  expectedVersion: number | undefined,
): Promise<Article> {
  const before = await findReadable(deps, actor, id);
  if (expectedVersion === undefined || expectedVersion === before.version) return before;
  throw new DomainError(
    'version_conflict',
    `This article is at version ${before.version}, not ${expectedVersion}. Read it again and repeat your change.`,
  );
}

/**
 * Returns the owner and the group of translations; undefined for what is not given.
 * @throws DomainError `invalid_input`
 */
export async function checkArticle(
  deps: Pick<AppDeps, 'users' | 'categories'> & { readonly articles: Pick<AppDeps['articles'], 'find'> },
  { category, ownerId, translationOf, language }: ArticleChanges,
  before?: Article,
): Promise<readonly [owner: PersonRef | null | undefined, translationOf: string | null | undefined]> {
  const faults: FieldFault[] = [];
  if (category !== undefined && category !== null && category !== before?.category) {
    const message = await unknownChoice(deps, 'categories', category);
    if (message !== null) faults.push({ path: 'category', message });
  }
  const owner = ownerId === undefined || ownerId === null ? ownerId : await activeStaff(deps, ownerId);
  if (owner === null && ownerId !== null) {
    const message = 'is not the id of an active moderator, manager or administrator';
    faults.push({ path: 'owner_id', message });
  }
  const original = await originalOf(deps, translationOf, before?.id);
  if (original === null) {
    faults.push({
      path: 'translation_of',
      message: 'is not the id of another article; create that one first',
    });
  } else if (original !== undefined && original.language === (language ?? before?.language)) {
    faults.push({
      path: 'language',
      message: 'is the language of the original; a translation has another one',
    });
  }
  if (faults.length > 0) throw new DomainError('invalid_input', 'The article was not saved.', { faults });
  const group = original === undefined || original === null ? undefined : translationGroup(original);
  return [owner, translationOf === null ? null : group];
}

/** Undefined where none is named; null where it cannot be one. */
async function originalOf(
  { articles }: Parameters<typeof checkArticle>[0],
  id: string | null | undefined,
  ownId: string | undefined,
): Promise<Article | null | undefined> {
  if (id === undefined || id === null) return undefined;
  const original = await articles.find(id);
  return original === null || translationGroup(original) === ownId ? null : original;
}

async function activeStaff({ users }: Pick<AppDeps, 'users'>, id: string): Promise<PersonRef | null> {
  const user = await users.find(id);
  return user !== null && user.isActive && isStaff(user.role) ? { id: user.id, name: user.name } : null;
}

function refOf({ actor: { id, name } }: Doer): PersonRef {
  return { id, name };
}

/** The log names the changed fields. The versions have their values. */
function eventOf(
  deps: WriteDeps,
  doer: Doer,
  what: 'created' | 'edited' | 'deleted',
  { id, title, version }: Article,
  changed: readonly string[] = [],
) {
  const details = { article: { id, title }, version, ...(changed.length === 0 ? {} : { changed }) };
  return accountEvent(deps, doer, { type: `article.${what}`, account: null, details });
}
