import type { Notification, NotificationKind } from '../../domain/notifications/notification.js';
import type { IdPage, PageRequest } from '../paging.js';

export interface NotificationQuery extends PageRequest {
  readonly personId: string;
  readonly onlyUnread: boolean;
}

/** The notifications of people, and their choice of kinds. Every method @throws DomainError `unavailable` */
export interface Notifications {
  /** Stores those that are not stored yet. */
  add(notifications: readonly Notification[]): Promise<void>;
  /** Finds one by id; null if it is not stored. */
  find(id: string): Promise<Notification | null>;
  /** Newest first. */
  list(query: NotificationQuery): Promise<IdPage<Notification>>;
  /** Counts up to a maximum. */
  countUnread(personId: string): Promise<number>;
  /** Marks these as read, or all of the person if `ids` is null. */
  markRead(personId: string, ids: readonly string[] | null, at: Date): Promise<void>;
  /** Returns the notifications that were stored at `since` or later, up to a maximum. */
  storedSince(since: Date): Promise<readonly Notification[]>;
  /** Returns the kinds that a person has switched off. */
  switchedOff(personId: string): Promise<readonly NotificationKind[]>;
  switchOff(personId: string, kinds: readonly NotificationKind[]): Promise<void>;
}
