import { VectorIndex, type VectorHit, type VectorSearch } from '../../domain/vectors/vector-index.js';
import type { EmbeddingModelState } from '../../domain/similar-tickets/embedding-model.js';
import type { Logger } from '../../ports/logger.js';
import type { TicketVectors, VectorPlace } from '../../ports/similar-tickets/ticket-vectors.js';

interface Options {
  /** How long a new vector may go unnoticed. */
  readonly freshMs: number;
  /** How long a search waits for the first load. Then it searches what is there. */
  readonly loadMs: number;
  readonly pageSize: number;
}

const DEFAULTS: Options = { freshMs: 2_000, loadMs: 2_000, pageSize: 2_000 };

/** Clocks differ, and a vector is written some moments after its time. Each refresh reads these again. */
const OVERLAP_MS = 60_000;

/**
 * The vectors of all tickets in the memory of this process, for searches.
 * They are loaded with the first search. Each search first reads what has changed since.
 */
export class TicketVectorCopies {
  private readonly options: Options;
  private index: VectorIndex | null = null;
  private model = '';
  private seenUntil: VectorPlace | null = null;
  private refreshedAt = Number.NEGATIVE_INFINITY;
  private refreshing: Promise<void> | null = null;

  constructor(
    private readonly ticketVectors: Pick<TicketVectors, 'changedAfter'>,
    private readonly logger: Logger,
    options: Partial<Options> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
  }

  /** The number of vectors in memory. */
  get size(): number {
    return this.index?.size ?? 0;
  }

  /** Finds the nearest tickets by their vectors of a model. @throws RangeError for a query of other dimensions */
  async search(
    { model, dimensions }: Pick<EmbeddingModelState, 'model' | 'dimensions'>,
    query: Float32Array | Int8Array,
    search: VectorSearch,
  ): Promise<readonly VectorHit[]> {
    if (this.model !== model || this.index === null) this.begin(model, dimensions);
    const index = this.index;
    if (performance.now() - this.refreshedAt >= this.options.freshMs) {
      this.refreshing ??= this.refresh().finally(() => (this.refreshing = null));
      await within(this.options.loadMs, this.refreshing);
    }
    return index?.search(query, search) ?? [];
  }

  /** Forgets a ticket that is no longer there. */
  remove(ticketId: string): void {
    this.index?.remove(ticketId);
  }

  private begin(model: string, dimensions: number): void {
    this.model = model;
    this.index = new VectorIndex(dimensions);
    this.seenUntil = null;
    this.refreshedAt = Number.NEGATIVE_INFINITY;
    this.refreshing = null;
  }

  /** Searches continue with what is known if the database does not answer. */
  private async refresh(): Promise<void> {
    const { model, index } = this;
    const { pageSize } = this.options;
    try {
      let place = earlier(this.seenUntil);
      for (;;) {
        const page = await this.ticketVectors.changedAfter(model, place, pageSize);
        // The model may have changed since.
        if (index !== this.index || index === null) return;
        for (const { ticketId, vector } of page) {
          if (vector?.length === index.dimensions) index.add(ticketId, vector);
          else index.remove(ticketId);
        }
        const last = page.at(-1);
        if (last === undefined) break;
        place = last;
        this.seenUntil = { at: last.at, ticketId: last.ticketId };
        if (page.length < pageSize) break;
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'new vectors of tickets could not be read; searching the known ones');
    }
    if (index === this.index) this.refreshedAt = performance.now();
  }
}

function earlier(place: VectorPlace | null): VectorPlace | null {
  return place === null ? null : { at: new Date(place.at.getTime() - OVERLAP_MS), ticketId: '' };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, over]);
  clearTimeout(timer);
}
