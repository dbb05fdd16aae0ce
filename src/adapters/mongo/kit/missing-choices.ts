import type { mongo } from 'mongoose';
import type { Choice } from '../../../domain/desk/choices.js';
import { versionRef } from '../../../domain/sla/sla.js';
import type { StoredRevision } from '../schema/stored-records.js';

/** Adds the choices that a list does not have, for migrations. Safe to repeat. */
export async function addMissingChoices(
  db: mongo.Db,
  collection: string,
  choices: readonly Choice[],
): Promise<void> {
  if (choices.length === 0) return;
  await db.collection<StoredRevision<Choice>>(collection).bulkWrite(
    choices.map((choice) => ({
      updateOne: {
        filter: { _id: versionRef(choice) },
        update: { $setOnInsert: { ...choice, requestId: null, createdAt: null, createdBy: null } },
        upsert: true,
      },
    })),
  );
}
