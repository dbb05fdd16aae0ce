import type { Logger } from '../../../ports/logger.js';
import type { Embedder, Embedders } from '../../../ports/embedder.js';
import { findModel, MODEL_SOURCES } from './find-model.js';
import { ProcessEmbedder } from './process-embedder.js';

interface LocalOptions {
  readonly isOff: boolean;
  readonly modelDir: string | undefined;
  readonly cacheDir: string;
  /** False for a process that only uses what another one has brought. */
  readonly fetches: boolean;
  readonly isBackground: boolean;
  readonly logger: Logger;
}

/** Time until a model that was not found is looked for again. */
const SEARCH_EVERY_MS = 60_000;
const FETCH_EVERY_MS = 30 * 60_000;

/** The embedder on this machine, as soon as its model has been found. It is looked for in the background. */
export class LocalEmbedder implements Embedders {
  private embedder: ProcessEmbedder | null = null;
  private searching: Promise<void> | null = null;
  private searchedAt = Number.NEGATIVE_INFINITY;
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private fault = '';
  private readonly stop = new AbortController();

  constructor(private readonly options: LocalOptions) {}

  current(): Promise<Embedder | null> {
    const isDue = performance.now() - this.searchedAt >= SEARCH_EVERY_MS;
    if (this.embedder === null && !this.options.isOff && !this.stop.signal.aborted && isDue) {
      this.searching ??= this.search().finally(() => (this.searching = null));
    }
    return Promise.resolve(this.embedder);
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.searching;
    await this.embedder?.close();
  }

  private async search(): Promise<void> {
    const { modelDir: named, cacheDir, fetches, isBackground, logger } = this.options;
    const isFetchDue = fetches && performance.now() - this.fetchedAt >= FETCH_EVERY_MS;
    try {
      const sources = isFetchDue ? MODEL_SOURCES : [];
      const found = await findModel({ named, cacheDir, sources, logger }, this.stop.signal);
      if (found !== null) {
        this.embedder = new ProcessEmbedder(found, { isBackground });
        logger.info({ model: this.embedder.model }, 'embeddings: model found');
      } else if (isFetchDue) {
        logger.warn({}, 'embeddings: no model could be found, so only words are compared');
      }
    } catch (error) {
      this.logFault(error);
    }
    if (isFetchDue) this.fetchedAt = performance.now();
    this.searchedAt = performance.now();
  }

  /** Once, until it is another one: a named directory is checked every minute. */
  private logFault(error: unknown): void {
    if (this.stop.signal.aborted) return;
    const fault = error instanceof Error ? error.message : String(error);
    if (fault !== this.fault) this.options.logger.error({ fault }, 'embeddings: the model cannot be used');
    this.fault = fault;
  }
}
