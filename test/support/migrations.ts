import type { Connection } from 'mongoose';
import type { Migration } from '../../src/adapters/mongo/migrations/migration.js';

/** Applies one migration to what is there now, whatever the ledger says. */
export async function applyMigration(connection: Connection, migration: Migration): Promise<void> {
  await migration.up({ db: connection.getClient().db(connection.name), checkIn: () => undefined });
}
