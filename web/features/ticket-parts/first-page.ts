/** As many as the API gives at once. */
export const PAGE_SIZE = 100;
/** With fewer on the last page, the page before is read too. */
const MIN_SHOWN = 30;

/** Returns the first page of a conversation to show: the last one, or two if it has only just begun. */
export function firstPageOf(total: number): number {
  const last = lastPageOf(total);
  const onLast = total - (last - 1) * PAGE_SIZE;
  return onLast < MIN_SHOWN ? Math.max(1, last - 1) : last;
}

export function lastPageOf(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}
