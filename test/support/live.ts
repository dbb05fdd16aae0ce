import { WebSocket } from 'ws';
import type { CheckedClient } from './api/contract.js';
import { dataOf } from './http-client.js';
import { waitFor } from './wait-for.js';

/** What a socket gets, as JSON. */
export type Frame = Readonly<Record<string, any>>;

/** A socket of a client, and everything that it got. */
export interface TestSocket {
  readonly frames: readonly Frame[];
  readonly ended: Promise<{ readonly code: number; readonly reason: string }>;
  send(message: Frame): void;
  subscribe(choice?: Frame): Promise<Frame>;
  /** Waits for a frame that has these fields. */
  next(fields: Frame): Promise<Frame>;
  close(): void;
}

export async function liveToken({ api }: CheckedClient): Promise<string> {
  return (await dataOf(api.POST('/api/v1/live/tokens'))).token;
}

interface Handshake {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a socket. @throws Error with the status of a refusal */
export async function openSocket(
  url: string,
  token: string,
  { path = '/ws/tickets', headers = {} }: Handshake = {},
): Promise<TestSocket> {
  const socket = new WebSocket(url.replace('http', 'ws') + path, ['holdfast.v1', `token.${token}`], {
    headers,
  });
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
  const ended = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, { statusCode }) =>
      reject(new Error(`refused: ${statusCode}`)),
    );
  });
  const next = (fields: Frame) =>
    waitFor(`a frame ${JSON.stringify(fields)}`, () =>
      frames.find((frame) => Object.entries(fields).every(([key, value]) => frame[key] === value)),
    );
  const send = (message: Frame) => socket.send(JSON.stringify(message));
  return {
    frames,
    send,
    ended,
    next,
    subscribe: (choice = {}) => {
      send({ type: 'subscribe', ...choice });
      return next({ type: 'subscribed' });
    },
    close: () => socket.close(),
  };
}

/** Opens a socket as this person, and follows something. */
export async function followAs(url: string, client: CheckedClient, choice: Frame = {}): Promise<TestSocket> {
  const socket = await openSocket(url, await liveToken(client));
  await socket.subscribe(choice);
  return socket;
}
