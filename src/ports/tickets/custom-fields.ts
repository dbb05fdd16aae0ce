import type { CustomField } from '../../domain/tickets/custom-fields.js';
import type { Revision, VersionedRepository } from '../revisions.js';

export interface CustomFieldRepository extends VersionedRepository<CustomField> {
  /** Every field in its newest version, by name. May be some seconds old. */
  all(): Promise<readonly CustomField[]>;
  /**
   * Adds a version.
   * @throws DomainError `version_conflict` if it exists; `illegal_transition` for a new field beyond the maximum.
   */
  add(revision: Revision<CustomField>): Promise<void>;
}
