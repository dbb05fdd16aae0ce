// Run by mongosh at every start, as a job that ends: makes the one node a replica set (transactions and change streams
// need one) and keeps the account that Holdfast uses. Doing it twice changes nothing, except that a new
// MONGO_APP_PASSWORD takes effect. Secrets come by environment, because a command line can be read by others.
/* global Mongo, print, sleep */

const { MONGO_HOST, MONGO_ROOT_PASSWORD, MONGO_APP_PASSWORD } = process.env;

const REPLICA_SET = 'holdfast';
const DATABASE = 'holdfast';
const APP_USER = 'holdfast';
const PATIENCE_MS = 60_000;

/** MongoDB's own error codes. */
const NOT_YET_INITIALIZED = 94;

function connectAsRoot() {
  const password = encodeURIComponent(MONGO_ROOT_PASSWORD);
  // Direct, because before there is a replica set there is no primary to look for.
  return new Mongo(
    `mongodb://root:${password}@${MONGO_HOST}/admin?directConnection=true&serverSelectionTimeoutMS=${PATIENCE_MS}`,
  );
}

function isInitiated(admin) {
  try {
    admin.runCommand({ replSetGetStatus: 1 });
    return true;
  } catch (error) {
    if (error.code === NOT_YET_INITIALIZED) return false;
    throw error;
  }
}

function waitForPrimary(admin) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!admin.runCommand({ hello: 1 }).isWritablePrimary) {
    if (Date.now() > deadline)
      throw new Error(`${MONGO_HOST} did not become the primary in ${PATIENCE_MS} ms`);
    sleep(200);
  }
}

const server = connectAsRoot();
const admin = server.getDB('admin');

if (!isInitiated(admin)) {
  // The name by which the other containers reach it: drivers connect to what the replica set says of itself.
  admin.runCommand({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host: MONGO_HOST }] } });
  print('replica set initiated');
}
waitForPrimary(admin);

const database = server.getDB(DATABASE);
const account = { pwd: MONGO_APP_PASSWORD, roles: [{ role: 'readWrite', db: DATABASE }] };
if (database.getUser(APP_USER) === null) {
  database.createUser({ user: APP_USER, ...account });
  print(`account ${APP_USER} made`);
} else {
  database.updateUser(APP_USER, account);
}
print('MongoDB is ready');
