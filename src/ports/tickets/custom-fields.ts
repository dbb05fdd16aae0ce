import type { CustomField } from '../../domain/tickets/custom-fields.js';
import type { Revision, VersionedRepository } from '../revisions.js';

export interface CustomFieldRepository extends VersionedRepository<CustomField> {
  /** Every field in its newest version, by name. May be some seconds old. */
  all(): Promise<readonly CustomField[]>;
  /**
   * @throws DomainError `version_conflict` when the version is there already; `illegal_transition` for a new field beyond
   *   the limit of the domain.
   */
  add(edition: Revision<CustomField>): Promise<void>;
}
