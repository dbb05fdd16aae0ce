import { SYSTEM_ACTOR } from '../../domain/access/actor.js';
import { ENGLISH_SAMPLES } from './samples/english.js';
import type { SampleArticle } from './samples/sample.js';
import { TRANSLATED_SAMPLES } from './samples/translations.js';
import { createArticle, type WriteDeps as Deps } from './write-article.js';

/** Adds the sample articles of an IT desk, for development. Existing ones stay. Returns how many were added. */
export async function seedArticles(deps: Deps): Promise<number> {
  // Originals first, because translations name them.
  const samples = [...ENGLISH_SAMPLES, ...TRANSLATED_SAMPLES];
  const known = await deps.articles.findEach(samples.map(idOf));
  const isKnown = new Set(known.map(({ id }) => id));
  const missing = samples.filter((sample) => !isKnown.has(idOf(sample)));
  for (const sample of missing) await add(deps, sample);
  return missing.length;
}

async function add(deps: Deps, sample: SampleArticle): Promise<void> {
  const {
    title,
    question,
    answer,
    category,
    keywords,
    language,
    isInternal = false,
    isFeatured = false,
  } = sample;
  const original = { ...sample, language: 'en' };
  const content = {
    ...{ title, question, answer, category, keywords, language, isFeatured },
    ...{ translationOf: language === 'en' ? null : idOf(original), ownerId: null, reviewBy: null },
    ...({ visibility: isInternal ? 'internal' : 'public', state: 'published' } as const),
  };
  await createArticle(deps, { actor: SYSTEM_ACTOR, address: null }, content, idOf(sample));
}

function idOf({ key, language }: Pick<SampleArticle, 'key' | 'language'>): string {
  return `sample-${key}-${language}`;
}
