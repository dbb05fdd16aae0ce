/** A resource of the API as it was answered. Its fields are named by a `Resource`, which a test compares with the API. */
export type Item = Readonly<Record<string, unknown>>;

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a value inside of an item: `valueAt(team, 'lead', 'name')`. */
export function valueAt(item: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isItem(value) ? value[key] : undefined), item);
}

/** The same as a text; empty if there is none. */
export function textAt(item: unknown, ...path: readonly string[]): string {
  const value = valueAt(item, ...path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function listAt(item: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = valueAt(item, ...path);
  return Array.isArray(value) ? value : [];
}

/** The version that `If-Match` names. */
export function versionOf(item: Item): number {
  return Number(item['version'] ?? 0);
}
