import { Socket } from 'node:net';
import type { MailParser } from '../../ports/inbound-mail/mail-parser.js';
import { limitThisProcess } from '../system/process-limits.js';
import { readFrames, writeFrame } from '../system/frames.js';
import { answerTo } from './parser-answer.js';

const CHANNEL = 3;
/** With more than this share of the memory limit in use, the process is replaced before the next mail. */
const WORN_SHARE = 0.75;
/** Parsed before the first mail, so that no mail pays for what is loaded and compiled. */
const WARM_UP = Buffer.from('From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>');

/** Runs a parser process: it parses the mails of its parent over descriptor 3, until the parent ends. */
export async function parseForParent(parser: MailParser): Promise<void> {
  // The last argument: how many megabytes this process may hold.
  const maxBytes = limitThisProcess(Number(process.argv.at(-1)));
  const isWorn = () => process.memoryUsage.rss() > WORN_SHARE * maxBytes;
  await parser.parse(WARM_UP);
  const channel = new Socket({ fd: CHANNEL });
  writeFrame(channel, Buffer.from('ready'));
  for await (const raw of readFrames(channel)) {
    for (const block of await answerTo(() => parser.parse(raw), isWorn)) writeFrame(channel, block);
  }
}
