/**
 * Downloads mongod into the directory given as argument and prints the path of the file.
 * ./mongod.ts runs it as a separate process, so that a hanging download can be killed. Needs no Holdfast
 * configuration.
 */
import { MongoBinary } from 'mongodb-memory-server-core';

const VERSION = '7.0.14';

const [downloadDir] = process.argv.slice(2);
if (downloadDir === undefined) throw new Error('give the directory to download to');
try {
  const file = await MongoBinary.getPath({ version: VERSION, downloadDir });
  process.stdout.write(`${file}\n`);
} catch (error) {
  process.stderr.write(`${(error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ')}\n`);
  process.exit(1);
}
