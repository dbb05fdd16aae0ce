import type { Draft } from '../../domain/presence/draft.js';

/** The unsent comments of people. Every method @throws DomainError `unavailable` */
export interface Drafts {
  /** Null for none. */
  find(id: string): Promise<Draft | null>;
  /** Writes a draft in place of version `draft.version - 1`. @throws DomainError `version_conflict` if that is not the current one. */
  replace(draft: Draft): Promise<void>;
  remove(id: string): Promise<void>;
}
