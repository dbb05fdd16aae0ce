import type { HoldfastEvent } from '../../../ports/operations/event-log.js';

/** A stored event: the lifecycle's position has the field name from when it was the only consumer. */
export type StoredEvent<E extends HoldfastEvent = HoldfastEvent> = Omit<E, 'id' | 'lifecycleToldAt'> & {
  readonly _id: string;
  readonly publishedAt: Date | null;
};

export function toStoredEvent({ id, lifecycleToldAt, ...rest }: HoldfastEvent): StoredEvent {
  return { _id: id, ...rest, publishedAt: lifecycleToldAt };
}

/** Reads a stored event of any kind. */
export function fromStoredEvent<E extends HoldfastEvent = HoldfastEvent>({
  _id,
  publishedAt,
  ...rest
}: Pick<StoredEvent<E>, '_id' | 'publishedAt'>): E {
  return { id: _id, ...rest, lifecycleToldAt: publishedAt } as unknown as E;
}
