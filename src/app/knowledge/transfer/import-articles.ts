import { DomainError, type FieldFault } from '../../../domain/errors.js';
import {
  editArticle as applyEdit,
  translationGroup,
  type Article,
} from '../../../domain/knowledge/article.js';
import type { Doer } from '../../accounts/account-event.js';
import type { AppDeps } from '../../deps.js';
import {
  checkArticle,
  createArticle,
  editArticle,
  type ArticleChanges,
  type NewArticle,
  type WriteDeps,
} from '../write-article.js';
import type { GivenArticle } from './article-record.js';

type Deps = WriteDeps & Pick<AppDeps, 'articles' | 'users'>;

/** What an import does with an article. */
export type ImportStep = { readonly id: string } & (
  | { readonly outcome: 'created' | 'changed' | 'unchanged' }
  | { readonly outcome: 'refused'; readonly faults: readonly FieldFault[] }
);

interface ImportReport {
  /** False for a dry run, and if an article was refused before anything was written. */
  readonly isWritten: boolean;
  /** In the order of the input. */
  readonly steps: readonly ImportStep[];
}

interface Options {
  /** Checks everything and writes nothing. */
  readonly isDryRun: boolean;
  /** Also replaces an article that has changed since the export. */
  readonly overwrites: boolean;
}

type Plan = { readonly given: GivenArticle } & (
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly faults: readonly FieldFault[] }
  | { readonly kind: 'create'; readonly content: NewArticle }
  | { readonly kind: 'edit'; readonly changes: ArticleChanges; readonly version: number }
);

/**
 * Writes articles of an export, or of authors who keep them as files. Nothing is written if one of them is refused.
 * A repeat finds all of them unchanged. Articles that no file names stay.
 */
export async function importArticles(
  deps: Deps,
  doer: Doer,
  given: readonly GivenArticle[],
  options: Options,
): Promise<ImportReport> {
  const plans = await planImport(deps, given, options);
  const isWritten = !options.isDryRun && !plans.some(({ kind }) => kind === 'refused');
  const outcomes = new Map<string, ImportStep>();
  // Originals first, because translations name them.
  const order = plans.toSorted((a, b) => Number(isTranslation(a.given)) - Number(isTranslation(b.given)));
  for (const plan of order) {
    outcomes.set(plan.given.id, isWritten ? await carryOut(deps, doer, plan) : stepOf(plan));
  }
  return { isWritten, steps: given.flatMap(({ id }) => outcomes.get(id) ?? []) };
}

function isTranslation({ translationOf }: GivenArticle): boolean {
  return translationOf !== undefined && translationOf !== null;
}

async function carryOut(deps: Deps, doer: Doer, plan: Plan): Promise<ImportStep> {
  try {
    if (plan.kind === 'create') await createArticle(deps, doer, plan.content, plan.given.id);
    if (plan.kind === 'edit') await editArticle(deps, doer, plan.given.id, plan.changes, plan.version);
    return stepOf(plan);
  } catch (error) {
    return { id: plan.given.id, outcome: 'refused', faults: faultsOf(error) };
  }
}

function stepOf(plan: Plan): ImportStep {
  const { id } = plan.given;
  switch (plan.kind) {
    case 'create':
      return { id, outcome: 'created' };
    case 'edit':
      return { id, outcome: 'changed' };
    case 'unchanged':
      return { id, outcome: 'unchanged' };
    case 'refused':
      return { id, outcome: 'refused', faults: plan.faults };
  }
}

/** Every article is checked as if those before it were written. */
async function planImport(
  deps: Deps,
  given: readonly GivenArticle[],
  options: Options,
): Promise<readonly Plan[]> {
  const ids = given.map(({ id }) => id);
  const stored = new Map((await deps.articles.findEach(ids)).map((article) => [article.id, article]));
  const planned = new Map(given.map((each) => [each.id, asPlanned(each, stored.get(each.id))]));
  const articles: Pick<WriteDeps['articles'], 'find'> = {
    find: async (id) => planned.get(id) ?? deps.articles.find(id),
  };
  const taken = await takenLanguages(deps, [...planned.values()]);
  const plans: Plan[] = [];
  for (const each of given) {
    const before = stored.get(each.id);
    const plan = await planOne({ ...deps, articles }, each, before, options);
    const after = planned.get(each.id);
    const place = after === undefined ? '' : placeOf(after);
    const holder = taken.get(place) ?? each.id;
    taken.set(place, holder);
    const message = `is the language of the translation ${holder} already`;
    const isTaken = holder !== each.id && plan.kind !== 'unchanged';
    plans.push(isTaken ? refuse(each, [{ path: 'language', message }], plan) : plan);
  }
  return plans;
}

