import type { mongo } from 'mongoose';
import { MAX_TEAMS, NEW_TEAM, type Team } from '../../../domain/desk/teams.js';
import { versionRef } from '../../../domain/sla/sla.js';
import type { StoredRevision } from '../schema/stored-records.js';
import type { Migration } from './migration.js';

/** Where earlier versions wrote the name of a team, most important first. The outer name of a path is an array. */
const NAMED_IN: readonly (readonly [collection: string, path: string])[] = [
  ['users', 'team'],
  ['categories', 'team'],
  ['sla_policies', 'escalation.team'],
  ['sla_policies', 'exceptions.team'],
  ['tickets', 'team'],
];

/**
 * Names were any text. Each becomes the key of a team as it is, so that nothing else has to change: the version before
 * knows no teams, and continues to read and write the same names.
 */
export const teams: Migration = {
  id: '2026-11-30-teams',
  summary: 'Make teams of the names that people, tickets, categories and policies have',
  up: async ({ db, checkIn }) => {
    const known = await db.collection<StoredRevision<Team>>('teams').distinct('name');
    for (const [collection, path] of NAMED_IN) {
      const names = (await namesIn(db, collection, path)).filter((name) => !known.includes(name));
      const added = names.slice(0, MAX_TEAMS - known.length);
      await addMissing(db, added);
      known.push(...added);
      checkIn();
    }
  },
};

/** Those that most documents have come first. */
async function namesIn(db: mongo.Db, collection: string, path: string): Promise<readonly string[]> {
  const [outer, inner] = path.split('.');
  const rows = await db
    .collection(collection)
    .aggregate<{ readonly _id: unknown }>([
      // For tickets, this is what their index of teams covers.
      { $match: { [path]: { $gt: '' } } },
      ...(inner === undefined ? [] : [{ $unwind: `$${outer}` }]),
      { $sortByCount: `$${path}` },
    ])
    .toArray();
  return rows.flatMap(({ _id }) => (typeof _id === 'string' && _id !== '' ? [_id] : []));
}

async function addMissing(db: mongo.Db, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await db.collection<StoredRevision<Team>>('teams').bulkWrite(
    names.map((name) => {
      const team = { ...NEW_TEAM, name, label: name };
      return {
        updateOne: {
          filter: { _id: versionRef(team) },
          update: { $setOnInsert: { ...team, requestId: null, createdAt: null, createdBy: null } },
          upsert: true,
        },
      };
    }),
  );
}
