/** The key of a query, as TanStack Query has it. */
export type QueryKey = readonly unknown[];

type Update = (old: unknown) => unknown;

/** What a batch of live messages does to what was read: changes in place, and queries to read again. */
export class Effects {
  readonly updates: { readonly key: QueryKey; readonly update: Update }[] = [];
  private readonly stale = new Map<string, QueryKey>();

  /** Changes every query below a key in place, without a request. */
  patch<T>(key: QueryKey, update: (old: T) => T): void {
    this.updates.push({ key, update: (old) => (old === undefined ? old : update(old as T)) });
  }

  /** Reads every query below a key again if it is shown, once a batch. */
  invalidate(key: QueryKey): void {
    this.stale.set(JSON.stringify(key), key);
  }

  invalidated(): readonly QueryKey[] {
    return [...this.stale.values()];
  }
}

/** What events of a group do, by their action. */
export type PatchTable<M> = Readonly<Record<string, (message: M, effects: Effects) => void>>;
