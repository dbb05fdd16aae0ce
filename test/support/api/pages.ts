export interface PageQuery {
  readonly page_size: number;
  readonly cursor?: string;
}

interface Page<T> {
  readonly rows: readonly T[];
  readonly next_cursor: string | null;
}

/** Reads a list to its end by its cursors, a few rows at a time, and returns all that was seen. */
export async function pages<T>(pageSize: number, read: (query: PageQuery) => Promise<Page<T>>): Promise<T[]> {
  const seen: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await read({ page_size: pageSize, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.rows);
    cursor = page.next_cursor;
  }
  return seen;
}
