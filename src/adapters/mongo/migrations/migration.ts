import type { mongo } from 'mongoose';

/** What a migration works with. */
export interface MigrationRun {
  readonly db: mongo.Db;
  /** Call it between batches. @throws DomainError `unavailable` when another process holds the lease by now. */
  readonly checkIn: () => void;
}

/**
 * One change of what is stored. It must be safe to repeat, since a process can die half-way, and safe while processes of
 * the version before still read and write: it adds what the new version needs and takes nothing away that the old one
 * reads. What is no longer needed is removed by a migration of a later release.
 */
export interface Migration {
  /** Permanent, and sorts by age: `2026-11-30-what-it-does`. */
  readonly id: string;
  /** For operators, in the imperative. */
  readonly summary: string;
  readonly up: (run: MigrationRun) => Promise<void>;
  /** Restores what the version before expects. Absent where nothing has to be, or can be, restored. */
  readonly down?: (run: MigrationRun) => Promise<void>;
}
