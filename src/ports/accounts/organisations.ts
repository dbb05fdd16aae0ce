import type { AccountEvent } from '../../domain/accounts/account-events.js';
import type { Organisation } from '../../domain/accounts/organisation.js';
import type { IdPage, PageRequest } from '../paging.js';

/** Filters of a list of organisations. All given ones must match. */
export interface OrganisationQuery extends PageRequest {
  /** The beginning of the name, in any case. */
  readonly text?: string;
  readonly domain?: string;
  readonly isVip?: boolean;
}

/** One change of an organisation: `before` is null for a new one, `after` for one that is deleted. */
export interface OrganisationChange {
  readonly before: Organisation | null;
  readonly after: Organisation | null;
  readonly event: AccountEvent;
}

/** The properties of an organisation that every ticket of it needs. */
export type OrganisationTerms = Pick<Organisation, 'id' | 'policy' | 'isVip'>;

export interface OrganisationRepository {
  find(id: string): Promise<Organisation | null>;
  /** Returns the terms of those that exist. They may be some seconds old. */
  terms(ids: readonly string[]): Promise<readonly OrganisationTerms[]>;
  /** The organisation that has this domain, in lower case. */
  findByDomain(domain: string): Promise<Organisation | null>;
  list(query: OrganisationQuery): Promise<IdPage<Organisation>>;
  /**
   * Writes the change with its event, in one majority transaction.
   * @throws DomainError `duplicate` for a domain of another organisation, and an id that exists; `version_conflict` if it is
   *   not at `before.version`; `illegal_transition` to delete one that has people.
   */
  commit(change: OrganisationChange): Promise<void>;
}
