import { detectLanguage } from '../../src/adapters/ai/detect-language.js';
import { findModel } from '../../src/adapters/ai/embeddings/find-model.js';
import { ProcessEmbedder } from '../../src/adapters/ai/embeddings/process-embedder.js';
import { defaultCacheDir } from '../../src/adapters/system/cache-dir.js';
import { meaningOf } from '../../src/app/knowledge/search/article-document.js';
import { ArticleMeaning } from '../../src/app/knowledge/search/article-meaning.js';
import type { RankedHit } from '../../src/domain/knowledge/fuse-ranks.js';
import { silentLogger } from '../../src/ports/logger.js';
import type { SearchDocument } from '../../src/ports/search-index.js';

/** As many as the search of the knowledge base takes into account. */
const NEAREST = 20;

/** Opens the search by meaning, as the API has it, with the model of this machine; null if there is none. */
export async function openMeaning(documents: readonly SearchDocument[], modelDir: string | undefined) {
  const { signal } = new AbortController();
  const place = { named: modelDir, cacheDir: defaultCacheDir(), sources: [], logger: silentLogger };
  const found = await findModel(place, signal);
  if (found === null) return null;
  const embedder = new ProcessEmbedder(found);
  const meaning = new ArticleMeaning({
    detectLanguage,
    embedders: { current: () => Promise.resolve(embedder) },
    articleVectors: { findEach: () => Promise.resolve([]), putEach: () => Promise.resolve() },
  });
  const languages = new Map(documents.map(({ id, language }) => [id, language]));
  for (const each of documents) meaning.put(each.id, { text: meaningOf(each) });
  while (await meaning.embedSome(signal));
  return {
    model: embedder.model,
    search: (text: string): Promise<readonly RankedHit[]> =>
      meaning.search(text, { limit: NEAREST, languageOf: (id) => languages.get(id) }),
    close: () => embedder.close(),
  };
}
