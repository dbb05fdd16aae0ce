/** Which part of a list in the order of ids, which is that of creation. */
export interface PageRequest {
  /** Rows of the page, 1–100. */
  readonly pageSize: number;
  /** The id of the last row of the page before. */
  readonly after?: string | undefined;
}

/** A page of a list in the order of ids. `next` is the id to go on after. */
export interface IdPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  /** Exact up to 10,000, then capped. */
  readonly total: number;
  readonly isTotalCapped: boolean;
}
