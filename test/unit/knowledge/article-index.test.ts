import { afterEach, describe, expect, it } from '@jest/globals';
import { markdownRenderer } from '../../../src/adapters/knowledge/markdown-renderer.js';
import { WordIndex } from '../../../src/adapters/search/word-index.js';
import { probeSearch } from '../../../src/adapters/system/probe-search.js';
import { ArticleIndex } from '../../../src/app/knowledge/search/article-index.js';
import type { Article } from '../../../src/domain/knowledge/article.js';
import { fuseRanks } from '../../../src/domain/knowledge/fuse-ranks.js';
import type { Embedder } from '../../../src/ports/embedder.js';
import type { ArticleLog, ArticleUpdate, ArticleVector } from '../../../src/ports/knowledge/articles.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { LogHistoryLost } from '../../../src/ports/operations/event-log.js';
import { waitFor } from '../../support/wait-for.js';

const BOB = { id: 'bob', name: 'Bob' };
function article(id: string, title: string, rest: Partial<Article> = {}): Article {
  return {
    ...{ id, title, question: 'Why?', answer: 'So.', category: null, keywords: [], language: 'en' },
    ...{ translationOf: null, visibility: 'public', state: 'published', isFeatured: false, owner: null },
    ...{ reviewBy: null, ticketId: null, publishedAt: null, version: 1 },
    ...{ createdAt: new Date(0), updatedAt: new Date(0), updatedBy: BOB },
    ...rest,
  };
}

/** A log in memory. A token is a position; tokens before `forgottenBefore` are lost. */
class Log implements ArticleLog {
  readonly stored = new Map<string, Article>();
  readonly updates: ArticleUpdate[] = [];
  forgottenBefore = 0;
  /** Runs before each page is read. */
  beforePage: (afterId: string | null) => Promise<void> | void = () => undefined;

  write(each: Article): void {
    this.stored.set(each.id, each);
    this.updates.push({ kind: 'written', article: each });
  }

  remove(id: string): void {
    this.stored.delete(id);
    this.updates.push({ kind: 'removed', id });
  }

  newestToken = () => Promise.resolve(String(this.updates.length));
  count = () => Promise.resolve(this.stored.size);

