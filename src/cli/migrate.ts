/** `npm run migrate`: applies what is pending of the migrations of the database, lists them, or takes some back. */
import { parseArgs } from 'node:util';
import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { MIGRATIONS } from '../adapters/mongo/migrations/index.js';
import { Migrator, type MigrationState } from '../adapters/mongo/migrations/migrator.js';
import { createLogger } from '../adapters/system/logger.js';
import { loadConfig } from '../config/config.js';
import { CommandError, runCommand } from './support/run-command.js';
import { table } from './support/table.js';

const HELP = `Brings the database of MONGODB_URI to the form that this version of Holdfast needs. API and worker do the same when
they start, so this is for those who want to see it done first, or to go back.

npm run migrate -- [options]
  --list             shows all migrations, and changes nothing
  --down <id>        takes back the newest migrations down to this one; stop API and worker first
  --help             this text`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { list: { type: 'boolean' }, down: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (values.list === true && values.down !== undefined) {
    throw new CommandError('--list changes nothing and --down does. Choose one of them.');
  }
  const config = loadConfig();
  const connection = await connectMongo(config.mongo.uri);
  try {
    const migrator = new Migrator(connection, MIGRATIONS, createLogger(config.logLevel, 'migrate'));
    if (values.list === true) for (const line of inRows(await migrator.list())) console.log(line);
    else if (values.down !== undefined) report('taken back', await migrator.revert(values.down));
    else report('applied', await migrator.migrate());
    return 0;
  } finally {
    await connection.close();
  }
});

function report(done: string, ids: readonly string[]): void {
  console.log(ids.length === 0 ? 'The database is up to date.' : `${ids.length} ${done}: ${ids.join(', ')}`);
}

function inRows(migrations: readonly MigrationState[]): string[] {
  const rows = migrations.map(({ id, summary, appliedAt, isReversible }) => [
    id,
    appliedAt?.toISOString() ?? 'pending',
    isReversible ? 'yes' : 'no',
    summary,
  ]);
  return table(['migration', 'applied', 'can be taken back', 'what it does'], rows);
}
