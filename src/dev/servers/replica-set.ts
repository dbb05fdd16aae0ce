import { mongo } from 'mongoose';
import { waitUntil } from '../wait.js';

const SET = 'holdfast';

/** Error code of a mongod that belongs to no replica set yet. */
const NOT_YET_INITIALIZED = 94;

interface SetConfig {
  readonly version: number;
  readonly members: readonly { readonly _id: number; readonly host: string }[];
}

/**
 * Makes the `mongod` on this port the primary of its single-node replica set.
 * Initiates the set once. If the data directory was initiated under another port, it updates the address in the set's
 * configuration.
 */
export async function becomePrimary(port: number, gone: () => Error | undefined): Promise<void> {
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 10_000,
  });
  try {
    const admin = client.db('admin');
    await configure(admin, `127.0.0.1:${port}`);
    const isPrimary = async (): Promise<boolean> =>
      (await admin.command({ hello: 1 }))['isWritablePrimary'] === true;
    await waitUntil(isPrimary, { what: 'mongod to become primary', timeoutMs: 30_000, failed: gone });
  } finally {
    await client.close();
  }
}

async function configure(admin: mongo.Db, host: string): Promise<void> {
  const config = await currentConfig(admin);
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: SET, members: [{ _id: 0, host }] } });
  } else if (config.members[0]?.host !== host) {
    const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
    await admin.command({ replSetReconfig: moved, force: true });
  }
}

async function currentConfig(admin: mongo.Db): Promise<SetConfig | undefined> {
  try {
    return (await admin.command({ replSetGetConfig: 1 }))['config'] as SetConfig;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}
