import { detectLanguage } from '../../src/adapters/ai/detect-language.js';
import { findModel } from '../../src/adapters/ai/embeddings/find-model.js';
import { ProcessEmbedder } from '../../src/adapters/ai/embeddings/process-embedder.js';
import { defaultCacheDir } from '../../src/adapters/system/cache-dir.js';
import { meaningOf } from '../../src/app/knowledge/search/article-document.js';
import { ArticleMeaning } from '../../src/app/knowledge/search/article-meaning.js';
import type { Embedder } from '../../src/ports/embedder.js';
import { silentLogger } from '../../src/ports/logger.js';
import type { SearchDocument } from '../../src/ports/search-index.js';

/** As many as the search of the knowledge base takes into account. */
const NEAREST = 20;

type Find = (text: string) => Promise<readonly string[]>;

/** Opens the search by meaning, as the API has it, with the model of this machine; null if there is none. */
export async function openMeaning(documents: readonly SearchDocument[], modelDir: string | undefined) {
  const { signal } = new AbortController();
  const place = { named: modelDir, cacheDir: defaultCacheDir(), sources: [], logger: silentLogger };
  const found = await findModel(place, signal);
  if (found === null) return null;
  const embedder = new ProcessEmbedder(found);
  // Under another name, nothing is known of its languages.
  const unknown: Embedder = {
    ...{ model: `unknown-${embedder.model}`, dimensions: embedder.dimensions },
    embed: (...args) => embedder.embed(...args),
  };
  return {
    model: embedder.model,
    inKnownLanguages: await indexOf(embedder, documents),
    inAllLanguages: await indexOf(unknown, documents),
    close: () => embedder.close(),
  };
}

async function indexOf(embedder: Embedder, documents: readonly SearchDocument[]): Promise<Find> {
  const meaning = new ArticleMeaning({
    detectLanguage,
    embedders: { current: () => Promise.resolve(embedder) },
    articleVectors: { findEach: () => Promise.resolve([]), putEach: () => Promise.resolve() },
  });
  for (const each of documents) meaning.put(each.id, { text: meaningOf(each), language: each.language });
  const { signal } = new AbortController();
  while (await meaning.embedSome(signal));
  return async (text) => (await meaning.search(text, { limit: NEAREST })).map(({ id }) => id);
}
