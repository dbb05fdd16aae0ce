import { Worker } from 'node:worker_threads';

const BYTES_PER_MB = 1024 * 1024;

/**
 * Kills this process when it exceeds its memory, Buffers included, or when its parent dies.
 * It runs in a thread, because work can block the main one. It is text, because a thread of Node 20 cannot load
 * TypeScript.
 */
const WATCHDOG = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > workerData.maxBytes;
  if (isTooLarge || process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
}, 20);
`;

/** Limits the total memory of this child process, and its life to that of its parent. Returns the limit in bytes. */
export function limitThisProcess(maxMegabytes: number): number {
  const maxBytes = maxMegabytes * BYTES_PER_MB;
  new Worker(WATCHDOG, { eval: true, workerData: { maxBytes, parent: process.ppid } }).unref();
  return maxBytes;
}
