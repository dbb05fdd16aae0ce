/** The script of a process that reads files. `FileReaderPool` starts it. */
import { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import type { ReadableFile } from '../../ports/files/file-reader.js';
import { readFrames, writeFrame } from '../system/frames.js';
import { limitThisProcess } from '../system/process-limits.js';
import { readContent } from './read-content.js';
import type { ReaderAnswer } from './reader-pool.js';

const CHANNEL = 3;

// The last argument: how many megabytes this process may hold.
limitThisProcess(Number(process.argv.at(-1)));
const channel = new Socket({ fd: CHANNEL });
writeFrame(channel, Buffer.from('ready'));
const frames = readFrames(channel);
for (;;) {
  const about = await frames.next();
  const content = await frames.next();
  if (about.done === true || content.done === true) break;
  // Written by `FileReaderPool` of the same version.
  const file = deserialize(about.value) as Omit<ReadableFile, 'content'>;
  const text = await readContent({ ...file, content: content.value }).catch(() => null);
  writeFrame(channel, serialize({ text } satisfies ReaderAnswer));
}
process.exit(0);
