/** The script of an embedding process. `ProcessEmbedder` starts it. */
import { Socket } from 'node:net';
import { readFrames, writeFrame } from '../../system/frames.js';
import { limitThisProcess } from '../../system/process-limits.js';
import { loadModel, type RunOptions } from './run-model.js';

const CHANNEL = 3;

// The last argument: how many megabytes this process may hold.
limitThisProcess(Number(process.argv.at(-1)));
const channel = new Socket({ fd: CHANNEL });
const frames = readFrames(channel);
const first = await frames.next();
const { dir, ...options } = JSON.parse(String(first.value)) as RunOptions & { readonly dir: string };
const embed = await loadModel(dir, options);
writeFrame(channel, Buffer.from('ready'));
for await (const frame of frames) {
  const texts = JSON.parse(frame.toString()) as readonly string[];
  const vectors: Buffer[] = [];
  for (const text of texts) {
    const { buffer } = await embed(text);
    vectors.push(Buffer.from(buffer));
  }
  writeFrame(channel, Buffer.concat(vectors));
}
process.exit(0);
