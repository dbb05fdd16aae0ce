import { WebSocket } from 'ws';
import type { HoldfastClient } from '../../src/client/client.js';
import { answerOf } from '../support/answer.js';

const AT_ONCE = 20;

/** Sockets that follow one ticket each. */
export interface Watchers {
  readonly count: number;
  close(): void;
}

interface WatchOptions {
  readonly client: HoldfastClient;
  readonly url: string;
  /** The ticket of each socket. */
  readonly tickets: readonly string[];
  readonly onEvent: (eventId: string) => void;
}

/** Opens the sockets, some at once, each with a token of its own. */
export async function openWatchers({ client, url, tickets, onEvent }: WatchOptions): Promise<Watchers> {
  const sockets: WebSocket[] = [];
  const waiting = [...tickets];
  const lane = async (): Promise<void> => {
    for (let ticket = waiting.shift(); ticket !== undefined; ticket = waiting.shift()) {
      const { token } = await answerOf(client.POST('/api/v1/live/tokens'));
      sockets.push(await watch(url, token, ticket, onEvent));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return {
    count: sockets.length,
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

function watch(
  url: string,
  token: string,
  ticket: string,
  onEvent: (id: string) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/tickets`, ['holdfast.v1', `token.${token}`]);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify({ type: 'subscribe', tickets: [ticket] })));
    socket.on('message', (data: Buffer) => {
      const { type, id } = JSON.parse(data.toString());
      if (type === 'event') onEvent(id);
      else if (type === 'subscribed') resolve(socket);
    });
  });
}
