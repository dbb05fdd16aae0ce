import type { Choice } from '../../domain/desk/choices.js';
import type { Revision, VersionedRepository } from '../revisions.js';

/** The categories, the ticket types or the resolution codes. */
export interface ChoiceRepository extends VersionedRepository<Choice> {
  /** Every choice in its newest version, retired ones as well. May be some seconds old. */
  all(): Promise<readonly Choice[]>;
  /** As `all`, read now. */
  current(): Promise<readonly Choice[]>;
  /**
   * @throws DomainError `version_conflict` when the version is there already; `not_found` for a later version of what
   *   was removed; `illegal_transition` for a new choice beyond the limit of the domain.
   */
  add(revision: Revision<Choice>): Promise<void>;
  /** True when a ticket has it, or when that takes too long to find out. */
  isUsed(name: string): Promise<boolean>;
  /** Removes all its versions. */
  remove(name: string): Promise<void>;
}
