import { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import type { FileText } from '../../domain/files/analysis.js';
import type { ReadableFile } from '../../ports/files/file-reader.js';
import { readFrames, writeFrame } from '../system/frames.js';
import { limitThisProcess } from '../system/process-limits.js';
import type { ReaderAnswer } from './reader-pool.js';

const CHANNEL = 3;
/**
 * With more than this share of the memory limit in use, the process is replaced before the next file. Each model of
 * Tesseract stays loaded and holds up to 200 MB.
 */
const WORN_SHARE = 0.6;

/** Runs a reader process: it reads the files of its parent over descriptor 3, until the parent ends. */
export async function readForParent(read: (file: ReadableFile) => Promise<FileText>): Promise<void> {
  // The last argument: how many megabytes this process may hold.
  const maxBytes = limitThisProcess(Number(process.argv.at(-1)));
  const channel = new Socket({ fd: CHANNEL });
  writeFrame(channel, Buffer.from('ready'));
  const frames = readFrames(channel);
  for (;;) {
    const about = await frames.next();
    const content = await frames.next();
    if (about.done === true || content.done === true) return;
    // Written by `FileReaderPool` of the same version.
    const file = deserialize(about.value) as Omit<ReadableFile, 'content'>;
    const text = await read({ ...file, content: content.value }).catch(() => null);
    const isWorn = process.memoryUsage.rss() > WORN_SHARE * maxBytes;
    writeFrame(channel, serialize({ text, isWorn } satisfies ReaderAnswer));
  }
}