  async readAll(afterId: string | null, limit: number): Promise<readonly Article[]> {
    await this.beforePage(afterId);
    const all = [...this.stored.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return all.filter(({ id }) => afterId === null || id > afterId).slice(0, limit);
  }

  async readAfter(
    token: string,
    onUpdate: (update: ArticleUpdate, token: string) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    for (let at = Number(token); !signal.aborted;) {
      if (at < this.forgottenBefore) throw new LogHistoryLost('gone');
      const update = this.updates[at];
      at += update === undefined ? 0 : 1;
      await onUpdate(update ?? { kind: 'none' }, String(at));
      if (update === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Texts about a pump are near to those about water, and to nothing else. */
function embedder(model: string, calls: string[] = []): Embedder {
  return {
    model,
    dimensions: 2,
    embed: (texts) => {
      calls.push(...texts);
      return Promise.resolve(
        texts.map((text) => (/pump|water/iu.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1))),
      );
    },
  };
}

const open: ArticleIndex[] = [];
afterEach(async () => {
  for (const index of open.splice(0)) await index.close();
});

function start(
  log: Log,
  current: () => Embedder | null = () => null,
  vectors = new Map<string, ArticleVector>(),
) {
  const index = new ArticleIndex({
    articleLog: log,
    articleVectors: {
      findEach: (ids, model) =>
        Promise.resolve(
          [...vectors.values()].filter((each) => ids.includes(each.articleId) && each.model === model),
        ),
      putEach: (made) => {
        for (const each of made) vectors.set(each.articleId, each);
        return Promise.resolve();
      },
    },
    detectLanguage: (text) => Promise.resolve(text.includes('Wasser') ? 'de' : 'en'),
    embedders: { current: () => Promise.resolve(current()) },
    markdown: markdownRenderer,
    logger: silentLogger,
    newWords: () => new WordIndex(),
  });
  open.push(index);
  index.start();
  return index;
}

const ALL = { onlyForEverybody: false, onlyPublished: false };
const words = async (index: ArticleIndex, text: string, scope = ALL) =>
  (await index.byWords(text, scope, 10)).map(({ id }) => id);
const isCurrent = (index: ArticleIndex) => () => index.state.state === 'current' || undefined;

describe('the index of articles', () => {
  it('has what was there, follows what changes, and forgets what is archived or deleted', async () => {
    const log = new Log();
    log.write(article('a', 'Router'));
    const index = start(log);
    expect(await probeSearch(index)()).toMatchObject({
      status: 'degraded',
      state: 'building',
      lagSeconds: null,
    });
    await waitFor('the index', isCurrent(index));
    await waitFor('the end of the log', () => index.lagSeconds === 0 || undefined);
    expect(await probeSearch(index)()).toMatchObject({ status: 'ok', articles: 1, lagSeconds: 0 });
    log.write(article('b', 'Printer', { visibility: 'internal' }));
    await waitFor('a result', async () => (await words(index, 'printer')).length === 1 || undefined);
    expect(await words(index, 'printer', { ...ALL, onlyForEverybody: true })).toEqual([]);
    log.write(article('b', 'Printer', { state: 'archived', version: 2 }));
    log.remove('a');
    await waitFor('a result', async () => (await words(index, 'printer router')).length === 0 || undefined);
  });

  it('has what this process wrote immediately, and is not set back by an older reading', async () => {
    const log = new Log();
    log.write(article('a', 'Router'));
    const index = start(log);
    log.beforePage = async () => {
      await index.put(article('a', 'Switch', { version: 2 }));
      await index.remove('z');
    };
    log.stored.set('z', article('z', 'Gone'));
    await waitFor('the index', isCurrent(index));
    expect([await words(index, 'router'), await words(index, 'switch'), await words(index, 'gone')]).toEqual([
      [],
      ['a'],
      [],
    ]);
  });

  it('is rebuilt if its log is lost, and answers from the former one until then', async () => {
    const log = new Log();
    for (let at = 0; at < 250; at += 1) log.write(article(`a${String(at).padStart(3, '0')}`, 'Router'));
    const index = start(log);
    await waitFor('the index', isCurrent(index));
    const seen: unknown[] = [];
    log.beforePage = async (afterId) => {
      const { state, indexed, total } = index.state;
      seen.push([state, indexed, total, (await words(index, 'router')).length]);
      // It dies half-way once.
      if (afterId !== null && seen.length === 2) throw new Error('the database is away');
    };
    log.stored.set('new', article('new', 'Printer'));
    log.forgottenBefore = log.updates.length + 1;
    log.updates.push({ kind: 'none' });
    log.updates.push({ kind: 'none' });
    await waitFor('a result', async () => (await words(index, 'printer')).length === 1 || undefined);
    expect(seen).toEqual([
      ['building', 0, 251, 10],
      ['building', 200, 251, 10],
      ['building', 0, 251, 10],
      ['building', 200, 251, 10],
    ]);
  });

  it('finds by meaning, within the scope, and embeds no text twice', async () => {
    const log = new Log();
    log.write(article('a', 'The pump is loud'));
    log.write(article('b', 'Pump of the cellar', { visibility: 'internal' }));
    log.write(article('c', 'Router'));
    const [calls, vectors]: [string[], Map<string, ArticleVector>] = [[], new Map()];
    const near = async (index: ArticleIndex, scope = ALL) =>
      (await index.byMeaning('water', scope, 2)).map(({ id }) => id).join('');
    const first = start(log, () => embedder('m@1', calls), vectors);
    await waitFor('a result', async () => (await near(first)) === 'ab' || undefined);
    expect(await near(first, { ...ALL, onlyForEverybody: true })).toBe('a');
    calls.length = 0;
    let model = 'm@1';
    const second = start(log, () => embedder(model, calls), vectors);
    await waitFor('a result', async () => (await near(second)) === 'ab' || undefined);
    expect(new Set(calls)).toEqual(new Set(['water']));
    model = 'm@2';
    await waitFor('the other model', () => (vectors.get('a')?.model === 'm@2' ? true : undefined));
    await waitFor('a result', async () => (await near(second)) === 'ab' || undefined);
  });

  it('trusts languages less that the model does not know', async () => {
    const log = new Log();
    log.write(article('a', 'The pump is loud'));
    log.write(article('b', 'Die Pumpe', { language: 'de', keywords: ['Wasser', 'pump'] }));
    const index = start(log, () => embedder('all-MiniLM-L6-v2-int8@1.0.0'));
    const near = async (text: string) =>
      (await index.byMeaning(text, ALL, 5)).map(({ id, weight }) => `${id} ${weight}`).sort();
    const both = async (text: string) => ((await near(text)).length === 2 ? near(text) : undefined);
    expect(await waitFor('a result', () => both('water'))).toEqual(['a 1', 'b 0.5']);
    expect(await near('Wasser der Pumpe water')).toEqual(['a 0.5', 'b 0.5']);
  });

  it('finds by words alone if the embedder fails', async () => {
    const log = new Log();
    log.write(article('a', 'Router'));
    const failing = { ...embedder('m@1'), embed: () => Promise.reject(new Error('away')) };
    const index = start(log, () => failing);
    await waitFor('the index', isCurrent(index));
    expect([await index.byMeaning('router', ALL, 5), await words(index, 'router')]).toEqual([[], ['a']]);
  });
});

describe('fuseRanks', () => {
  const ranked = (...ids: readonly string[]) => ids.map((id) => ({ id, weight: 1 }));

  it('trusts a place by its weight', () => {
    const words = [{ id: 'a', weight: 0.2 }, ...ranked('b')];
    expect(fuseRanks({ text: words, meaning: ranked('c') }).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('puts first what is high in both lists', () => {
    const fused = fuseRanks({ text: ranked('a', 'b', 'c'), meaning: ranked('b', 'd') });
    expect(fused.map(({ id, matchedBy }) => [id, matchedBy.join()])).toEqual([
      ['b', 'text,meaning'],
      ['a', 'text'],
      ['d', 'meaning'],
      ['c', 'text'],
    ]);
    expect(fuseRanks({ text: ranked('a'), meaning: [] })).toEqual([
      { id: 'a', score: 1, matchedBy: ['text'] },
    ]);
    expect(fuseRanks({ text: ranked('a'), meaning: ranked('a') })[0]?.score).toBe(1);
  });
});
