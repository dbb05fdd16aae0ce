import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { DomainError } from '../../domain/errors.js';
import type { FileScanner } from '../../ports/files/file-scanner.js';

/** Without a word from clamd for so long, it is away. It scans 25 MB in a second. */
const SILENCE_MS = 60_000;
const PING_MS = 5_000;
const MAX_ANSWER = 4_096;

/** Asks clamd over its own protocol (clamd(8), INSTREAM): parts with their lengths, then one of length 0. */
export class ClamdScanner implements FileScanner {
  /** @param url `tcp://host:port` or `unix:///path` */
  constructor(private readonly url: string) {}

  async scan(content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    const answer = await this.exchange(SILENCE_MS, signal, async (socket) => {
      await write(socket, Buffer.from('zINSTREAM\0'));
      for await (const part of content) {
        signal.throwIfAborted();
        // It has answered already: the file is beyond its limit.
        if (!socket.writable || socket.readableEnded) return;
        await write(socket, lengthOf(part.length));
        await write(socket, part);
      }
      await write(socket, lengthOf(0));
    });
    return verdictOf(answer);
  }

  async ping(): Promise<void> {
    const answer = await this.exchange(PING_MS, undefined, (socket) => write(socket, Buffer.from('zPING\0')));
    if (answer !== 'PONG') throw away(`it answered ${JSON.stringify(answer.slice(0, 100))}`);
  }

  private async exchange(
    silenceMs: number,
    signal: AbortSignal | undefined,
    send: (socket: Socket) => Promise<void>,
  ): Promise<string> {
    const socket = this.connect();
    const abort = () => socket.destroy();
    signal?.addEventListener('abort', abort);
    socket.setTimeout(silenceMs, () => socket.destroy(new Error(`silent for ${silenceMs / 1_000} s`)));
    try {
      const answer = textOf(socket);
      // Whichever ends first: clamd answers a file beyond its limit before all of it is sent.
      const sent = send(socket);
      sent.catch(() => undefined);
      answer.catch(() => undefined);
      const text = await answer;
      if (text === '') await sent;
      return text;
    } catch (error) {
      signal?.throwIfAborted();
      throw away(error instanceof Error ? error.message : String(error));
    } finally {
      signal?.removeEventListener('abort', abort);
      socket.destroy();
    }
  }

  private connect(): Socket {
    if (this.url.startsWith('unix://')) return connect({ path: this.url.slice('unix://'.length) });
    const { hostname, port } = new URL(this.url);
    return connect({ host: hostname, port: Number(port) });
  }
}

async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}

function lengthOf(size: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(size);
  return length;
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const part of socket as AsyncIterable<Buffer>) {
    text += part.toString('utf8');
    if (text.includes('\0') || text.length > MAX_ANSWER) break;
  }
  return text.replaceAll('\0', '').trim();
}

/** @throws DomainError `unavailable` for an answer that is no verdict; `invalid_input` for a file that it does not scan */
function verdictOf(answer: string): string | null {
  if (answer === 'stream: OK') return null;
  const [, signature] = /^stream: (.+) FOUND$/u.exec(answer) ?? [];
  if (signature !== undefined) return signature;
  if (answer.includes('size limit exceeded')) {
    throw new DomainError('invalid_input', 'The virus scanner does not scan files of this size.');
  }
  throw away(
    answer === '' ? 'it closed the connection' : `it answered ${JSON.stringify(answer.slice(0, 200))}`,
  );
}

function away(reason: string): DomainError {
  return new DomainError('unavailable', `The virus scanner cannot be asked: ${reason}.`);
}
