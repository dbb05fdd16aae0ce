import type { Team } from '../../domain/desk/teams.js';
import type { Revision, VersionedRepository } from '../revisions.js';

/** The teams of the desk. */
export interface TeamRepository extends VersionedRepository<Team> {
  /** Every team in its newest version, dissolved ones as well. May be some seconds old. */
  all(): Promise<readonly Team[]>;
  /** As `all`, read now. */
  current(): Promise<readonly Team[]>;
  /**
   * @throws DomainError `version_conflict` when the version is there already; `not_found` for a later version of what
   *   was removed; `duplicate` for a mail address that another team has; `illegal_transition` for a new team beyond the
   *   limit of the domain.
   */
  add(revision: Revision<Team>): Promise<void>;
  /** True when a ticket, a person, a category, a policy or another team names it, or when that takes too long to find out. */
  isUsed(name: string): Promise<boolean>;
  /** Removes all its versions. */
  remove(name: string): Promise<void>;
}
