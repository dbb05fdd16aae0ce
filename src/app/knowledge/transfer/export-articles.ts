import type { Article } from '../../../domain/knowledge/article.js';
import type { AppDeps } from '../../deps.js';
import type { ArticleRecord } from './article-record.js';

type Deps = Pick<AppDeps, 'articleLog' | 'users'>;

const PAGE = 200;

/** Calls back with each article in the order of ids, in every state, in its newest version. */
export async function exportArticles(
  deps: Deps,
  onArticle: (record: ArticleRecord) => void | Promise<void>,
): Promise<number> {
  const addresses = new Map<string, string | undefined>();
  let count = 0;
  for (let afterId: string | null = null; ;) {
    const page = await deps.articleLog.readAll(afterId, PAGE);
    for (const article of page) await onArticle(await recordOf(deps, addresses, article));
    count += page.length;
    if (page.length < PAGE) return count;
    afterId = page.at(-1)?.id ?? null;
  }
}

async function recordOf(
  { users }: Deps,
  addresses: Map<string, string | undefined>,
  { owner, ...article }: Article,
): Promise<ArticleRecord> {
  const { id, title, question, answer, category, keywords, language, translationOf } = article;
  const { visibility, state, isFeatured, reviewBy, version } = article;
  const record = {
    ...{ id, title, question, answer, category, keywords, language, translationOf },
    ...{ visibility, state, isFeatured, reviewBy, version },
  };
  if (owner === null) return { ...record, owner: null };
  if (!addresses.has(owner.id)) addresses.set(owner.id, (await users.find(owner.id))?.email);
  return { ...record, owner: addresses.get(owner.id) };
}
