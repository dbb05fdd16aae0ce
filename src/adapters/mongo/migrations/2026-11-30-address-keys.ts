import { isDuplicateKey } from '../kit/duplicate-key.js';
import type { StoredUser } from '../schema/stored-user.js';
import type { Migration } from './migration.js';

const BATCH = 1_000;

type OldUser = Pick<StoredUser, '_id' | 'email' | 'addressKeys'> &
  Partial<Pick<StoredUser, 'otherAddresses'>>;

/**
 * The version before writes accounts without the keys, and changes addresses without them. The code finds those by their
 * primary address, and the next change of such an account writes its keys.
 */
export const addressKeys: Migration = {
  id: '2026-11-30-address-keys',
  summary: 'Write all addresses of each person into one field, which makes them unique',
  up: async ({ db, checkIn }) => {
    const users = db.collection<OldUser>('users');
    for (let after = ''; ;) {
      const rows = await users
        .find({ _id: { $gt: after } }, { projection: { email: 1, otherAddresses: 1, addressKeys: 1 } })
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray();
      const stale = rows.filter(({ email, addressKeys: keys }) => keys?.includes(email) !== true);
      const updates = stale.map(({ _id, email, otherAddresses = [] }) => ({
        // An address that another process changes now keeps its keys.
        updateOne: { filter: { _id, email }, update: { $set: { addressKeys: [email, ...otherAddresses] } } },
      }));
      if (updates.length > 0) {
        await users.bulkWrite(updates, { ordered: false }).catch((error: unknown) => {
          // An address that belongs to two is found by the account whose primary one it is.
          if (!isDuplicateKey(error)) throw error;
        });
      }
      checkIn();
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return;
      after = last._id;
    }
  },
};
