/** Calls `ask` at most once in `freshMs`. Callers in between share the answer. */
export function shareAnswer<T>(freshMs: number, ask: () => Promise<T>): () => Promise<T> {
  let latest: { readonly at: number; readonly answer: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (latest === null || now - latest.at >= freshMs) latest = { at: now, answer: ask() };
    return latest.answer;
  };
}
