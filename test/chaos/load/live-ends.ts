import { WebSocket } from 'ws';

/** One connection: it hands over each message as it came, and settles when it has ended, for whatever reason. */
export type LiveEnd = (
  url: string,
  after: string | undefined,
  take: (text: string) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Two heartbeats of the server. A process that is frozen sends nothing, and one that is cut off neither. */
const SILENCE_MS = 65_000;

/** @param tokenAt gets a token for one connection */
export function socketEnd(tokenAt: (url: string) => Promise<string>): LiveEnd {
  return async (url, after, take, signal) => {
    const token = await tokenAt(url);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/tickets`, [
      'holdfast.v1',
      `token.${token}`,
    ]);
    let silence = setTimeout(() => socket.terminate(), SILENCE_MS);
    const hear = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.terminate(), SILENCE_MS);
    };
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', after })));
    socket.on('ping', hear);
    socket.on('message', (data: Buffer) => {
      hear();
      take(data.toString());
    });
    const leave = () => socket.terminate();
    signal.addEventListener('abort', leave);
    // The end follows.
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    clearTimeout(silence);
    signal.removeEventListener('abort', leave);
  };
}

export function streamEnd(accessToken: string): LiveEnd {
  return async (url, after, take, signal) => {
    const silent = new AbortController();
    let silence = setTimeout(() => silent.abort(), SILENCE_MS);
    try {
      const response = await fetch(`${url}/api/v1/events/stream`, {
        headers: {
          authorization: `Bearer ${accessToken}`,
          ...(after === undefined ? {} : { 'last-event-id': after }),
        },
        signal: AbortSignal.any([signal, silent.signal]),
      });
      if (!response.ok || response.body === null) return;
      let text = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(silence);
        silence = setTimeout(() => silent.abort(), SILENCE_MS);
        const messages = `${text}${chunk}`.split('\n\n');
        text = messages.pop() ?? '';
        for (const message of messages) {
          const data = /^data: (.*)$/mu.exec(message)?.[1];
          if (data !== undefined) take(data);
        }
      }
    } finally {
      clearTimeout(silence);
    }
  };
}
