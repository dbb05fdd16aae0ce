import { lengthOf, quantise } from './quantise.js';
import { createKernel, LANES, PAGE_BYTES, type Kernel } from './scan-kernel.js';

/** A found vector: the id that it was added with, and its cosine with the query, from -1 to 1. */
export interface VectorHit {
  readonly id: string;
  readonly score: number;
}

export interface VectorSearch {
  readonly limit: number;
  /** Vectors for which it returns false are left out before the others are ranked. Called at most once a vector. */
  readonly filter?: ((id: string) => boolean) | undefined;
}

/** Bytes of all vectors of an index: 218,000 of 384 dimensions. With the ids, an index stays below 110 MB. */
const MAX_VECTOR_BYTES = 80 * 1024 * 1024;

/** Rows whose dot products are computed at a time. */
const BATCH_ROWS = 4_096;

/**
 * An exact search of the nearest vectors, in memory.
 * A vector takes one byte a component. A search compares the query with every vector: 50,000 of 384 dimensions in some
 * milliseconds (bench/README.md). When it is full, it drops the smallest ids, which are the oldest.
 */
export class VectorIndex {
  /** The vector in row `i` has the id `ids[i]`. Removing moves the last row into the gap. */
  private readonly ids: string[] = [];
  private readonly rows = new Map<string, number>();
  private readonly lengths: number[] = [];
  private readonly kernel: Kernel;
  /** Bytes of a row. */
  private readonly stride: number;
  private readonly firstRow: number;

  /**
   * @param dimensions of all vectors
   * @param maxVectors that are kept; by default as many as fit into the memory of an index
   */
  constructor(
    readonly dimensions: number,
    readonly maxVectors: number = Math.floor(MAX_VECTOR_BYTES / padded(dimensions)),
  ) {
    this.stride = padded(dimensions);
    // The query in 16 bits a component, the results of a batch, then the rows.
    this.firstRow = 2 * this.stride + 4 * BATCH_ROWS;
    const most = this.firstRow + maxVectors * this.stride;
    this.kernel = createKernel(pagesOf(this.firstRow), pagesOf(most));
  }

  get size(): number {
    return this.ids.length;
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  /** The vector of an id; null if there is none. */
  get(id: string): Int8Array | null {
    const row = this.rows.get(id);
    return row === undefined ? null : this.bytes(row).slice(0, this.dimensions);
  }

  /**
   * Adds or replaces the vector of an id. False if the index is full of newer ids.
   * @throws RangeError for other dimensions than those of the index
   */
  add(id: string, vector: Int8Array): boolean {
    this.requireDimensions(vector.length);
    const row = this.rows.get(id) ?? this.rowFor(id);
    if (row === null) return false;
    this.ids[row] = id;
    this.rows.set(id, row);
    this.lengths[row] = lengthOf(vector);
    const bytes = this.bytes(row);
    bytes.fill(0);
    bytes.set(vector);
    return true;
  }

  /** False if there was none. */
  remove(id: string): boolean {
    const row = this.rows.get(id);
    if (row === undefined) return false;
    const last = this.ids.length - 1;
    const [moved] = this.ids.splice(last, 1);
    const [length = 0] = this.lengths.splice(last, 1);
    this.rows.delete(id);
    if (row !== last && moved !== undefined) {
      this.bytes(row).set(this.bytes(last));
      this.ids[row] = moved;
      this.lengths[row] = length;
      this.rows.set(moved, row);
    }
    return true;
  }

  /**
   * Returns the nearest vectors, nearest first; equal ones in the order of their ids.
   * @throws RangeError for other dimensions than those of the index
   */
  search(query: Float32Array | Int8Array, { limit, filter }: VectorSearch): readonly VectorHit[] {
    this.requireDimensions(query.length);
    const quantised = query instanceof Int8Array ? query : quantise(query);
    const queryLength = lengthOf(quantised);
    const best = new NearestHits(limit);
    this.writeQuery(quantised);
    for (let start = 0; start < this.size; start += BATCH_ROWS) {
      const products = this.scan(start, Math.min(this.size, start + BATCH_ROWS));
      for (let i = 0; i < products.length; i += 1) {
        const lengths = queryLength * (this.lengths[start + i] ?? 0);
        const score = lengths === 0 ? 0 : (products[i] ?? 0) / lengths;
        if (score < best.worst) continue;
        const id = this.ids[start + i] ?? '';
        if (filter === undefined || filter(id)) best.offer({ id, score });
      }
    }
    return best.sorted();
  }

  private scan(from: number, to: number): Int32Array {
    const { buffer } = this.kernel.memory;
    const out = 2 * this.stride;
    this.kernel.scan(this.offset(from), this.offset(to), 0, out, out);
    return new Int32Array(buffer, out, to - from);
  }

  private writeQuery(query: Int8Array): void {
    const numbers = new Int16Array(this.kernel.memory.buffer, 0, this.stride);
    numbers.fill(0);
    numbers.set(query);
  }

  /** A new row, or that of the smallest id; null if the given one is smaller. */
  private rowFor(id: string): number | null {
    if (this.size < this.maxVectors) {
      this.reserve(this.size + 1);
      return this.size;
    }
    const oldest = this.ids.reduce((least, each) => (each < least ? each : least), id);
    if (oldest === id) return null;
    this.remove(oldest);
    return this.size;
  }

  private reserve(rows: number): void {
    const { memory } = this.kernel;
    const missing = pagesOf(this.offset(rows)) - memory.buffer.byteLength / PAGE_BYTES;
    if (missing > 0) memory.grow(missing);
  }

  private bytes(row: number): Int8Array {
    return new Int8Array(this.kernel.memory.buffer, this.offset(row), this.stride);
  }

  private offset(row: number): number {
    return this.firstRow + row * this.stride;
  }

  private requireDimensions(given: number): void {
    if (given === this.dimensions) return;
    throw new RangeError(`The vectors have ${this.dimensions} dimensions, and not ${given}.`);
  }
}

/** The hits with the highest scores. Limits are small, so they are kept sorted. */
class NearestHits {
  private readonly hits: VectorHit[] = [];

  constructor(private readonly limit: number) {}

  /** A hit below it is not among the nearest. */
  get worst(): number {
    if (this.hits.length < this.limit) return Number.NEGATIVE_INFINITY;
    return this.hits.at(-1)?.score ?? Number.POSITIVE_INFINITY;
  }

  offer(hit: VectorHit): void {
    const found = this.hits.findIndex((each) => isNearer(hit, each));
    this.hits.splice(found === -1 ? this.hits.length : found, 0, hit);
    if (this.hits.length > this.limit) this.hits.pop();
  }

  sorted(): readonly VectorHit[] {
    return this.hits;
  }
}

function isNearer(one: VectorHit, other: VectorHit): boolean {
  return one.score > other.score || (one.score === other.score && one.id < other.id);
}

function padded(dimensions: number): number {
  return Math.ceil(dimensions / LANES) * LANES;
}

function pagesOf(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}
