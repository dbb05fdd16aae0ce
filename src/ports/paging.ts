/** The size of a page, and its start in numbered lists. */
export interface PageBounds {
  /** Rows of the page, 1–100. */
  readonly pageSize: number;
  /** Rows to leave out first; for numbered pages. */
  readonly skip?: number | undefined;
}

/** Which part of a list in the order of ids, which is that of creation. */
export interface PageRequest extends PageBounds {
  /** The id of the last row of the page before. */
  readonly after?: string | undefined;
}

/** A page of a list. `next` is the place of its last row if more rows follow. */
export interface Page<T, Place> {
  readonly items: readonly T[];
  readonly next: Place | null;
  /** Exact up to 10,000, then capped. */
  readonly total: number;
  readonly isTotalCapped: boolean;
}

/** A page of a list in the order of ids: a place in it is an id. */
export type IdPage<T> = Page<T, string>;
