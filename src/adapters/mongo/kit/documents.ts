/** A domain object as MongoDB stores it: `id` becomes `_id`, and all other fields are equal. */
export type Stored<T extends { readonly id: string }> = Omit<T, 'id'> & { readonly _id: string };

export function toStored<T extends { readonly id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest };
}

/** Reads a stored document. Only {@link toStored} writes these collections, so `T` is its type. */
export function fromStored<T extends { readonly id: string }>({ _id, ...rest }: Stored<T>): T {
  return { id: _id, ...rest } as unknown as T;
}
