import type { PersonRef } from '../../domain/access/actor.js';
import type { IdPage, PageRequest } from '../paging.js';
import type { TicketFilter, TicketSort } from './ticket-repository.js';

/** A saved list of tickets. Its content depends on the reader. */
export interface View {
  readonly id: string;
  readonly name: string;
  readonly owner: PersonRef;
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  /** True for one that all staff read; others are their owner's alone. */
  readonly isShared: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

export interface ViewQuery extends PageRequest {
  readonly ownerId: string;
  /** Includes views that others share. */
  readonly includeShared: boolean;
}

export interface ViewRepository {
  /** Finds a view by id; null if it does not exist. */
  find(id: string): Promise<View | null>;
  list(query: ViewQuery): Promise<IdPage<View>>;
  /**
   * Adds a view.
   * @throws DomainError `duplicate` if its id exists; `illegal_transition` if the owner has the maximum.
   */
  add(view: View): Promise<void>;
  /** Writes the view in place of the version before it. @throws DomainError `version_conflict` */
  replace(view: View): Promise<void>;
  /** Deletes a view. @throws DomainError `version_conflict` if it is no longer at this version. */
  remove(view: Pick<View, 'id' | 'version'>): Promise<void>;
}
