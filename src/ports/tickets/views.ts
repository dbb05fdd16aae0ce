import type { PersonRef } from '../../domain/access/actor.js';
import type { IdPage, PageRequest } from '../paging.js';
import type { TicketFilter, TicketSort } from './ticket-repository.js';

/** A list of tickets that somebody has kept under a name. What it shows depends on who reads it. */
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
  /** With those that others share. */
  readonly includeShared: boolean;
}

export interface ViewRepository {
  /** By its id; null when there is none. */
  find(id: string): Promise<View | null>;
  list(query: ViewQuery): Promise<IdPage<View>>;
  /**
   * @throws DomainError `duplicate` when the id is there already; `illegal_transition` when the owner has as many as the
   *   domain allows.
   */
  add(view: View): Promise<void>;
  /** Writes the view in place of the version before it. @throws DomainError `version_conflict` */
  replace(view: View): Promise<void>;
  /** @throws DomainError `version_conflict` when it is not at this version any more. */
  remove(view: Pick<View, 'id' | 'version'>): Promise<void>;
}
