/** `npm run articles`: exports the knowledge base to files, and imports it from files. */
import { parseArgs } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { openRepositories } from '../adapters/mongo/repositories.js';
import { exportArticles } from '../app/knowledge/transfer/export-articles.js';
import { importArticles, type ImportStep } from '../app/knowledge/transfer/import-articles.js';
import { loadConfig } from '../config/config.js';
import { actorOf, SYSTEM_ACTOR } from '../domain/access/actor.js';
import { isStaff } from '../domain/access/permissions.js';
import { parseRecord } from './articles/article-schema.js';
import { isCsv, openCsv, openFolder, readArticles } from './articles/files.js';
import { locate, type Fault } from './articles/locate.js';
import { CommandError, runCommand } from './support/run-command.js';

const HELP = `Exports all articles of the knowledge base to files, or imports files, while Holdfast runs.

npm run articles -- export <new folder, or file.csv>
npm run articles -- import <folder, or file.csv> [options]
  --dry-run      checks everything, lists every fault by file and line, and writes nothing
  --by <address> the member of staff who is named as the author (default: Holdfast)
  --overwrite    also replaces articles that have changed since the export

A folder has a Markdown file for each article, with its fields as YAML between lines of ---.
Nothing is written if a file has a fault. Articles without a file stay.`;

const MAX_SHOWN = 200;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      'dry-run': { type: 'boolean', default: false },
      overwrite: { type: 'boolean', default: false },
      by: { type: 'string' },
    },
  });
  const [action, path, ...rest] = positionals;
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const isKnown = action === 'export' || action === 'import';
  if (!isKnown || path === undefined || rest.length > 0) throw new CommandError(HELP);
  const connection = await connectMongo(loadConfig().mongo.uri);
  try {
    const repositories = await openRepositories(connection);
    if (action === 'export') return await exportTo(path, repositories);
    const options = { isDryRun: values['dry-run'], overwrites: values.overwrite };
    return await importFrom(path, repositories, values.by, options);
  } finally {
    await connection.close();
  }
});

type Repositories = Awaited<ReturnType<typeof openRepositories>>;

async function exportTo(path: string, repositories: Repositories): Promise<number> {
  const csv = isCsv(path) ? await openCsv(path) : null;
  const count = await exportArticles(repositories, csv === null ? await openFolder(path) : csv.put);
  await csv?.end();
  console.log(`${count} articles exported to ${path}`);
  return 0;
}

async function importFrom(
  path: string,
  { users, articles, categories }: Repositories,
  by: string | undefined,
  options: Parameters<typeof importArticles>[3],
): Promise<number> {
  const { located, faults } = locate(await readArticles(path), parseRecord);
  if (faults.length > 0) return refuse(faults);
  const deps = {
    ...{ users, articles, categories, clock: { now: () => new Date() }, newId: () => uuidv7() },
    // API processes follow the articles. This one has no index of its own.
    articleIndex: { put: () => Promise.resolve(), remove: () => Promise.resolve() },
  };
  const doer = { actor: by === undefined ? SYSTEM_ACTOR : await authorOf({ users }, by), address: null };
  const { isWritten, steps } = await importArticles(
    deps,
    doer,
    located.map(({ given }) => given),
    options,
  );
  const refused = steps.flatMap((step, at) => {
    const from = located[at];
    if (step.outcome !== 'refused' || from === undefined) return [];
    return step.faults.map(({ path: field, message }) => from.faultOf(field, message));
  });
  const counts = (outcome: ImportStep['outcome']) => steps.filter((step) => step.outcome === outcome).length;
  const verb = isWritten ? '' : 'would be ';
  console.log(
    `${counts('created')} articles ${verb}created, ${counts('changed')} ${verb}changed, ${counts('unchanged')} unchanged`,
  );
  return refused.length === 0 ? 0 : refuse(refused);
}

async function authorOf({ users }: Pick<Repositories, 'users'>, address: string) {
  const user = await users.findByAddress(address.trim().toLowerCase());
  if (user === null || !user.isActive || !isStaff(user.role))
    throw new CommandError(`${address} is not the address of an active member of staff.`);
  return actorOf(user);
}

function refuse(faults: readonly Fault[]): number {
  for (const { file, line, message } of faults.slice(0, MAX_SHOWN))
    console.error(`${file}:${line}: ${message}`);
  if (faults.length > MAX_SHOWN) console.error(`… and ${faults.length - MAX_SHOWN} more`);
  console.error(`${faults.length} faults. Correct them and import again.`);
  return 1;
}
