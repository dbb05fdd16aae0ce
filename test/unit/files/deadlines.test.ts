import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Download } from '../../../src/api/files/download.js';
import { MultipartReader } from '../../../src/api/files/multipart.js';
import { toKoa } from '../../../src/api/files/stream-body.js';

const HEAD = [
  'POST / HTTP/1.1',
  'Host: localhost',
  'Content-Type: multipart/form-data; boundary=b',
  'Content-Length: 900000',
  '',
  '--b',
  'Content-Disposition: form-data; name="file"; filename="slow.bin"',
  '',
  '',
].join('\r\n');

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server of its own, and a connection to it. */
async function connected(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

/** What a reader of the body ends with. */
async function endOfUpload(
  times: { readonly idleMs: number; readonly totalMs: number },
  send: (socket: Socket) => void,
) {
  let end: (reason: unknown) => void = () => undefined;
  const ended = new Promise((resolve) => (end = resolve));
  const socket = await connected((request) => {
    const reader = new MultipartReader(request, { maxBytes: 1_000_000, ...times });
    const read = async () => {
      const { file } = await reader.untilFile();
      if (file === undefined || typeof file === 'string') return 'no file';
      let bytes = 0;
      for await (const part of file.content()) bytes += part.length;
      return bytes;
    };
    void read()
      .then(end, end)
      .finally(() => reader.end());
  });
  send(socket);
  return ended;
}

describe('an upload', () => {
  it('ends without a byte for the time of a pause, before its file and in it', async () => {
    const times = { idleMs: 80, totalMs: 60_000 };
    const expected = { code: 'malformed_request', message: expect.stringContaining('0.08 s') };
    expect(await endOfUpload(times, (socket) => socket.write(HEAD.slice(0, 180)))).toMatchObject(expected);
    expect(await endOfUpload(times, (socket) => socket.write(`${HEAD}xxxx`))).toMatchObject(expected);
  });

  it('ends after the time for all of it, though bytes trickle', async () => {
    const ended = await endOfUpload({ idleMs: 60_000, totalMs: 150 }, (socket) => {
      socket.write(HEAD);
      const timer = setInterval(() => socket.write('x'), 10);
      socket.once('close', () => clearInterval(timer));
    });
    expect(ended).toMatchObject({ code: 'malformed_request', message: expect.stringContaining('0.15 s') });
  });
});

async function* endless() {
  // A socket takes a few megabytes before its reader has to.
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    yield Buffer.alloc(255 * 1024);
  }
}

describe('a download', () => {
  /** Resolves when the download has given its place back. */
  async function endOfDownload(
    times: { readonly idleMs: number; readonly totalMs: number },
    isReading: boolean,
  ) {
    let end: (wasCut: boolean) => void = () => undefined;
    const ended = new Promise<boolean>((resolve) => (end = resolve));
    const socket = await connected((_request, response) => {
      const download = new Download(endless(), () => end(!response.writableEnded), times);
      // What Koa does with it.
      (toKoa({ res: response }, download) as NodeJS.ReadableStream).pipe(response);
    });
    const closed = once(socket, 'close');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    if (isReading) socket.resume();
    const wasCut = await ended;
    // A reader that takes nothing does not see the end either.
    socket.resume();
    await closed;
    return wasCut;
  }

  it('is cut off if its reader takes nothing', async () => {
    expect(await endOfDownload({ idleMs: 150, totalMs: 60_000 }, false)).toBe(true);
  });

  it('is cut off after the time for all of it, though its reader reads', async () => {
    expect(await endOfDownload({ idleMs: 60_000, totalMs: 150 }, true)).toBe(true);
  });

  it('gives its place back when its reader leaves', async () => {
    let freed = 0;
    const over = new Promise<void>((resolve) => {
      void connected((_request, response) => {
        const download = new Download(endless(), () => {
          freed += 1;
          resolve();
        });
        (toKoa({ res: response }, download) as NodeJS.ReadableStream).pipe(response);
      }).then((socket) => {
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
        socket.once('data', () => socket.destroy());
      });
    });
    await over;
    expect(freed).toBeGreaterThan(0);
  });
});
