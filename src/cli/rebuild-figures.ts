/** `npm run rebuild-figures`: counts all tickets again for the figures. */
import { parseArgs } from 'node:util';
import { connectMongo } from '../adapters/mongo/kit/connection.js';
import { openRepositories } from '../adapters/mongo/repositories.js';
import { rebuildFigures } from '../app/figures/rebuild-figures.js';
import { loadConfig } from '../config/config.js';
import { runCommand } from './support/run-command.js';

const HELP = `Counts all tickets of MONGODB_URI again for the figures, while Holdfast runs. The figures until then stay readable.
Stopped half-way, it changes nothing; the next run starts again.

npm run rebuild-figures`;

await runCommand(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const connection = await connectMongo(loadConfig().mongo.uri);
  try {
    const count = await rebuildFigures(await openRepositories(connection));
    console.log(`${count} tickets counted`);
    return 0;
  } finally {
    await connection.close();
  }
});
