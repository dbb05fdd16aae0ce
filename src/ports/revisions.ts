import type { PersonRef } from '../domain/access/actor.js';
import type { IdPage, PageRequest } from './paging.js';

/** One version of something that is changed by making a new version of it, and who made it. */
export interface Revision<T> {
  readonly content: T;
  /** The id of the request that created it; null for the built-in first version. */
  readonly requestId: string | null;
  /** Null for what the system began with. */
  readonly createdBy: PersonRef | null;
  readonly createdAt: Date | null;
}

/** Versioned documents, by `name@version`. All versions stay. */
export interface VersionedRepository<T extends { readonly name: string; readonly version: number }> {
  /**
   * The same object for the same reference, each time.
   * @throws DomainError `not_found`
   */
  byRef(ref: string): Promise<T>;
  /** Returns that version, or the newest one; null if it does not exist. */
  find(name: string, version?: number): Promise<Revision<T> | null>;
  /** The newest version of each, in the order of their names. */
  list(page: PageRequest): Promise<IdPage<Revision<T>>>;
  /** Adds a version. @throws DomainError `version_conflict` if it exists. */
  add(revision: Revision<T>): Promise<void>;
  addIfMissing(content: T): Promise<boolean>;
}
