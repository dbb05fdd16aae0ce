import mongoose from 'mongoose';
import type { Reading } from './readings.js';

/** What counts everything looks at everything. */
const MAY_SCAN = ['statistics'];

/** The search of articles reads them in the background, at any time. */
const IN_BACKGROUND = /\.articles$/u;

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
      const scanned = found.map(({ ns }) => String(ns)).filter((ns) => !IN_BACKGROUND.test(ns));
      if (!MAY_SCAN.includes(name)) scans.push(...scanned.map((ns) => `${name} (${ns})`));
      await profile.drop();
    }
  } finally {
    await connection.close();
  }
  return scans;
}
