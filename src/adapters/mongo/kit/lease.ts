import type { mongo } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';

/** So long ago that every lease has ended. */
const FREE = new Date(0);

/** What one process at a time may have in hand. */
interface Leased {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
}

/**
 * Takes what lies under the id for `holder` until `until`, or holds it for longer. One upsert: it inserts a new document with
 * the `initial` fields, prolongs the holder's, or takes over one whose lease has ended. Null while another holds it.
 */
export async function holdLease<T extends Leased>(
  collection: mongo.Collection<T>,
  id: string,
  { holder, now, until }: { readonly holder: string; readonly now: Date; readonly until: Date },
  initial: Omit<T, keyof Leased>,
): Promise<T | null> {
  // The driver's types do not see through the type parameter.
  const leases = collection as unknown as mongo.Collection<Leased>;
  try {
    const held = await leases.findOneAndUpdate(
      { _id: id, $or: [{ holder }, { heldUntil: { $lte: now } }] },
      { $set: { holder, heldUntil: until }, $setOnInsert: initial },
      { upsert: true, returnDocument: 'after' },
    );
    return held as T | null;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** Lets go of it, so that another need not wait. */
export async function releaseLease<T extends Leased>(
  collection: mongo.Collection<T>,
  id: string,
  holder: string,
): Promise<void> {
  const leases = collection as unknown as mongo.Collection<Leased>;
  await leases.updateOne({ _id: id, holder }, { $set: { heldUntil: FREE } });
}