const placeOf = (article: Article) => `${translationGroup(article)} ${article.language}`;

/** The languages of groups of translations that stored articles have, those of the import left out. */
async function takenLanguages({ articles }: Deps, planned: readonly Article[]): Promise<Map<string, string>> {
  const own = new Set(planned.map(({ id }) => id));
  const groups = [...new Set(planned.map(translationGroup))];
  const related = await articles.translations(groups);
  return new Map(related.filter(({ id }) => !own.has(id)).map((article) => [placeOf(article), article.id]));
}

function refuse(given: GivenArticle, faults: readonly FieldFault[], plan?: Plan): Plan {
  const earlier = plan?.kind === 'refused' ? plan.faults : [];
  return { given, kind: 'refused', faults: [...earlier, ...faults] };
}

async function planOne(
  deps: Omit<Deps, 'articles'> & { readonly articles: Pick<WriteDeps['articles'], 'find'> },
  given: GivenArticle,
  before: Article | undefined,
  { overwrites }: Options,
): Promise<Plan> {
  try {
    const owner = await ownerOf(deps, given);
    if (before === undefined) {
      const content = newContent(given, owner?.id ?? null);
      await checkArticle(deps, content);
      return { given, kind: 'create', content };
    }
    const changes = changesOf(before, given, owner);
    if (Object.keys(changes).length === 0) return { given, kind: 'unchanged' };
    requireVersion(before, given, overwrites);
    await checkArticle(deps, changes, before);
    applyEdit(before, { state: given.state }, { at: before.updatedAt, by: before.updatedBy });
    return { given, kind: 'edit', changes, version: before.version };
  } catch (error) {
    return refuse(given, faultsOf(error));
  }
}

/** @throws DomainError `invalid_input` for an address that no person has. */
async function ownerOf({ users }: Pick<Deps, 'users'>, { owner }: GivenArticle) {
  if (owner === undefined || owner === null) return owner;
  const user = await users.findByAddress(owner);
  if (user !== null) return { id: user.id };
  throw new DomainError('invalid_input', 'The owner is not known.', {
    faults: [{ path: 'owner_id', message: 'is not the address of a person. Create the account first.' }],
  });
}

function newContent(
  { title = '', question = '', answer = '', category = null, keywords = [], ...given }: GivenArticle,
  ownerId: string | null,
): NewArticle {
  const { language = 'en', translationOf = null, visibility = 'internal', state = 'draft' } = given;
  const { isFeatured = false, reviewBy = null } = given;
  return {
    ...{ title, question, answer, category, keywords, language, translationOf },
    ...{ visibility, state, isFeatured, reviewBy, ownerId },
  };
}

/** Line ends and the blanks around a text change on their way through editors and archives. */
const comparable = (value: unknown) =>
  JSON.stringify(typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value);

function changesOf(
  before: Article,
  { id: _id, version: _version, owner: _owner, ...given }: GivenArticle,
  owner: { readonly id: string } | null | undefined,
): ArticleChanges {
  const stored: Readonly<Record<string, unknown>> = { ...before };
  const changed = Object.entries(given).filter(
    ([field, value]) => comparable(value) !== comparable(stored[field]),
  );
  const ownerId = owner === undefined ? undefined : (owner?.id ?? null);
  const isOtherOwner = ownerId !== undefined && ownerId !== (before.owner?.id ?? null);
  return { ...Object.fromEntries(changed), ...(isOtherOwner ? { ownerId } : {}) };
}

function requireVersion(before: Article, { version }: GivenArticle, overwrites: boolean): void {
  if (overwrites || version === undefined || version >= before.version) return;
  const message = `is older than version ${before.version}, which is stored. Export it again, or overwrite it.`;
  throw new DomainError('invalid_input', 'It has changed since.', { faults: [{ path: 'version', message }] });
}

function faultsOf(error: unknown): readonly FieldFault[] {
  if (!(error instanceof DomainError)) throw error;
  const { faults } = error;
  if (faults.length > 0) return faults;
  return [{ path: error.code === 'illegal_transition' ? 'state' : '', message: error.message }];
}

/** As it will be, as far as translations need to know. */
function asPlanned(given: GivenArticle, before: Article | undefined): Article {
  const content = newContent(given, null);
  const at = before?.createdAt ?? new Date(0);
  const by = before?.updatedBy ?? { id: '', name: '' };
  const { translationOf = before?.translationOf ?? null, language = before?.language ?? 'en' } = given;
  const { ownerId: _ownerId, ...fields } = content;
  return {
    ...fields,
    ...{ id: given.id, translationOf, language, owner: null, ticketId: null },
    ...{ createdAt: at, updatedAt: at, updatedBy: by, publishedAt: null, version: 1 },
  };
}
