import mongoose from 'mongoose';
import type { Reading } from './readings.js';

/** What counts everything looks at everything. */
const MAY_SCAN = ['statistics'];

/** Makes each request once, and has MongoDB's own profiler say what went through a whole collection for it. */
export async function collectionScans(
  mongoUri: string,
  readings: readonly Reading[],
): Promise<readonly string[]> {
  const connection = await mongoose.createConnection(mongoUri).asPromise();
  const { db } = connection;
  if (db === undefined) throw new Error('not connected');
  const scans: string[] = [];
  try {
    for (const { name, read } of readings) {
      await db.command({ profile: 2 });
      await read();
      await db.command({ profile: 0 });
      const profile = db.collection('system.profile');
      const found = await profile.find({ planSummary: /COLLSCAN/u }).toArray();
      if (!MAY_SCAN.includes(name)) scans.push(...found.map(({ ns }) => `${name} (${String(ns)})`));
      await profile.drop();
    }
  } finally {
    await connection.close();
  }
  return scans;
}
