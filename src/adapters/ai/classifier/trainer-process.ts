/** The script of a training process. `TrainerProcess` starts it, for one training. */
import { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { readFrames, writeFrame } from '../../system/frames.js';
import { limitThisProcess } from '../../system/process-limits.js';
import { runTraining } from './run-training.js';

const CHANNEL = 3;

// The last argument: how many megabytes this process may hold.
limitThisProcess(Number(process.argv.at(-1)));
const channel = new Socket({ fd: CHANNEL });
const frames = readFrames(channel);
const next = async () => (await frames.next()).value ?? Buffer.alloc(0);
const order = await next();
const { answer, bytes } = runTraining(order.toString(), await next());
writeFrame(channel, Buffer.from(answer));
writeFrame(channel, bytes);
channel.end();
await finished(channel, { readable: false });
process.exit(0);
