import type { HoldfastEvent } from '../../../ports/operations/event-log.js';

/** An event as MongoDB keeps it: the lifecycle's position has the name there that it had when it was the only consumer. */
export type StoredEvent<E extends HoldfastEvent = HoldfastEvent> = Omit<E, 'id' | 'lifecycleToldAt'> & {
  readonly _id: string;
  readonly publishedAt: Date | null;
};

export function toStoredEvent({ id, lifecycleToldAt, ...rest }: HoldfastEvent): StoredEvent {
  return { _id: id, ...rest, publishedAt: lifecycleToldAt };
}

/** The way back, of whatever kind of event the query has left. */
export function fromStoredEvent<E extends HoldfastEvent = HoldfastEvent>({
  _id,
  publishedAt,
  ...rest
}: Pick<StoredEvent<E>, '_id' | 'publishedAt'>): E {
  return { id: _id, ...rest, lifecycleToldAt: publishedAt } as unknown as E;
}
