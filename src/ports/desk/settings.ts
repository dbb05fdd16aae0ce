import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { DeskSettings, StoredSettings } from '../../domain/desk/settings.js';
import type { Revision } from '../revisions.js';

/** Versioned documents of the desk. Each version is written with the event that says who made it. */
export interface AuditedRevisions<T> {
  /** Returns the newest version, or the given one; null if it does not exist. */
  find(name: string, version?: number): Promise<Revision<T> | null>;
  /** @throws DomainError `version_conflict` when the version is there already. */
  addAudited(revision: Revision<T>, event: AccountEvent): Promise<void>;
}

/** The settings that an administrator has stored, in versions. */
export type SettingsRepository = AuditedRevisions<StoredSettings>;

/** The settings in use. Ask before each use: an administrator may change them at any time. */
export interface Settings {
  /**
   * May be two seconds old. While the database does not answer, the last known ones count.
   * @throws DomainError `unavailable` if they have never been read.
   */
  current(): Promise<DeskSettings>;
  /** As `current`, read now. @throws DomainError `unavailable` */
  fresh(): Promise<DeskSettings>;
}
