import { Argon2Hasher } from '../adapters/auth/argon2-hasher.js';
import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { openRepositories } from '../adapters/mongo/repositories.js';
import { seedDemoAccounts, seedEssentials } from '../app/operations/seed.js';
import { loadConfig } from '../config/config.js';
import { uuidv7 } from 'uuidv7';

const config = loadConfig();
if (config.environment === 'production') {
  console.error('The demo accounts have a public password, so production refuses to create them.');
  process.exit(1);
}
const connection = await connectMongo(config.mongo.uri);
const { users, teams, policies, calendars } = await openRepositories(connection);
await seedEssentials({ policies, calendars });
const added = await seedDemoAccounts({
  users,
  teams,
  hasher: new Argon2Hasher(),
  clock: { now: () => new Date() },
  newId: () => uuidv7(),
});
console.log(added === 0 ? 'The demo accounts already exist.' : `Added ${added} demo accounts.`);
await connection.close();
