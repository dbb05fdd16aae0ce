import { Argon2Hasher } from '../adapters/auth/argon2-hasher.js';
import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { openRepositories } from '../adapters/mongo/repositories.js';
import { seedDemoAccounts, seedEssentials } from '../app/operations/seed.js';
import { seedArticles } from '../app/knowledge/seed-articles.js';
import { loadConfig } from '../config/config.js';
import { uuidv7 } from 'uuidv7';

const config = loadConfig();
if (config.environment === 'production') {
  console.error('The demo accounts have a public password, so production refuses to create them.');
  process.exit(1);
}
const connection = await connectMongo(config.mongo.uri);
const repositories = await openRepositories(connection);
const { users, teams, policies, calendars, articles, categories } = repositories;
const clock = { now: () => new Date() };
const newId = () => uuidv7();
await seedEssentials({ policies, calendars });
const added = await seedDemoAccounts({
  users,
  teams,
  hasher: new Argon2Hasher(),
  clock,
  newId,
});
// API processes follow the articles. This one has no index of its own.
const articleIndex = { put: () => Promise.resolve(), remove: () => Promise.resolve() };
const written = await seedArticles({ articles, articleIndex, users, categories, clock, newId });
console.log(written === 0 ? 'The sample articles already exist.' : `Added ${written} sample articles.`);
console.log(added === 0 ? 'The demo accounts already exist.' : `Added ${added} demo accounts.`);
await connection.close();
