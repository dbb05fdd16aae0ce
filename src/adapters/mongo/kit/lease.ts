import type { mongo } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';

/** An instant at which every lease has ended. */
const FREE = new Date(0);

/** A document with a lease. */
interface Leased {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
}

/**
 * Takes or prolongs the lease of `holder` until `until`.
 * One upsert: it inserts a new document with the `initial` fields, prolongs the holder's lease, or takes over an
 * expired one. Null while another process holds it.
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
