import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { MailParser } from '../../ports/inbound-mail/mail-parser.js';
import { readFrames, writeFrame } from './frames.js';
import { answerTo } from './parser-answer.js';

const CHANNEL = 3;
const BYTES_PER_MB = 1024 * 1024;
/** With more than this share of the memory limit in use, the process is replaced before the next mail. */
const WORN_SHARE = 0.75;
/** Parsed before the first mail, so that no mail pays for what is loaded and compiled. */
const WARM_UP = Buffer.from('From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>');

/**
 * Kills this process when it exceeds its memory, Buffers included, or when its parent dies.
 * It runs in a thread, because a parse can block the main one. It is text, because a thread of Node 20 cannot load
 * TypeScript.
 */
const WATCHDOG = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > workerData.maxBytes;
  if (isTooLarge || process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
}, 20);
`;

/** Runs a parser process: it parses the mails of its parent over descriptor 3, until the parent ends. */
export async function parseForParent(parser: MailParser): Promise<void> {
  // The last argument: how many megabytes this process may hold.
  const maxBytes = Number(process.argv.at(-1)) * BYTES_PER_MB;
  new Worker(WATCHDOG, { eval: true, workerData: { maxBytes, parent: process.ppid } }).unref();
  const isWorn = () => process.memoryUsage.rss() > WORN_SHARE * maxBytes;
  await parser.parse(WARM_UP);
  const channel = new Socket({ fd: CHANNEL });
  writeFrame(channel, Buffer.from('ready'));
  for await (const raw of readFrames(channel)) {
    for (const block of await answerTo(() => parser.parse(raw), isWorn)) writeFrame(channel, block);
  }
}
