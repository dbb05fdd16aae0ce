import type { OrganisationTerms } from '../../../ports/accounts/organisations.js';
import type { Models } from '../schema/models.js';

/** Every ticket of an organisation needs its terms, and they change rarely. */
const CACHE_TTL_MS = 5_000;

/** Entries, of some 100 bytes. Beyond it, all are read again. */
const MAX_CACHED = 10_000;

interface Cached {
  /** Null for an organisation that does not exist. */
  readonly terms: OrganisationTerms | null;
  readonly readAt: number;
}

/** Reads the terms of organisations with a short cache. */
export class RecentTerms {
  private readonly byId = new Map<string, Cached>();

  constructor(private readonly models: Pick<Models, 'organisations'>) {}

  async read(ids: readonly string[]): Promise<readonly OrganisationTerms[]> {
    const readAt = performance.now();
    const found = new Map<string, OrganisationTerms | null>();
    for (const id of ids) {
      const cached = this.byId.get(id);
      if (cached !== undefined && readAt - cached.readAt < CACHE_TTL_MS) found.set(id, cached.terms);
    }
    const missing = [...new Set(ids)].filter((id) => !found.has(id));
    const rows = missing.length === 0 ? [] : await this.query(missing);
    if (this.byId.size + missing.length > MAX_CACHED) this.byId.clear();
    for (const id of missing) {
      const terms = rows.find((row) => row.id === id) ?? null;
      found.set(id, terms);
      this.byId.set(id, { terms, readAt });
    }
    return [...found.values()].filter((terms) => terms !== null);
  }

  forget(id: string): void {
    this.byId.delete(id);
  }

  private async query(ids: readonly string[]): Promise<readonly OrganisationTerms[]> {
    const rows = await this.models.organisations.collection
      .find({ _id: { $in: [...ids] } }, { projection: { policy: 1, isVip: 1 } })
      .toArray();
    return rows.map(({ _id: id, policy, isVip }) => ({ id, policy, isVip }));
  }
}
